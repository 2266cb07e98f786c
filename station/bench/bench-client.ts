/**
 * The station's end of the bench port. Guarantees: every call has a deadline of the station's own, so a bench that hangs
 * is noticed (`bench/no-answer`) and not waited for; when the bench is gone every pending call fails with `bench/lost`.
 */
import type { BenchApi, BenchEvents } from '../../drivers/bench/bench-api.ts';
import type { Clock } from '../../foundation/clock/clock.ts';
import { within } from '../../foundation/clock/within.ts';
import { CodedError } from '../../foundation/failure.ts';
import { type Caller, caller, onEvent, type Verb } from '../../foundation/port/contract.ts';
import type { Port } from '../../foundation/port/port.ts';

type In<V extends keyof BenchApi> = BenchApi[V] extends Verb<infer I, unknown> ? I : never;
type Out<V extends keyof BenchApi> = BenchApi[V] extends Verb<unknown, infer O> ? O : never;

export interface BenchClient {
  /** `deadlineMs` overrides the verb's own. */
  call<V extends keyof BenchApi & string>(verb: V, input: In<V>, deadlineMs?: number): Promise<Out<V>>;
  /** Returns what takes the listener away. */
  on<E extends keyof BenchEvents & string>(name: E, listener: (event: BenchEvents[E]) => void): () => void;
  /** Once, when the bench is gone. */
  onLost(listener: () => void): () => void;
  readonly lost: boolean;
}

/** Clock milliseconds after which the station gives up on a verb. */
const deadlines: Readonly<Record<keyof BenchApi, number>> = {
  'bench/ping': 2_000,
  'bench/locate': 5_000,
  'bench/open': 25_000,
  'bench/grant': 5_000,
  'bench/call': 1_000,
  'bench/close': 5_000,
  'bench/list': 15_000,
  'bench/identify': 12_000,
  'bench/safe': 5_000,
  'bench/look': 8_000,
  'bench/fault': 2_000,
  'bench/operator': 2_000,
};

/** The one caller of a port: two on the same port would take each other's answers. */
export function benchCaller(port: Port): Caller<BenchApi> {
  return caller<BenchApi>(port, 'bench/lost');
}

/** Clients on the same port, for example with another clock, share `calls`. */
export function benchClient(port: Port, clock: Clock, calls: Caller<BenchApi> = benchCaller(port)): BenchClient {
  let lost = false;
  port.onClose(() => {
    lost = true;
  });
  return {
    get lost() {
      return lost;
    },
    call(verb, input, deadlineMs) {
      const ms = deadlineMs ?? deadlines[verb] + ownDeadlineOf(input);
      return within(clock, ms, calls.call(verb, input), () => new CodedError('bench/no-answer', { verb, afterMs: ms }));
    },
    on: (name, listener) => onEvent(port, name, listener as (event: unknown) => void),
    onLost: (listener) => port.onClose(listener),
  };
}

/** `bench/call` carries the driver's deadline; the bench keeps that, the station waits a little longer. */
function ownDeadlineOf(input: unknown): number {
  const { deadlineMs } = input as { readonly deadlineMs?: unknown };
  return typeof deadlineMs === 'number' ? deadlineMs : 0;
}
