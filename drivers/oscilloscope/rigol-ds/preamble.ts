/**
 * The ten numbers with which a Rigol describes a record (`:WAV:PRE?`) → scale. Pure. The signs are Rigol's own:
 * volts = (raw - yorigin - yreference) · yincrement. Sources: see README.
 */
import type { WaveformScale } from '../../../foundation/capability/oscilloscope.ts';
import { CodedError } from '../../../foundation/failure.ts';

export interface RigolPreamble {
  /** 0 bytes, 1 words, 2 text. */
  readonly format: number;
  /** 0 what the screen shows, 1 the most there is, 2 memory. */
  readonly type: number;
  readonly points: number;
  readonly xIncrement: number;
  readonly xOrigin: number;
  readonly xReference: number;
  readonly yIncrement: number;
  readonly yOrigin: number;
  readonly yReference: number;
}

/** `instrument/unreadable` when it is not ten numbers or describes no record. */
export function parsePreamble(text: string): RigolPreamble {
  const fields = text.split(',').map((field) => field.trim());
  const numbers = fields.map((field) => (/^[+-]?[\d.]+(e[+-]?\d+)?$/i.test(field) ? Number(field) : Number.NaN));
  const [format = 0, type = 0, points = 0, , xIncrement = 0, xOrigin = 0, xReference = 0, ...y] = numbers;
  const [yIncrement = 0, yOrigin = 0, yReference = 0] = y;
  const isSound = numbers.length === 10 && numbers.every(Number.isFinite) && xIncrement > 0 && yIncrement > 0;
  if (!isSound) throw new CodedError('instrument/unreadable', { answer: text.slice(0, 80) });
  return { format, type, points, xIncrement, xOrigin, xReference, yIncrement, yOrigin, yReference };
}

/** `highest`: the largest code of the format. */
export function scaleOf(preamble: RigolPreamble, highest: number): WaveformScale {
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
