/**
 * What a meter's display shows, and what that means. Pure. Guarantees: exactly one unit, at most one prefix and only
 * where it makes sense, never AC and DC at once, overload as a status without a value, exact decimals. Anything else is
 * no display of a meter and gives `undefined`.
 */
import type { HiddenMode } from '../../../foundation/capability/hidden-mode.ts';
import type { Reading, ReadingFlag } from '../../../foundation/measurement/reading.ts';
import type { Quantity, Unit } from '../../../foundation/measurement/unit.ts';
import type { Lamp, PrefixLamp, UnitLamp } from './lamp.ts';
import { numberReading } from './number-reading.ts';
import { autoRanged } from './stream-simulator.ts';

export interface Display {
  /** Without sign and point; 0 in overload. */
  readonly digits: number;
  readonly overload: boolean;
  /** Digits behind the decimal point. */
  readonly places: number;
  readonly lit: readonly Lamp[];
}

const unitMeanings: Readonly<Record<UnitLamp, { readonly quantity: Quantity; readonly unit: Unit }>> = {
  V: { quantity: 'voltage', unit: 'V' },
  A: { quantity: 'current', unit: 'A' },
  Ω: { quantity: 'resistance', unit: 'Ohm' },
  F: { quantity: 'capacitance', unit: 'F' },
  Hz: { quantity: 'frequency', unit: 'Hz' },
  '%': { quantity: 'duty-cycle', unit: '%' },
  '°C': { quantity: 'temperature', unit: 'Cel' },
  '°F': { quantity: 'temperature', unit: '[degF]' },
  hFE: { quantity: 'gain', unit: '1' },
};
const unitsWithPrefix: readonly UnitLamp[] = ['V', 'A', 'Ω', 'F', 'Hz'];
const prefixExponents: Readonly<Record<PrefixLamp, number>> = { n: -9, µ: -6, m: -3, k: 3, M: 6 };
const flagLamps = ['dc', 'ac', 'auto', 'hold', 'rel', 'max', 'min', 'diode', 'low-battery'] as const;
/** The reading a display shows; `undefined` when it breaks the rules above. `counts`: full scale, where it is known. */
export function displayReading(display: Display, counts?: number): Reading | undefined {
  const { digits, overload, places, lit } = display;
  const symbol = unitOf(lit);
  const prefixes = (Object.keys(prefixExponents) as PrefixLamp[]).filter((prefix) => lit.includes(prefix));
  if (symbol === undefined || prefixes.length > 1 || (lit.includes('ac') && lit.includes('dc'))) return undefined;
  const [prefix] = prefixes;
  const takesPrefix = unitsWithPrefix.includes(symbol);
  if (prefix !== undefined && !takesPrefix) return undefined;
  const isEither = (flag: ReadingFlag) => (flag === 'max' || flag === 'min') && lit.includes('min-max');
  const flags: ReadingFlag[] = flagLamps.filter((flag) => lit.includes(flag) || isEither(flag));
  if (lit.includes('beep')) flags.push('continuity');
  return numberReading({
    ...unitMeanings[symbol],
    digits,
    exponent: (prefix === undefined ? 0 : prefixExponents[prefix]) - places,
    negative: lit.includes('minus'),
    status: overload ? 'overrange' : 'ok',
    flags,
    counts,
  });
}

/** A number without a unit, or with several, is on a function that is not read; `undefined` for a display with a meaning. */
export function unreadDisplay(display: Display): string | undefined {
  const units = (Object.keys(unitMeanings) as UnitLamp[]).filter((unit) => display.lit.includes(unit));
  if (displayReading(display) !== undefined || units.length === 1) return undefined;
  return units.length === 0 ? 'unsupported' : units.join(' ');
}

/** The one unit that is lit. A diode test is in volts, whether or not V is lit; a buzzer belongs to ohms. */
function unitOf(lit: readonly Lamp[]): UnitLamp | undefined {
  const units = (Object.keys(unitMeanings) as UnitLamp[]).filter((unit) => lit.includes(unit));
  if (lit.includes('diode') && units.length === 0) units.push('V');
  const [unit] = units;
  if (units.length !== 1) return undefined;
  if (lit.includes('diode') && unit !== 'V') return undefined;
  return lit.includes('beep') && unit !== 'Ω' ? undefined : unit;
}

const pressedLamps: Readonly<Partial<Record<HiddenMode, Lamp>>> = { hold: 'hold', relative: 'rel', 'min-max': 'max' };

/** The display with this key's lamp lit; `undefined` where it has none. */
export function pressedDisplay(display: Display, mode: HiddenMode): Display | undefined {
  const lamp = pressedLamps[mode];
  return lamp === undefined ? undefined : { ...display, lit: [...display.lit, lamp] };
}

/** DC volts on a display that ranges from `counts` with three places up to none, as a meter shows them by itself. */
export function dcVoltsDisplay(volts: number, counts: number, mostPlaces = 3): Display {
  const exponents = Array.from({ length: mostPlaces + 1 }, (_, index) => index - mostPlaces);
  const { range, digits, overload } = autoRanged(volts, exponents, counts);
  const lit: Lamp[] = ['dc', 'auto', 'V', 'rs232'];
  if (volts < 0 && digits > 0) lit.push('minus');
  return { digits: overload ? 0 : digits, overload, places: mostPlaces - range, lit };
}
