/**
 * The ten numbers with which an InfiniiVision describes a record (`:WAV:PRE?`) → scale. Pure. The signs differ from
 * Rigol's: volts = (raw - yreference) · yincrement + yorigin. Sources: see README.
 */
import type { WaveformScale } from '../../../foundation/capability/oscilloscope.ts';
import { CodedError } from '../../../foundation/failure.ts';

export interface KeysightPreamble {
  /** 0 bytes, 1 words, 4 text. */
  readonly format: number;
  /** 0 normal, 1 peak detect, 2 average, 3 high resolution. */
  readonly type: number;
  readonly points: number;
  readonly scale: WaveformScale;
}

/** `instrument/unreadable` when it is not ten numbers or describes no record. */
export function parsePreamble(text: string): KeysightPreamble {
  const fields = text.split(',').map((field) => field.trim());
  const numbers = fields.map((field) => (/^[+-]?[\d.]+(e[+-]?\d+)?$/i.test(field) ? Number(field) : Number.NaN));
  const [format = 0, type = 0, points = 0, , xIncrement = 0, xOrigin = 0, xReference = 0, ...y] = numbers;
  const [yIncrement = 0, yOrigin = 0, yReference = 0] = y;
  const isSound = numbers.length === 10 && numbers.every(Number.isFinite) && xIncrement > 0 && yIncrement > 0;
  if (!isSound) throw new CodedError('instrument/unreadable', { answer: text.slice(0, 80) });
  const scale: WaveformScale = {
    voltsPerStep: yIncrement,
    voltsAtZero: yOrigin - yReference * yIncrement,
    secondsPerPoint: xIncrement,
    firstSeconds: xOrigin - xReference * xIncrement,
    // 0 is the place without a sample, so the lowest sample is 1. Words are the same codes with finer bits below them.
    hole: 0,
    lowest: format === 1 ? 0x0100 : 1,
    highest: format === 1 ? 0xff00 : 255,
  };
  return { format, type, points, scale };
}
