/** An InfiniiVision's ten numbers → scale. Pure. The signs differ from Rigol's: volts = (raw - yreference) · yincrement + yorigin. */
import type { WaveformScale } from '../../../foundation/capability/oscilloscope.ts';
import type { TenNumbers } from '../scpi-scope/ten-numbers.ts';

export function scaleOf(preamble: TenNumbers): WaveformScale {
  const { format, xIncrement, xOrigin, xReference, yIncrement, yOrigin, yReference } = preamble;
  return {
    voltsPerStep: yIncrement,
    voltsAtZero: yOrigin - yReference * yIncrement,
    secondsPerPoint: xIncrement,
    firstSeconds: xOrigin - xReference * xIncrement,
    // 0 is the place without a sample, so the lowest sample is 1. Words are the same codes with finer bits below them.
    hole: 0,
    lowest: format === 1 ? 0x0100 : 1,
    highest: format === 1 ? 0xff00 : 255,
  };
}
