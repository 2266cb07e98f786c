/** For tests: every unit × prefix × point of a meter with a display of lamps, each with a few of the other lamps: generated, not sampled. */
import { type Display, displayReading } from './display.ts';
import type { Lamp } from './lamp.ts';

const functions: readonly (readonly Lamp[])[] = [
  ['V', 'dc'],
  ['V', 'ac'],
  ['V', 'm', 'dc'],
  ['V', 'm', 'ac'],
  ['A', 'dc'],
  ['A', 'ac'],
  ['A', 'm', 'dc'],
  ['A', 'm', 'ac'],
  ['A', 'µ', 'dc'],
  ['A', 'µ', 'ac'],
  ['Ω'],
  ['Ω', 'k'],
  ['Ω', 'M'],
  ['Ω', 'beep'],
  ['V', 'diode'],
  ['F', 'n'],
  ['F', 'µ'],
  ['F', 'm'],
  ['Hz'],
  ['Hz', 'k'],
  ['Hz', 'M'],
  ['%'],
  ['°C'],
  ['°F'],
  ['hFE'],
];
const variants: readonly { readonly lit?: readonly Lamp[]; readonly digits?: number; readonly overload?: boolean }[] = [
  { lit: ['auto'] },
  { lit: ['minus', 'auto'] },
  { overload: true },
  { lit: ['auto'], overload: true },
  { lit: ['hold'] },
  { lit: ['rel', 'minus'] },
  { lit: ['max'] },
  { lit: ['min'] },
  { lit: ['low-battery', 'auto'], digits: 3_999 },
  { digits: 0 },
  { digits: 7 },
];

/** `without`: lamps the meter does not have. `mostPlaces`: the point is in front of so many digits at the most. */
export function displayStates(counts: number, { without = [] as readonly Lamp[], mostPlaces = 3 } = {}): Display[] {
  const states: Display[] = [];
  for (const [nth, ownLamps] of functions.entries()) {
    for (let places = 0; places <= mostPlaces; places++) {
      for (const [index, variant] of variants.entries()) {
        const lit: Lamp[] = ['rs232', ...ownLamps, ...(variant.lit ?? [])];
        if (lit.some((lamp) => without.includes(lamp))) continue;
        const overload = variant.overload ?? false;
        const digits = overload ? 0 : (variant.digits ?? (places * 947 + index * 1_013 + nth * 131 + 12) % counts);
        const display: Display = { digits, overload, places, lit };
        if (displayReading(display, counts) === undefined) throw new Error(`no display: ${JSON.stringify(display)}`);
        states.push(display);
      }
    }
  }
  return states;
}
