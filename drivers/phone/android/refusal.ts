/** Turns a phone's refusal to act into a failure, so that nobody believes an action was done that was not. */
import { CodedError } from '../../../foundation/failure.ts';
import { refusalIn } from './parse/answer.ts';
import type { Answer } from './shell-round.ts';

/** Fails with `phone/refused` (denied, with `what`), `phone/not-supported` (no such command) or `phone/action-failed`. */
export function mustHaveWorked(what: string, answer: Answer): void {
  const no = refusalIn(answer.text);
  if (no === 'refused') throw new CodedError('phone/refused', { what });
  if (no === 'absent') throw new CodedError('phone/not-supported', { what });
  if (answer.code !== 0 || /^\s*(Error|Exception)\b/m.test(answer.text)) {
    throw new CodedError('phone/action-failed', { what, exitCode: answer.code });
  }
}
