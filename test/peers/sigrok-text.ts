/** What `sigrok-cli -O analog` prints, as numbers, to be compared with our readings. */

/** One line. `inf` is an overload or an under-limit (the peer does not tell); a bare number is continuity, 1 for short. */
export interface SigrokReading {
  readonly value: number;
  /** UCUM; empty for continuity. */
  readonly unit: string;
  readonly flags: readonly string[];
}

const prefixes: Readonly<Record<string, number>> = { p: -12, n: -9, '\u00b5': -6, m: -3, k: 3, M: 6, G: 9 };

/** `81.29 mV AC` → 0.08129 V. */
export function sigrokReading(line: string): SigrokReading {
  const [number = '', unit = '', ...flags] = line.split(' ').filter((word) => word !== '');
  const exponent = unit.length > 1 ? prefixes[unit[0] ?? ''] : undefined;
  const base = (exponent === undefined ? unit : unit.slice(1)).replace('\u2126', 'Ohm');
  const value = /^-?inf/i.test(number) ? Number.POSITIVE_INFINITY : Number(`${number}e${exponent ?? 0}`);
  return { value, unit: base, flags };
}
