/**
 * How a Tektronix describes a record → scale. Pure. Each number is asked for by itself, because the order in the whole
 * preamble differs between families: volts = (raw - YOFF) · YMULT + YZERO; seconds = (i - PT_OFF) · XINCR + XZERO.
 */
import type { WaveformScale } from '../../../foundation/capability/oscilloscope.ts';

export interface TektronixPreamble {
  readonly yMultiplier: number;
  readonly yOffset: number;
  readonly yZero: number;
  readonly xIncrement: number;
  readonly xZero: number;
  readonly pointOffset: number;
}

/** Signed samples of one byte. */
export function scaleOf(preamble: TektronixPreamble): WaveformScale {
  const { yMultiplier, yOffset, yZero, xIncrement, xZero, pointOffset } = preamble;
  return {
    voltsPerStep: yMultiplier,
    voltsAtZero: yZero - yOffset * yMultiplier,
    secondsPerPoint: xIncrement,
    firstSeconds: xZero - pointOffset * xIncrement,
    lowest: -128,
    highest: 127,
  };
}
