/**
 * What the 28x series answers to `QDDA`: everything that is on its display but the bar. Pure. Guarantees that a line counts
 * only when it has exactly the fields that it announces, and only with modes that are known. It is asked for what `QM` does not
 * tell: that the display is held, relative or one of the largest and smallest, and which test the volts or ohms are of.
 * Source: Fluke, "Fluke 289/287 Remote Interface Specification" (2007).
 */
import type { ReadingFlag } from '../../../foundation/measurement/reading.ts';
import type { UnreadMode } from '../unread-mode.ts';

export type Mode28x =
  | 'AUTO_HOLD'
  | 'HOLD'
  | 'LOW_PASS_FILTER'
  | 'MIN_MAX_AVG'
  | 'RECORD'
  | 'REL'
  | 'REL_PERCENT'
  | 'PEAK_MIN_MAX';

/** Which of the largest, the smallest and the mean is on the main display is not told, so it carries two of them. */
const modeFlags: Readonly<Record<Mode28x, readonly ReadingFlag[]>> = {
  AUTO_HOLD: ['hold'],
  HOLD: ['hold'],
  LOW_PASS_FILTER: [],
  MIN_MAX_AVG: ['max', 'min'],
  RECORD: [],
  REL: ['rel'],
  REL_PERCENT: ['rel'],
  PEAK_MIN_MAX: ['peak-max', 'peak-min'],
};
const testFlags: Readonly<Record<string, ReadingFlag>> = { DIODE_TEST: 'diode', CONTINUITY: 'continuity' };
/** As the panel has them. */
const unreadFunctions: Readonly<Record<string, string>> = { CONDUCTANCE: 'nS', CREST_FACTOR: 'CF' };

export interface Displayed28x {
  /** What the display is, beside the flags that `QM` gives. */
  readonly flags: readonly ReadingFlag[];
  /** Where the number on the display has no place in a reading. */
  readonly unread?: UnreadMode;
}

const modesAt = 8;
const fieldsOfReading = 9;
const mostModes = 8;
const word = /^[A-Z][A-Z_]{0,20}$/;

/** Whether this is an answer to `QDDA` rather than to `QM`, whatever it says. */
export function isDisplayed(line: string): boolean {
  return line.split(',').length > modesAt;
}

/** `undefined` when the line is none, or names a mode that is not known. */
export function displayed28x(line: string): Displayed28x | undefined {
  const fields = line.split(',').map((field) => field.trim().toUpperCase().replace(/ /g, '_'));
  const [primary = '', secondary = ''] = fields;
  const modeCount = countIn(fields[modesAt]);
  const readingCount = modeCount === undefined ? undefined : countIn(fields[modesAt + 1 + modeCount]);
  if (modeCount === undefined || modeCount > mostModes || readingCount === undefined) return undefined;
  if (fields.length !== modesAt + 2 + modeCount + readingCount * fieldsOfReading) return undefined;
  const told = fields.slice(modesAt + 1, modesAt + 1 + modeCount);
  const modes = secondary === 'PEAK_MIN_MAX' ? [...told, secondary] : told;
  if (!word.test(primary) || !word.test(secondary) || !modes.every(isMode)) return undefined;
  const test = Object.hasOwn(testFlags, primary) ? testFlags[primary] : undefined;
  const unread = unreadIn(primary, secondary, modes);
  return {
    flags: [...new Set([...(test === undefined ? [] : [test]), ...modes.flatMap((mode) => modeFlags[mode])])],
    ...(unread === undefined ? {} : { unread: { unread } }),
  };
}

/** A relative display in percent of what is stored is no duty cycle, whose unit it has. */
function unreadIn(primary: string, secondary: string, modes: readonly string[]): string | undefined {
  if (modes.includes('REL_PERCENT')) return 'REL %';
  const name = [primary, secondary].find((each) => Object.hasOwn(unreadFunctions, each));
  return name === undefined ? undefined : unreadFunctions[name];
}

function isMode(text: string): text is Mode28x {
  return Object.hasOwn(modeFlags, text);
}

function countIn(field: string | undefined): number | undefined {
  return field !== undefined && /^\d{1,2}$/.test(field) ? Number(field) : undefined;
}

/** The simulator's side of {@link displayed28x}: the number of a `QM` answer as live and main reading. */
export function encodeDisplayed(measurement: string, modes: readonly Mode28x[], primary = 'V_DC'): string {
  const [value = '0', unit = 'VDC', state = 'NORMAL', attribute = 'NONE'] = measurement.split(',');
  const told = modes.filter((mode) => mode !== 'PEAK_MIN_MAX');
  const secondary = modes.includes('PEAK_MIN_MAX') ? 'PEAK_MIN_MAX' : 'NONE';
  const reading = `${Number(value)},${unit},0,4,5,${state},${attribute},1197308998.282`;
  const head = [primary, secondary, 'AUTO', unit, '5', '0', 'OFF', '0.000', `${told.length}`, ...told];
  return [...head, '2', 'LIVE', reading, 'PRIMARY', reading].join();
}
