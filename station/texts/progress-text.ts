/** How far a long call is, for people: `45 % · 5.4 / 12.0 M points`. */

import { type CallProgress, percentOf } from '../../foundation/measurement/call-progress.ts';
import type { Language } from '../../foundation/measurement/declaration.ts';
import { three } from './three.ts';

const units = { points: three('points', '点', '點'), bytes: three('B', 'B', 'B') } as const;
const steps = [
  { from: 1e6, prefix: 'M', decimals: 1 },
  { from: 1e4, prefix: 'k', decimals: 0 },
  { from: 0, prefix: '', decimals: 0 },
] as const;

export function progressText(progress: CallProgress, language: Language): string {
  const { done, total, unit } = progress;
  const { from, prefix, decimals } = steps.find((step) => total >= step.from) ?? steps[2];
  // Rounded down: only what is all there is told as all there.
  const shown = (count: number) => {
    const fine = 10 ** decimals;
    const scale = prefix === 'k' ? 1e3 : Math.max(1, from);
    return (Math.floor((count / scale) * fine) / fine).toFixed(decimals);
  };
  const word = units[unit][language];
  const name = unit === 'bytes' ? `${prefix}${word}` : [prefix, word].filter(Boolean).join(' ');
  return `${percentOf(progress)} % · ${shown(done)} / ${shown(total)} ${name}`;
}
