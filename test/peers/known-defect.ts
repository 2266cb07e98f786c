/** What is known of libsigrok, one thing at a time; the list of them is `known-defects.ts`. */
import type { Reading } from '../../foundation/measurement/reading.ts';
import type { Aspect } from './sigrok-text.ts';

/** One frame or answer, as both sides were given it. */
export interface Given {
  /** What we make of it; absent where that is nothing. */
  readonly ours?: Reading | undefined;
  readonly frame?: Uint8Array;
  /** Of a meter that writes. */
  readonly text?: string;
}

export interface KnownDefect {
  readonly name: string;
  /** libsigrok's drivers of which it is true. */
  readonly peers: RegExp;
  /** `words`: no defect, two ways to say the same. */
  readonly kind: 'defect' | 'words';
  /** What libsigrok says, and what is right. */
  readonly says: string;
  readonly right: string;
  /** In what the two differ then; one of these at the least, always. Absent: a test of its own goes by the name. */
  readonly aspects?: readonly Aspect[];
  readonly about?: (given: Given) => boolean;
}

/** Whether our reading has a flag. */
export const has = ({ ours }: Given, flag: Reading['flags'][number]) => ours?.flags.includes(flag) === true;
