/** What the whole answer of a meter of the family shows: one display, or the first of four. Pure. */
import type { Reading } from '../../../foundation/measurement/reading.ts';
import type { UnreadMode } from '../unread-mode.ts';
import { frameBytes, parseFrame } from './frame.ts';
import { meaningOf, unreadModeOf } from './meaning.ts';

/** `D`: what is on the display. */
export const request = Uint8Array.of(0x44);
const carriageReturn = 0x0d;

/** What one display shows; `undefined` when these bytes are none. */
export function readingIn(frame: Uint8Array): Reading | undefined {
  const parsed = parseFrame(frame);
  return parsed === undefined ? undefined : meaningOf(parsed);
}

/** What the main display shows, or is set to; each of the `displays` must end where it should. */
export function mainDisplay(answer: Uint8Array, displays: 1 | 4): Reading | UnreadMode | undefined {
  if (answer.length !== displays * frameBytes) return undefined;
  for (let end = frameBytes - 1; end < answer.length; end += frameBytes) {
    if (answer[end] !== carriageReturn) return undefined;
  }
  const parsed = parseFrame(answer.subarray(0, frameBytes));
  return parsed === undefined ? undefined : (meaningOf(parsed) ?? unreadModeOf(parsed));
}
