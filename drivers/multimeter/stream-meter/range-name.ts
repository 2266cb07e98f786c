/** Names of ranges as the dial and the manual have them: `22 V`, `220 mV`, `4 kΩ`. */
import { decimal } from '../../../foundation/measurement/reading.ts';

const prefixes: Readonly<Record<number, string>> = { 0: '', 1: 'k', 2: 'M', 3: 'G', [-1]: 'm', [-2]: 'µ', [-3]: 'n' };
/** No handheld meter may have more than this at its jacks, whatever its counts would allow. */
const largestVolts = 1000;

/** The range of `counts` (22 000, 4000 …) in which the last digit is worth 10^`exponent`. `symbol`: `V`, `Ω` … */
export function rangeName(counts: number, exponent: number, symbol: string): string {
  const fullScale = decimal(counts, exponent);
  if (symbol === 'V' && fullScale >= largestVolts) return `${largestVolts} V`;
  const power = String(counts).length - 1 + exponent;
  const thousand = Math.floor(power / 3);
  return `${decimal(counts, exponent - 3 * thousand)} ${prefixes[thousand] ?? 'p'}${symbol}`;
}
