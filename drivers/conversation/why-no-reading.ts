/** Why a driver has got no reading out of a recording: in terms of the recording, where that is the reason. */
import { CodedError, failureOf } from '../../foundation/failure.ts';
import { shownBytes } from './conversation.ts';
import type { Replay } from './replay.ts';

export interface SoFar {
  readonly replay: Replay;
  /** Whether the recording says that it was held by this driver. */
  readonly isOwn: boolean;
  /** Answers that were told. */
  readonly answers: number;
}

/**
 * `conversation/not-recorded`: something was asked that is not there. `conversation/unanswered`: there was silence, and the
 * recording goes on with something else. `conversation/ends-before-reading`, `conversation/ends-in-reading`: nothing is left.
 * Undefined where the recording is not to blame.
 */
export function whyNoReading({ replay, answers, isOwn }: SoFar, error: unknown): CodedError | undefined {
  const { refusal, next } = replay;
  if (refusal !== undefined && refusal.code !== 'conversation/ended') return refusal;
  if (refusal === undefined && !isSilence(error, isOwn)) return undefined;
  const asked = replay.lastAsked === '' ? '-' : replay.lastAsked;
  if (next !== undefined && replay.lastAsked !== '')
    return new CodedError('conversation/unanswered', { asked, next: shownBytes(next.bytes), line: next.line });
  if (answers > 0) return new CodedError('conversation/ends-in-reading', { answers });
  return new CodedError('conversation/ends-before-reading', { asked });
}

const silences = new Set(['instrument/timeout', 'instrument/silent', 'instrument/no-answer', 'instrument/out-of-step']);

/** Whether nothing more came, as against something that was not this driver's. */
function isSilence(error: unknown, isOwn: boolean): boolean {
  const { cause } = error as { readonly cause?: unknown };
  const { code } = failureOf(cause ?? error);
  if (code === 'instrument/not-recognised') return isOwn;
  return silences.has(code);
}
