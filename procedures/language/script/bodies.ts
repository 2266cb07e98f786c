/**
 * The one open body of a script. Guarantees: bodies never nest or overlap, a body that the station ended from outside
 * never acts again, and a call that nobody awaited is an error and not an accident.
 */
import { CodedError, type Failure } from '../../../foundation/failure.ts';
import type { Token } from '../script-api.ts';
import { type HostLink, mainScope, type Scope } from './host-link.ts';

/** A body that may act now. */
export interface OpenBody {
  readonly token: Token;
  readonly scope: Scope;
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

/** A guard that is armed: the station answers it to end the body of its token. */
export interface Guard {
  onEnd: ((failure: Failure) => void) | undefined;
  disarm(): void;
}

export class Bodies {
  readonly #link: HostLink;
  #open: OpenBody | undefined;
  /** From the end of a body from outside until the station has said how the main line goes on. */
  #zombiesPossible = false;
  #occupied = false;

  constructor(link: HostLink) {
    this.#link = link;
  }

  /** Holds the place of the one open stage; throws `script/nested-step` when it is taken. */
  async occupy<T>(name: string, stage: () => Promise<T>): Promise<T> {
    if (this.#zombiesPossible) return new Promise(() => undefined);
    if (this.#occupied) throw new CodedError('script/nested-step', { name });
    this.#occupied = true;
    try {
      return await stage();
    } finally {
      this.#occupied = false;
      this.#zombiesPossible = false;
    }
  }

  /** The scope of calls that may be made anywhere. */
  scope(): Scope {
    return this.#open?.scope ?? mainScope;
  }

  get open(): OpenBody | undefined {
    return this.#open;
  }

  /** The open body, for what only a body may do. Undefined for a body that was abandoned: it gets no answer. */
  acting(what: string): OpenBody | undefined {
    if (this.#open === undefined && !this.#zombiesPossible) throw new CodedError('script/outside-step', { call: what });
    return this.#open;
  }

  /** Asks the station to say when the body of `token` must end. */
  guard(token: Token): Guard {
    const scope = this.#link.newScope();
    const guard: Guard = { onEnd: undefined, disarm: () => this.#link.drop(scope) };
    const ended = (failure: Failure | null) => {
      if (failure !== null) guard.onEnd?.(failure);
    };
    this.#link.call('step/guard', { token }, scope).then(ended, (error) => ended(this.#link.failure(error)));
    return guard;
  }

  /** Runs one attempt. Settles when the body has, or when the guard ends it; never rejects. */
  run<T>(token: Token, guard: Guard, body: () => Promise<T>): Promise<Outcome<T>> {
    const scope = this.#link.newScope();
    const open = { token, scope };
    this.#open = open;
    this.#zombiesPossible = false;
    return new Promise((resolve) => {
      let over = false;
      const end = (outcome: Outcome<T>) => {
        if (over) return;
        over = true;
        guard.onEnd = undefined;
        this.#link.drop(scope);
        if (this.#open === open) this.#open = undefined;
        resolve(outcome);
      };
      const fail = (error: unknown) => {
        if (!over) end({ ok: false, failure: this.#link.failure(error) });
      };
      guard.onEnd = (failure) => {
        this.#zombiesPossible = true;
        end({ ok: false, failure });
      };
      const finish = (value: T) => {
        const unawaited = this.#link.waitingIn(scope);
        if (unawaited > 0) fail(new CodedError('script/unawaited-call', { calls: unawaited }));
        else end({ ok: true, value });
      };
      try {
        body().then(finish, fail);
      } catch (error) {
        // Thrown before the first await, or no promise at all; either way it is a failure of this attempt.
        fail(error);
      }
    });
  }

  /** Forgets the open body, because the run is being undone. */
  abandon(): void {
    this.#open = undefined;
    this.#occupied = false;
    this.#zombiesPossible = false;
  }
}
