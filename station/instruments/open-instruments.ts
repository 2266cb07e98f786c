/**
 * What people have opened to be read, while no run has it and while one has. Guarantees: one place is open once, by
 * whatever name it is called; why the last try at a place failed is known until it is tried again, it is given up, or the
 * look at what is plugged in says something else of that place than it did then.
 */
import type { Discovery } from '../../drivers/bench/bench-api.ts';
import type { Driver } from '../../drivers/contract/driver.ts';
import { CodedError, type Failure, failureOf } from '../../foundation/failure.ts';
import { canonicalAddress } from '../store/run-lock.ts';
import { LiveInstrument } from './live-instrument.ts';
import { type LiveMaking, liveParts } from './live-parts.ts';
import { withCure } from './with-cure.ts';

const unseen = '';

/** What a look says of a place, in one text. */
function sightOf({ instruments }: Discovery, address: string): string {
  const found = instruments.find((one) => one.address === address);
  return found === undefined ? unseen : JSON.stringify([found.stableId, found.state, found.reason?.code]);
}

export class OpenInstruments {
  readonly #making: LiveMaking;
  readonly #live = new Set<LiveInstrument>();
  readonly #failed = new Map<string, { readonly failure: Failure; seen: string }>();

  constructor(making: LiveMaking) {
    this.#making = making;
  }

  get all(): readonly LiveInstrument[] {
    return [...this.#live];
  }

  /** Why the last try failed, by address. */
  get failed(): ReadonlyMap<string, Failure> {
    const { last } = this.#making.discovery;
    for (const [address, one] of this.#failed) {
      const seen = sightOf(last, address);
      if (one.seen === unseen) one.seen = seen;
      // Whoever has installed the rules or plugged it in again shall not read that it still has to be done.
      if (one.seen !== seen) this.#failed.delete(address);
    }
    return new Map([...this.#failed].map(([address, { failure }]) => [address, failure]));
  }

  at(address: string): LiveInstrument | undefined {
    // A run may call the same port by another of its names.
    const place = canonicalAddress(address);
    return this.all.find((live) => live.address === address || canonicalAddress(live.address) === place);
  }

  has(live: LiveInstrument): boolean {
    return this.#live.has(live);
  }

  /** Opens it. Fails as the bench does, with the cure among the parameters, or with what `onFailed` throws instead. */
  async open(address: string, driver: Driver, onFailed: () => void): Promise<LiveInstrument> {
    const live = new LiveInstrument(address, liveParts(this.#making, driver, address));
    this.#live.add(live);
    this.#failed.delete(address);
    this.#making.changed();
    try {
      await live.connect();
      return live;
    } catch (error) {
      this.#live.delete(live);
      onFailed();
      const failure = withCure(failureOf(error), undefined, address);
      if (failure.code !== 'instrument/released')
        this.#failed.set(address, { failure, seen: sightOf(this.#making.discovery.last, address) });
      this.#making.changed();
      throw new CodedError(failure.code, failure.params, error);
    }
  }

  /** Closes it; one that is not open is left as it is. */
  async close(address: string): Promise<void> {
    const live = this.at(address);
    this.#failed.delete(address);
    if (live !== undefined) {
      this.#live.delete(live);
      this.#making.feed.forget(live.address);
      await live.close();
    }
    this.#making.changed();
  }

  async closeAll(): Promise<void> {
    await Promise.all(this.all.map((live) => live.close()));
    this.#live.clear();
  }
}
