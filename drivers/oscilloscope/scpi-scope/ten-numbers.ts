/**
 * The ten numbers with which Rigol and Keysight describe a record (`:WAV:PRE?`), in the order they share. Pure. What they
 * mean for the volts differs, with the signs of each maker, and stands with each. Sources: see their READMEs.
 */
import { CodedError } from '../../../foundation/failure.ts';

export interface TenNumbers {
  /** 0 bytes, 1 words; other numbers for text. */
  readonly format: number;
  /** The maker's own. */
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
export function parseTenNumbers(text: string): TenNumbers {
  const fields = text.split(',').map((field) => field.trim());
  const numbers = fields.map((field) => (/^[+-]?[\d.]+(e[+-]?\d+)?$/i.test(field) ? Number(field) : Number.NaN));
  const [format = 0, type = 0, points = 0, , xIncrement = 0, xOrigin = 0, xReference = 0, ...y] = numbers;
  const [yIncrement = 0, yOrigin = 0, yReference = 0] = y;
  const isSound = numbers.length === 10 && numbers.every(Number.isFinite) && xIncrement > 0 && yIncrement > 0;
  if (!isSound) throw new CodedError('instrument/unreadable', { answer: text.slice(0, 80) });
  return { format, type, points, xIncrement, xOrigin, xReference, yIncrement, yOrigin, yReference };
}
