/**
 * The mode words of a UT181A: what is measured, by its four digits. Pure. Source: github.com/antage/ut181a, `Protocol.md`
 * (facts only).
 */
import type { Quantity, Unit } from '../../../foundation/measurement/unit.ts';

export interface ModeMeaning {
  readonly quantity: Quantity;
  readonly unit: Unit;
  readonly flag?: 'dc' | 'ac' | 'diode' | 'continuity';
  /** What the unit must be written as, its prefix captured. */
  readonly written: RegExp;
}

const volts = { quantity: 'voltage', unit: 'V', written: /^([num]?)V/ } as const;
const amps = { quantity: 'current', unit: 'A', written: /^([num]?)A/ } as const;
const ohms = { quantity: 'resistance', unit: 'Ohm', written: /^([mkM]?)(?:~|Ohm|[\u0080-\u00ff]{1,2})$/ } as const;
const hertz = { quantity: 'frequency', unit: 'Hz', written: /^([mkM]?)Hz$/ } as const;
const level = (unit: 'dB' | '{dBm}', written: RegExp) =>
  ({ quantity: 'signal-level', unit, flag: 'ac', written }) as const;
const celsius = { quantity: 'temperature', unit: 'Cel', written: /^()[\u0080-\u00ff]{0,2}C$/ } as const;
const fahrenheit = { quantity: 'temperature', unit: '[degF]', written: /^()[\u0080-\u00ff]{0,2}F$/ } as const;
const dc = { flag: 'dc' } as const;
const ac = { flag: 'ac' } as const;

/** Alternating: itself, its frequency, its peaks, and what comes fourth. */
const alternating = (base: typeof volts | typeof amps, fourth?: ModeMeaning) => ({
  1: { ...base, ...ac },
  2: hertz,
  3: { ...base, ...ac },
  ...(fourth === undefined ? {} : { 4: fourth }),
});
/** Direct: itself, with AC (neither of the two, so it is called neither), its peaks. */
const direct = (base: typeof volts | typeof amps) => ({ 1: { ...base, ...dc }, 2: base, 3: { ...base, ...dc } });
const temperatures = (base: typeof celsius | typeof fahrenheit) => ({ 1: base, 2: base });
const current = { 1: direct(amps), 2: alternating(amps) };

type Submodes = Readonly<Record<number, ModeMeaning>>;

/** First digit, second digit, third digit. Differences of temperatures and admittance are not read. */
const words: Readonly<Record<number, Readonly<Record<number, Submodes>>>> = {
  1: { 1: { ...alternating(volts, { ...volts, ...ac }), 5: level('dB', /^()dBV$/), 6: level('{dBm}', /^()dBm$/) } },
  2: { 1: alternating(volts, volts) },
  3: { 1: direct(volts) },
  4: { 1: { 1: { ...volts, ...dc }, 2: { ...volts, ...dc } }, 2: temperatures(celsius), 3: temperatures(fahrenheit) },
  5: { 1: { 1: ohms }, 2: { 1: { ...ohms, flag: 'continuity' } } },
  6: {
    1: { 1: { ...volts, flag: 'diode' } },
    2: { 1: { quantity: 'capacitance', unit: 'F', written: /^([num]?)F$/ } },
  },
  7: {
    1: { 1: hertz },
    2: { 1: { quantity: 'duty-cycle', unit: '%', written: /^()%$/ } },
    3: { 1: { quantity: 'time', unit: 's', written: /^([num]?)s$/ } },
  },
  8: current,
  9: current,
  10: current,
};

/**
 * `undefined` for a mode that is none, or has no place in a reading. The last digit tells relative readings, and two
 * kinds of buzzer and diode test.
 */
export function modeOf(word: number): ModeMeaning | undefined {
  const last = word & 0x0f;
  if (last !== 1 && last !== 2) return undefined;
  return words[word >> 12]?.[(word >> 8) & 0x0f]?.[(word >> 4) & 0x0f];
}

/** First and second digit of modes that have no place in a reading, as the display has them. */
const unreadPlaces: Readonly<Record<number, string>> = { 66: 'T1-T2', 67: 'T1-T2', 83: 'nS' };

/** What a mode word without a meaning is called; `undefined` for those with one. */
export function unreadModeOf(word: number): string | undefined {
  return modeOf(word) === undefined ? (unreadPlaces[word >> 8] ?? 'unsupported') : undefined;
}

/** Every mode word that is read. */
export function everyMode(): number[] {
  const digits = Array.from({ length: 16 }, (_, digit) => digit);
  const all = digits.flatMap((one) =>
    digits.flatMap((two) =>
      digits.flatMap((three) => [1, 2].map((last) => (one << 12) | (two << 8) | (three << 4) | last)),
    ),
  );
  return all.filter((word) => modeOf(word) !== undefined);
}
