/** A Rigol's ten numbers → scale. Pure. The signs are its own: volts = (raw - yorigin - yreference) · yincrement. Sources: see README. */
import type { WaveformScale } from '../../../foundation/capability/oscilloscope.ts';
import type { TenNumbers } from '../scpi-scope/ten-numbers.ts';

/** `highest`: the largest code of the format. */
export function scaleOf(preamble: TenNumbers, highest: number): WaveformScale {
  const { xIncrement, xOrigin, xReference, yIncrement, yOrigin, yReference } = preamble;
  return {
    voltsPerStep: yIncrement,
    voltsAtZero: -(yOrigin + yReference) * yIncrement,
    secondsPerPoint: xIncrement,
    firstSeconds: xOrigin - xReference * xIncrement,
    lowest: 0,
    highest,
  };
}
