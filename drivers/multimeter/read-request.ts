/** What a caller of `read` wants, checked, and whether a reading is that. Shared by all multimeters. */
import type { MultimeterReadArgs } from '../../foundation/capability/capability.ts';
import { CodedError } from '../../foundation/failure.ts';
import type { Reading, ReadingFlag } from '../../foundation/measurement/reading.ts';
import { unitsOfQuantity } from '../../foundation/measurement/unit.ts';

/** Unknown input as arguments of `read`; fails with `instrument/bad-arguments`. */
export function readArgsOf(input: unknown): MultimeterReadArgs {
  const refuse = (argument: string) => new CodedError('instrument/bad-arguments', { verb: 'read', argument });
  if (input === undefined || input === null) return {};
  if (typeof input !== 'object') throw refuse('args');
  const { quantity, coupling, upTo, relative } = input as Record<string, unknown>;
  if (quantity !== undefined && !(typeof quantity === 'string' && Object.hasOwn(unitsOfQuantity, quantity))) {
    throw refuse('quantity');
  }
  if (coupling !== undefined && coupling !== 'dc' && coupling !== 'ac') throw refuse('coupling');
  if (upTo !== undefined && !(typeof upTo === 'number' && upTo > 0 && Number.isFinite(upTo))) throw refuse('upTo');
  if (relative !== undefined && typeof relative !== 'boolean') throw refuse('relative');
  return {
    ...(quantity === undefined ? {} : { quantity: quantity as Reading['quantity'] }),
    ...(coupling === undefined ? {} : { coupling }),
    ...(upTo === undefined ? {} : { upTo }),
    ...(relative === undefined ? {} : { relative }),
  };
}

/**
 * Whether the reading is of the wanted quantity and coupling, and relative where that is wanted. A diode test is no voltage
 * measurement.
 */
export function isWanted(reading: Reading, wanted: MultimeterReadArgs): boolean {
  if (wanted.quantity !== undefined && reading.quantity !== wanted.quantity) return false;
  if (wanted.quantity === 'voltage' && reading.flags.includes('diode')) return false;
  if (wanted.relative === true && !reading.flags.includes('rel')) return false;
  return wanted.coupling === undefined || reading.flags.includes(wanted.coupling);
}

const notLive: readonly ReadingFlag[] = ['max', 'min', 'avg', 'peak-max', 'peak-min', 'rel'];

/**
 * Why what a display shows is not the present: `meter/hold` or `meter/not-live`; `undefined` when it is. A difference to a
 * number that somebody has stored (REL) is none either, unless just that is wanted.
 */
export function displayRefusal(reading: Reading, wanted: MultimeterReadArgs = {}): CodedError | undefined {
  if (reading.flags.includes('hold')) return new CodedError('meter/hold', { shown: modeOf(reading) });
  const shown = notLive.find((flag) => reading.flags.includes(flag) && !(flag === 'rel' && wanted.relative === true));
  return shown === undefined ? undefined : new CodedError('meter/not-live', { shown });
}

/** For the parameters of `meter/wrong-mode`: `voltage dc`, `resistance`, `voltage dc diode`, `any`. */
export function modeName(wanted: MultimeterReadArgs): string {
  return [wanted.quantity ?? 'any', wanted.coupling, wanted.relative === true ? 'rel' : undefined]
    .filter(Boolean)
    .join(' ');
}

/** The same for what the meter shows. */
export function modeOf(reading: Reading): string {
  const words = (['dc', 'ac', 'diode', 'continuity', 'rel'] as const).filter((flag) => reading.flags.includes(flag));
  return [reading.quantity, ...words].join(' ');
}
