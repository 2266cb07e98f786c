/** The handlers of the script's verbs: which part of the run answers which question. */
import { CodedError, type Failure } from '../../foundation/failure.ts';
import type { SoakFunction } from '../../procedures/language/expression.ts';
import { never } from './bodies.ts';
import type { InstrumentCalls } from './instrument-calls.ts';
import type { Judging } from './judging.ts';
import type { Numbers } from './numbers.ts';
import type { Prompts } from './prompts.ts';
import type { RunContext } from './run-context.ts';
import { boundedFailure, type ScriptHandlers } from './script-verbs.ts';
import type { Soaks } from './soaks.ts';
import type { Steps } from './steps.ts';

export interface HandlerParts {
  readonly context: RunContext;
  readonly steps: Steps;
  readonly soaks: Soaks;
  readonly judging: Judging;
  readonly prompts: Prompts;
  readonly calls: InstrumentCalls;
  readonly numbers: Numbers;
  onDone(): void;
  onError(failure: Failure): void;
}

const functions: readonly string[] = [
  'min',
  'max',
  'mean',
  'median',
  'sum',
  'count',
  'first',
  'last',
  'slope',
  'time-above',
  'max-step',
] satisfies SoakFunction[];

export function scriptHandlers(parts: HandlerParts): ScriptHandlers {
  const { context, steps, soaks, judging, prompts, calls, numbers } = parts;
  return {
    'step/begin': (input) => steps.begin(input),
    'step/guard': ({ token }) => context.bodies.guard(token),
    'step/end': ({ token, value }) => steps.end(token, value),
    'step/fail': ({ token, failure }) => steps.fail(token, boundedFailure(failure)),
    'establish/begin': (input) => steps.establish(input),
    'establish/end': ({ token }) => steps.endEstablish(token),
    'establish/fail': ({ token, failure }) => steps.failEstablish(token, boundedFailure(failure)),
    'soak/begin': (input) => soaks.begin(input),
    'soak/next': ({ token }) => soaks.next(token),
    'soak/sample': (input) => soaks.sample(input),
    'soak/fail': ({ token, index, failure }) => soaks.fail(token, index, boundedFailure(failure)),
    'soak/stop': ({ token, reason }) => soaks.stop(token, reason),
    'soak/aggregate': ({ name, field, fn, arg }) => {
      if (!functions.includes(fn)) throw new CodedError('soak/unknown-function', { fn });
      return numbers.aggregate(name, field, fn, arg);
    },
    measure: ({ key, quantity, reason }) => judging.measure(key, quantity, reason),
    undecided: (input) => judging.undecided(input),
    fault: (input) => judging.fault(input),
    note: (input) => judging.note(input),
    ask: ({ key }) => prompts.ask(key),
    'instrument/call': (input) => calls.call(input),
    sleep: async ({ ms, token }) => {
      const { signal } = context.bodies.get(token);
      try {
        await context.clock.sleep(ms, signal);
      } catch {
        // The body was closed from outside: whoever slept in it never wakes.
        await never();
      }
      return {};
    },
    'run/done': () => {
      parts.onDone();
      return {};
    },
    'run/error': ({ failure }) => {
      parts.onError(boundedFailure(failure));
      return {};
    },
  };
}
