/**
 * Who gets the instruments of the room, among all runs of this station and all other processes. Guarantees: those who
 * wait are served in the order they came; a name of a port is as good as another; whoever gives up leaves the queue.
 */
import type { Clock } from '../../foundation/clock/clock.ts';
import { CodedError } from '../../foundation/failure.ts';
import { type Lease, Leases } from '../bench/leases.ts';
import { canonicalAddress, lockInstrument, type RunLock } from '../store/run-lock.ts';

export interface Place {
  leaseOf(address: string): Lease | undefined;
  /** One more, at once or not at all (`lease/taken`); what the run has already it keeps. */
  also(address: string): Promise<void>;
  /** Everything is given back. */
  release(): void;
}

export interface Patience {
  /** Milliseconds for all together (`lease/timeout` then); refused at once without (`lease/taken`). */
  readonly waitMs?: number | undefined;
  readonly signal: AbortSignal;
  /** It waits for this one from now on; `owner` is told where a run of another process has it. */
  onWait(instrument: string, owner?: string): void;
}

/** Nobody tells when another process gives an instrument back; it is asked so often. */
const askAgainMs = 1_000;

/** A person knows the instrument by the name they gave it. */
function asItWasCalled(error: unknown, addressOf: ReadonlyMap<string, string>): unknown {
  const instrument = error instanceof CodedError ? addressOf.get(String(error.params.instrument)) : undefined;
  if (!(error instanceof CodedError) || instrument === undefined) return error;
  return new CodedError(error.code, { ...error.params, instrument }, error);
}

function byName(a: string, b: string): number {
  const [nameA, nameB] = [canonicalAddress(a), canonicalAddress(b)];
  return nameA < nameB ? -1 : nameA > nameB ? 1 : 0;
}

export class InstrumentQueue {
  readonly #leases: Leases;
  readonly #clock: Clock;
  readonly #lock: typeof lockInstrument;

  constructor(clock: Clock, lock: typeof lockInstrument = lockInstrument) {
    this.#clock = clock;
    this.#leases = new Leases(clock);
    this.#lock = lock;
  }

  /** The run of this station that has it. */
  ownerOf(address: string): string | undefined {
    return this.#leases.ownerOf(canonicalAddress(address));
  }

  /**
   * All or none. Simulated ones are in a world of the run's own, so nobody else can have them. `letGo`: what this
   * station itself reads there must end before the instruments are locked against other processes.
   */
  async take(
    run: string,
    addresses: readonly string[],
    { waitMs, signal, onWait }: Patience,
    letGo: () => Promise<void> = () => Promise.resolve(),
  ): Promise<Place> {
    const until = waitMs === undefined ? undefined : this.#clock.now() + waitMs;
    const nameOf = (address: string) => (address.startsWith('sim:') ? `${run}/${address}` : canonicalAddress(address));
    const addressOf = new Map(addresses.map((address) => [nameOf(address), address]));
    const held = await this.#leases
      .acquireAll([...addressOf.keys()], run, {
        ...{ signal, onWait: (name) => onWait(addressOf.get(name) ?? name) },
        ...(waitMs === undefined ? {} : { deadlineMs: waitMs }),
      })
      .catch((error: unknown) => {
        throw asItWasCalled(error, addressOf);
      });
    const locks: RunLock[] = [];
    const release = () => {
      for (const lock of locks) lock.release();
      for (const lease of held) lease.release();
    };
    try {
      await letGo();
      // In one order for everybody, so that two stations never wait for each other.
      for (const address of [...addresses].sort(byName)) {
        if (address.startsWith('sim:')) continue;
        locks.push(await this.#lockedAmongProcesses(address, run, until, signal, onWait));
      }
    } catch (error) {
      release();
      throw error;
    }
    const leaseOf = (address: string) => held.find(({ instrument }) => instrument === nameOf(address));
    const also = async (address: string) => {
      if (leaseOf(address) !== undefined) return;
      const lease = await this.#leases.acquire(nameOf(address), run);
      try {
        locks.push(this.#lock(address, run));
        held.push(lease);
      } catch (error) {
        lease.release();
        throw error;
      }
    };
    return { leaseOf, also, release };
  }

  async #lockedAmongProcesses(
    address: string,
    run: string,
    until: number | undefined,
    signal: AbortSignal,
    onWait: Patience['onWait'],
  ): Promise<RunLock> {
    for (;;) {
      try {
        return this.#lock(address, run);
      } catch (error) {
        if (!(error instanceof CodedError) || error.code !== 'lease/taken' || until === undefined) throw error;
        if (this.#clock.now() >= until) throw new CodedError('lease/timeout', error.params, error);
        onWait(address, String(error.params.owner));
      }
      await this.#clock.sleep(Math.min(askAgainMs, Math.max(1, until - this.#clock.now())), signal);
    }
  }
}
