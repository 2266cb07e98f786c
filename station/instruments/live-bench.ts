/**
 * The one long-lived bench of the station that instruments are read from while no run has them. Guarantees that nothing is
 * started before somebody looks, and that what the bench tells reaches the instrument it is about and nobody else.
 */
import type { BenchEvents } from '../../drivers/bench/bench-api.ts';
import { CodedError, type Failure } from '../../foundation/failure.ts';
import type { Reading } from '../../foundation/measurement/reading.ts';
import type { BenchClient } from '../bench/bench-client.ts';
import type { BenchHost } from '../bench/bench-host.ts';

/** What the bench tells about one open instrument. */
export interface BenchListener {
  reading(reading: Reading, channel: string): void;
  lost(reason: Failure): void;
  transcript(line: Pick<BenchEvents['transcript'], 'direction' | 'at' | 'hex'>): void;
}

export class LiveBench {
  readonly #make: () => BenchHost;
  readonly #listeners = new Map<string, BenchListener>();
  #host: BenchHost | undefined;
  #stopped = false;

  /** `make` starts nothing by itself; see {@link client}. */
  constructor(make: () => BenchHost) {
    this.#make = make;
  }

  /** Whether somebody has looked. */
  get begun(): boolean {
    return this.#host !== undefined;
  }

  /** Fails with `bench/unavailable` when it is given up or the station closes. */
  async client(): Promise<BenchClient> {
    if (this.#stopped) throw new CodedError('bench/unavailable', { restarts: 0 });
    return (this.#host ?? this.#begin()).client();
  }

  /** Hears of the instrument that is opened with that key, until the returned function is called. */
  listen(key: string, listener: BenchListener): () => void {
    this.#listeners.set(key, listener);
    return () => this.#listeners.delete(key);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#listeners.clear();
    await this.#host?.stop();
  }

  #begin(): BenchHost {
    const host = this.#make();
    this.#host = host;
    // Every life of the bench begins after this, so each is listened to once.
    host.onUp((client) => this.#attach(client));
    host.onDown((reason) => {
      const why = { code: 'bench/lost', params: { reason } };
      for (const listener of [...this.#listeners.values()]) listener.lost(why);
    });
    return host;
  }

  #attach(client: BenchClient): void {
    client.on('instrument/reading', ({ key, reading, channel }) => this.#listeners.get(key)?.reading(reading, channel));
    client.on('instrument/lost', ({ key, reason }) => this.#listeners.get(key)?.lost(reason as Failure));
    client.on('transcript', ({ key, direction, at, hex }) =>
      this.#listeners.get(key)?.transcript({ direction, at, hex }),
    );
  }
}
