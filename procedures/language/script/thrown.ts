/** Thrown things of an author's code as failures: coded ones stay, exhausted engines are told apart from mistakes. */
import { type Failure, isFailure } from '../../../foundation/failure.ts';

/** Messages that QuickJS and V8 use when the stack or the memory is used up. */
const exhausted: readonly (readonly [pattern: RegExp, kind: string])[] = [
  [/stack (overflow|size exceeded)/i, 'recursion'],
  [/out of memory|invalid (array|string) length|array buffer allocation failed/i, 'memory'],
];

/** `script/runaway {kind}` for an exhausted engine, `script/error {name, message}` for any other uncoded error. */
export function failureOfThrown(error: unknown): Failure {
  if (isFailure(error)) return { code: error.code, params: error.params };
  const name = error instanceof Error ? error.name : typeof error;
  const message = error instanceof Error ? error.message : String(error);
  if (name === 'InternalError' || name === 'RangeError') {
    for (const [pattern, kind] of exhausted) {
      if (pattern.test(message)) return { code: 'script/runaway', params: { kind } };
    }
  }
  return { code: 'script/error', params: { name, message: message.slice(0, 500) } };
}
