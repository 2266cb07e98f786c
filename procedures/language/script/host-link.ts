/**
 * The script's end of the wire. Guarantees that what a dropped scope still waits for is never answered, so that an
 * abandoned body cannot run on: it hangs on promises that stay open for ever and are collected with it.
 */
import { CodedError, type Failure } from '../../../foundation/failure.ts';
import type { Reply, Verb } from '../../../foundation/port/contract.ts';
import type { HostToScript, ScriptToHost } from '../script-api.ts';
import { failureOfThrown } from './thrown.ts';

/** Who waits for an answer: the main line, or one run of one body. Numbers are never used twice. */
export type Scope = number;
/** The main line of a run. */
export const mainScope: Scope = 0;

type In<A, V extends keyof A> = A[V] extends Verb<infer I, unknown> ? I : never;
type Out<A, V extends keyof A> = A[V] extends Verb<unknown, infer O> ? O : never;

interface Waiting {
  readonly scope: Scope;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Answers the station's own calls. */
export type ScriptHandlers = {
  readonly [V in keyof HostToScript]: (
    input: In<HostToScript, V>,
  ) => Out<HostToScript, V> | Promise<Out<HostToScript, V>>;
};

/** Calls to the station, by scope. */
export class HostLink {
  readonly #post: (message: object) => void;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #lastScope: Scope = mainScope;
  #mainIsOver = false;

  constructor(post: (message: object) => void) {
    this.#post = post;
  }

  newScope(): Scope {
    this.#lastScope += 1;
    return this.#lastScope;
  }

  /** Rejects with the station's code; never settles once `scope` is dropped. */
  call<V extends keyof ScriptToHost & string>(
    verb: V,
    input: In<ScriptToHost, V>,
    scope: Scope,
  ): Promise<Out<ScriptToHost, V>> {
    if (scope === mainScope && this.#mainIsOver) return new Promise(() => undefined);
    this.#lastId += 1;
    const id = this.#lastId;
    const answer = new Promise<unknown>((resolve, reject) => this.#waiting.set(id, { scope, resolve, reject }));
    this.#post({ kind: 'call', id, verb, input });
    return answer as Promise<Out<ScriptToHost, V>>;
  }

  /** How many calls of `scope` are not answered yet. */
  waitingIn(scope: Scope): number {
    let count = 0;
    for (const waiting of this.#waiting.values()) if (waiting.scope === scope) count += 1;
    return count;
  }

  /** Forgets what `scope` waits for. */
  drop(scope: Scope): void {
    for (const [id, waiting] of this.#waiting) if (waiting.scope === scope) this.#waiting.delete(id);
  }

  /** Ends the main line and every body for good. */
  dropEverything(): void {
    this.#mainIsOver = true;
    this.#waiting.clear();
  }

  /** Tells the lane that the engine ran out of something; the lane ends the script. */
  postRunaway(kind: string): void {
    this.#post({ kind: 'event', name: 'runaway', value: { kind } });
  }

  /** Takes one message of the station. */
  receive(message: unknown, handlers: ScriptHandlers): void {
    if (typeof message !== 'object' || message === null) return;
    const { kind, id, verb, input, reply } = message as {
      kind?: unknown;
      id?: number;
      verb?: string;
      input?: unknown;
      reply?: Reply<unknown>;
    };
    if (kind === 'reply' && id !== undefined && reply !== undefined) this.#settle(id, reply);
    if (kind === 'call' && id !== undefined && verb !== undefined) void this.#answer(id, verb, input, handlers);
  }

  #settle(id: number, reply: Reply<unknown>): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (reply.ok) waiting?.resolve(reply.value);
    else waiting?.reject(new CodedError(reply.failure.code, reply.failure.params));
  }

  async #answer(id: number, verb: string, input: unknown, handlers: ScriptHandlers): Promise<void> {
    const reply = (value: Reply<unknown>) => this.#post({ kind: 'reply', id, reply: value });
    try {
      const handler = (handlers as Record<string, ((input: unknown) => unknown) | undefined>)[verb];
      if (handler === undefined) throw new CodedError('port/unknown-verb', { verb });
      reply({ ok: true, value: await handler(input) });
    } catch (error) {
      reply({ ok: false, failure: this.failure(error) });
    }
  }

  /** A thrown thing as a failure; running out of stack or memory is also reported to the lane. */
  failure(error: unknown): Failure {
    const failure = failureOfThrown(error);
    if (failure.code === 'script/runaway') this.postRunaway(String(failure.params.kind));
    return failure;
  }
}
