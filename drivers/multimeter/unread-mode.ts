/**
 * A display that the meter is sure of and that has no place in a reading: inductance, a voltage finder, a scale of decibels. It
 * proves that this is the meter, and it ends a `read` as another function than the wanted one, not as silence.
 */
import type { MultimeterReadArgs } from '../../foundation/capability/capability.ts';
import { CodedError } from '../../foundation/failure.ts';
import { modeName } from './read-request.ts';

export interface UnreadMode {
  /** What the meter is set to, as its front panel has it: `NCV`, `inductance`. */
  readonly unread: string;
}

/** As many displays in a row of a function that is not the wanted one show that the dial is turned to it. */
export const displaysOfAMode = 2;

/** For the end of a `read` that {@link displaysOfAMode} displays of this mode have come to. */
export function unreadRefusal({ unread }: UnreadMode, wanted: MultimeterReadArgs): CodedError {
  return new CodedError('meter/wrong-mode', { expected: modeName(wanted), actual: unread });
}
