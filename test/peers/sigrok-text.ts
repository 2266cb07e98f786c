/** What `sigrok-cli -O analog` prints, as numbers, and where it disagrees with our readings. */
import type { Reading, ReadingFlag } from '../../foundation/measurement/reading.ts';

/** One line. `inf` is an overload or an under-limit (the peer does not tell); a bare number is continuity, 1 for short. */
export interface SigrokReading {
  readonly value: number;
  /** UCUM; empty for continuity and for bare numbers. */
  readonly unit: string;
  readonly flags: readonly string[];
}

const prefixes: Readonly<Record<string, number>> = { p: -12, n: -9, '\u00b5': -6, m: -3, k: 3, M: 6, G: 9 };

const unitCodes: Readonly<Record<string, string>> = {
  VA: 'VA',
  '\u2126': 'Ohm',
  '°C': 'Cel',
  '°F': '[degF]',
  RPM: '/min',
};
const flagWord = /^[A-Z]{2,}$/;

/** `81.29 mV AC` → 0.08129 V. Without a unit: continuity, or a bare number. */
export function sigrokReading(line: string): SigrokReading {
  const [number = '', ...words] = line.split(' ').filter((word) => word !== '');
  const unit = words[0] === undefined || (flagWord.test(words[0]) && !(words[0] in unitCodes)) ? '' : words[0];
  const flags = unit === '' ? words : words.slice(1);
  const exponent = unit.length > 1 && !(unit in unitCodes) ? prefixes[unit[0] ?? ''] : undefined;
  const base = exponent === undefined ? unit : unit.slice(1);
  const value = /^-?inf/i.test(number) ? Number.POSITIVE_INFINITY : Number(`${number}e${exponent ?? 0}`);
  return { value, unit: unitCodes[base] ?? base, flags };
}

/** What the peer is known for with one kind of meter. */
export interface PeerRules {
  /** What it prints for continuity, of which it gives no resistance; `undefined` where that is its own affair. */
  readonly short: (ours: Reading) => 0 | 1 | undefined;
  /** It names AC and DC by a bit of the frame alone, also where the function of the meter says which it is. */
  readonly couplingByBitAlone?: true;
  /** Flags it never prints for this meter. */
  readonly unnoticed?: readonly ReadingFlag[];
  /** What it calls units that have another name with us. */
  readonly unitNames?: Readonly<Record<string, Reading['unit']>>;
  /** Units it prints nothing for with this meter. */
  readonly unknownUnits?: readonly Reading['unit'][];
}

/** In words what two readings of one frame disagree about; empty when they agree by the rules the peer is known for. */
export function disagreement(ours: Reading, theirs: SigrokReading, rules: PeerRules): string {
  if (ours.flags.includes('continuity')) {
    const short = rules.short(ours);
    return short === undefined || theirs.value === short ? '' : 'short';
  }
  if ((rules.unitNames?.[theirs.unit] ?? theirs.unit) !== (ours.unit === '1' ? '' : ours.unit)) return 'unit';
  const isOut = ours.status === 'overrange' || ours.status === 'underrange';
  if (isOut !== (theirs.value === Number.POSITIVE_INFINITY)) return 'status';
  const away = Math.abs(theirs.value - (ours.value ?? 0));
  if (!isOut && !(away <= (ours.resolution ?? 0) / 2)) return 'value';
  const namesCoupling = theirs.flags.includes('AC') || theirs.flags.includes('DC');
  const named = { dc: 'DC', ac: 'AC', hold: 'HOLD', rel: 'REL', max: 'MAX', min: 'MIN', diode: 'DIODE' } as const;
  for (const [name, word] of Object.entries(named)) {
    const flag = name as ReadingFlag;
    if (rules.unnoticed?.includes(flag)) continue;
    // It calls every diode test DC, whatever the frame says.
    if (flag === 'dc' && ours.flags.includes('diode')) continue;
    if (rules.couplingByBitAlone && (flag === 'dc' || flag === 'ac') && !namesCoupling) continue;
    if (ours.flags.includes(flag) !== theirs.flags.includes(word)) return flag;
  }
  return '';
}
