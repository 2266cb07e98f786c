/**
 * The calls of all runs that take long and tell how far they are, on their way to people. Guarantees: told at most each
 * {@link togetherMs}; a call that is over sooner than that is never told; none is left when its answer has come, its
 * instrument or its bench is gone, or its run has ended. Only listens: nothing that is recorded depends on it.
 */
import type { Cancel, Clock } from '../../foundation/clock/clock.ts';
import type { LongCall } from '../api/instruments.ts';
import type { BenchHost } from '../bench/bench-host.ts';
import { followHost, roleOfKey } from './follow-host.ts';

/** Four times a second is as often as a person can follow. */
export const togetherMs = 250;

export interface LongCallsParts {
  readonly clock: Pick<Clock, 'after'>;
  tell(calls: readonly LongCall[]): void;
}

export class LongCalls {
  readonly #parts: LongCallsParts;
  /** By `RUN/ROLE`, which is the instrument's key at its bench: one call at a time. */
  readonly #calls = new Map<string, LongCall>();
  #telling: Cancel | undefined;
  /** Whether somebody was told of a call that is not known to be over. */
  #shown = false;

  constructor(parts: LongCallsParts) {
    this.#parts = parts;
  }

  /** Hears the bench of a run until the returned function is called. */
  follow(
    run: string,
    host: BenchHost,
    instruments: Readonly<Record<string, { readonly address: string }>>,
  ): () => void {
    return followHost(host, {
      listen: (client) => [
        client.on('instrument/progress', ({ key, verb, progress }) => {
          const role = roleOfKey(run, key) ?? '';
          const address = instruments[role]?.address;
          if (address === undefined) return;
          this.#put(key, progress === null ? undefined : { ...progress, run, role, address, verb });
        }),
      ],
      gone: () => {
        for (const role of Object.keys(instruments)) this.#put(`${run}/${role}`, undefined);
      },
    });
  }

  stop(): void {
    this.#telling?.();
    this.#telling = undefined;
    this.#calls.clear();
  }

  #put(key: string, call: LongCall | undefined): void {
    if (call !== undefined) this.#calls.set(key, call);
    else if (!this.#calls.delete(key)) return;
    this.#telling ??= this.#parts.clock.after(togetherMs, () => this.#tell());
  }

  #tell(): void {
    this.#telling = undefined;
    const calls = [...this.#calls.values()];
    if (calls.length === 0 && !this.#shown) return;
    this.#shown = calls.length > 0;
    this.#parts.tell(calls);
  }
}
