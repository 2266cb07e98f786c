/**
 * What people have opened to be read, while no run has it and while one has. Guarantees: one place is open once, by
 * whatever name it is called; why the last try at a place failed is known until it is tried again or given up.
 */
import type { Driver } from '../../drivers/contract/driver.ts';
import { CodedError, type Failure, failureOf } from '../../foundation/failure.ts';
import { canonicalAddress } from '../store/run-lock.ts';
import { LiveInstrument } from './live-instrument.ts';
import { type LiveMaking, liveParts } from './live-parts.ts';
import { withCure } from './with-cure.ts';

export class OpenInstruments {
  readonly #making: LiveMaking;
  readonly #live = new Set<LiveInstrument>();
  readonly #failed = new Map<string, Failure>();

  constructor(making: LiveMaking) {
    this.#making = making;
  }

  get all(): readonly LiveInstrument[] {
    return [...this.#live];
  }

  /** Why the last try failed, by address. */
  get failed(): ReadonlyMap<string, Failure> {
    return this.#failed;
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
      if (failure.code !== 'instrument/released') this.#failed.set(address, failure);
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
