/**
 * Typed calls and events over a {@link Port}. The receiver validates every input; failures are `{code, params}`; when
 * the port closes every pending call fails at once, and what a port cannot carry fails as well: nobody waits in vain.
 */
import { CodedError, type Failure, failureOf } from '../failure.ts';
import type { Port } from './port.ts';

/** One verb of a contract: what goes in and what comes back. Names are `domain/verb`. */
export interface Verb<In, Out> {
  readonly in: In;
  readonly out: Out;
}

export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

/** Turns an unknown input into a valid one or throws. */
export type Validators<A> = {
  readonly [V in keyof A]: (input: unknown) => A[V] extends Verb<infer In, unknown> ? In : never;
};
export type Handlers<A> = {
  readonly [V in keyof A]: A[V] extends Verb<infer In, infer Out> ? (input: In) => Out | Promise<Out> : never;
};

type In<A, V extends keyof A> = A[V] extends Verb<infer I, unknown> ? I : never;
type Out<A, V extends keyof A> = A[V] extends Verb<unknown, infer O> ? O : never;

/** The calling side. */
export interface Caller<A> {
  call<V extends keyof A & string>(verb: V, input: In<A, V>): Promise<Out<A, V>>;
}

interface CallMessage {
  readonly kind: 'call';
  readonly id: number;
  readonly verb: string;
  readonly input: unknown;
}
interface ReplyMessage {
  readonly kind: 'reply';
  readonly id: number;
  readonly reply: Reply<unknown>;
}
interface EventMessage {
  readonly kind: 'event';
  readonly name: string;
  readonly value: unknown;
}

/** Calls over `port`; pending calls fail with `lostCode` when it closes. */
export function caller<A>(port: Port, lostCode: string): Caller<A> {
  const pending = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let lastId = 0;
  let closed = false;
  port.onMessage((message) => {
    if (!isReply(message)) return;
    const waiting = pending.get(message.id);
    pending.delete(message.id);
    if (message.reply.ok) waiting?.resolve(message.reply.value);
    else waiting?.reject(new CodedError(message.reply.failure.code, message.reply.failure.params));
  });
  port.onClose(() => {
    closed = true;
    for (const waiting of pending.values()) waiting.reject(new CodedError(lostCode));
    pending.clear();
  });
  return {
    call(verb, input) {
      if (closed) return Promise.reject(new CodedError(lostCode));
      lastId += 1;
      const id = lastId;
      return new Promise((resolve, reject) => {
        try {
          port.post({ kind: 'call', id, verb, input } satisfies CallMessage);
          pending.set(id, { resolve: resolve as (value: unknown) => void, reject });
        } catch (error) {
          reject(asCoded(error));
        }
      });
    },
  };
}

/** Answers calls over `port`. An unknown verb or an invalid input is a failure, never a crash. Returns what stops it. */
export function serve<A>(port: Port, validators: Validators<A>, handlers: Handlers<A>): () => void {
  const answer = async (message: CallMessage): Promise<Reply<unknown>> => {
    try {
      if (!Object.hasOwn(handlers, message.verb)) throw new CodedError('port/unknown-verb', { verb: message.verb });
      const verb = message.verb as keyof A;
      const input = (validators[verb] as (input: unknown) => unknown)(message.input);
      return { ok: true, value: await (handlers[verb] as (input: unknown) => unknown)(input) };
    } catch (error) {
      return { ok: false, failure: failureOf(error) };
    }
  };
  const send = (id: number, reply: Reply<unknown>) => port.post({ kind: 'reply', id, reply } satisfies ReplyMessage);
  return port.onMessage((message) => {
    if (!isCall(message)) return;
    void answer(message).then((reply) => {
      try {
        send(message.id, reply);
      } catch (error) {
        // What the port cannot carry must not leave the caller waiting, nor end this side as an unhandled rejection.
        send(message.id, { ok: false, failure: failureOf(error) });
      }
    });
  });
}

/** Tells the other side something that needs no answer. */
export function postEvent(port: Port, name: string, value: unknown): void {
  port.post({ kind: 'event', name, value } satisfies EventMessage);
}

/** Listens for {@link postEvent}. */
export function onEvent(port: Port, name: string, listener: (value: unknown) => void): () => void {
  return port.onMessage((message) => {
    if (isEvent(message) && message.name === name) listener(message.value);
  });
}

/** A port that cannot carry a message throws the engine's own error, which may have a `code` of another kind. */
function asCoded(error: unknown): CodedError {
  const { code, params } = failureOf(error);
  return new CodedError(code, params, error);
}

function kindOf(message: unknown): unknown {
  return typeof message === 'object' && message !== null ? (message as { kind?: unknown }).kind : undefined;
}
function isCall(message: unknown): message is CallMessage {
  return kindOf(message) === 'call' && typeof (message as CallMessage).verb === 'string';
}
function isReply(message: unknown): message is ReplyMessage {
  return kindOf(message) === 'reply';
}
function isEvent(message: unknown): message is EventMessage {
  return kindOf(message) === 'event';
}
