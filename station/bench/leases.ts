/**
 * Who may command which instrument. Guarantees: one owner an instrument at any time; those who wait get it in the order
 * they came; the owner and the queue are visible; several instruments are taken in one fixed order, so two runs can
 * never wait for each other for ever.
 */
import type { Clock } from '../../foundation/clock/clock.ts';
import { CodedError } from '../../foundation/failure.ts';

export interface Lease {
  /** The station's key of the instrument. */
  readonly instrument: string;
  /** The run, or whatever may command. */
  readonly owner: string;
  /** Goes with every command; the bench refuses every other. */
  readonly token: string;
  readonly released: boolean;
  /** A fresh token for the same owner, after the bench has revoked the old one; whoever holds the old one is out. */
  renew(): string;
  /** Gives the instrument to the next in the queue. Releasing twice does nothing. */
  release(): void;
}

export interface AcquireOptions {
  readonly signal?: AbortSignal;
  /** Fails with `lease/timeout {instrument, owner}` (the owner that holds it). Without one it fails at once when taken. */
  readonly deadlineMs?: number;
  /** Before it queues for an instrument that another owner has. */
  onWait?(instrument: string): void;
}

interface Waiting {
  readonly owner: string;
  give(lease: OwnLease): void;
}

interface Queue {
  lease: OwnLease | undefined;
  readonly waiting: Waiting[];
}

export class Leases {
  readonly #clock: Clock;
  readonly #queues = new Map<string, Queue>();
  readonly #listeners = new Set<(instrument: string) => void>();
  #tokens = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** `lease/taken {instrument, owner}` without a deadline; the signal's reason when aborted. */
  async acquire(instrument: string, owner: string, options: AcquireOptions = {}): Promise<Lease> {
    options.signal?.throwIfAborted();
    const queue = this.#queue(instrument);
    if (queue.lease === undefined) return this.#grant(instrument, queue, owner);
    const holder = queue.lease.owner;
    if (options.deadlineMs === undefined) throw new CodedError('lease/taken', { instrument, owner: holder });
    options.onWait?.(instrument);
    return this.#wait(instrument, queue, owner, options.deadlineMs, options.signal);
  }

  /** All or none; the deadline is that of all together. */
  async acquireAll(instruments: readonly string[], owner: string, options: AcquireOptions = {}): Promise<Lease[]> {
    const leases: Lease[] = [];
    const { deadlineMs, ...rest } = options;
    const until = deadlineMs === undefined ? undefined : this.#clock.now() + deadlineMs;
    try {
      for (const instrument of [...new Set(instruments)].sort()) {
        const left = until === undefined ? {} : { deadlineMs: Math.max(0, until - this.#clock.now()) };
        leases.push(await this.acquire(instrument, owner, { ...rest, ...left }));
      }
      return leases;
    } catch (error) {
      for (const lease of leases) lease.release();
      throw error;
    }
  }

  ownerOf(instrument: string): string | undefined {
    return this.#queues.get(instrument)?.lease?.owner;
  }

  /** Owners in the order they will get it. */
  waitingFor(instrument: string): readonly string[] {
    return this.#queues.get(instrument)?.waiting.map(({ owner }) => owner) ?? [];
  }

  /** Whether this token commands the instrument now. */
  isValid(instrument: string, token: string): boolean {
    return this.#queues.get(instrument)?.lease?.token === token;
  }

  /** Told after every change of an owner or a queue. */
  onChange(listener: (instrument: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #queue(instrument: string): Queue {
    const existing = this.#queues.get(instrument);
    if (existing !== undefined) return existing;
    const queue: Queue = { lease: undefined, waiting: [] };
    this.#queues.set(instrument, queue);
    return queue;
  }

  #grant(instrument: string, queue: Queue, owner: string): OwnLease {
    const lease = new OwnLease(
      instrument,
      owner,
      () => this.#newToken(owner),
      () => this.#next(instrument, queue, lease),
    );
    queue.lease = lease;
    this.#changed(instrument);
    return lease;
  }

  #wait(instrument: string, queue: Queue, owner: string, ms: number, signal?: AbortSignal): Promise<Lease> {
    return new Promise((resolve, reject) => {
      const leave = (error: unknown) => {
        const place = queue.waiting.indexOf(waiting);
        if (place >= 0) queue.waiting.splice(place, 1);
        end();
        this.#changed(instrument);
        reject(error);
      };
      const onAbort = () => leave(signal?.reason);
      const cancel = this.#clock.deadline(ms, () => {
        leave(new CodedError('lease/timeout', { instrument, owner: queue.lease?.owner ?? '' }));
      });
      const end = () => {
        cancel();
        signal?.removeEventListener('abort', onAbort);
      };
      const waiting: Waiting = {
        owner,
        give: (lease) => {
          end();
          resolve(lease);
        },
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      queue.waiting.push(waiting);
      this.#changed(instrument);
    });
  }

  #next(instrument: string, queue: Queue, lease: OwnLease): void {
    if (queue.lease !== lease) return;
    queue.lease = undefined;
    const first = queue.waiting.shift();
    // Granted here and not when the waiter wakes up, so that nobody can slip in between.
    if (first !== undefined) first.give(this.#grant(instrument, queue, first.owner));
    else this.#changed(instrument);
  }

  #newToken(owner: string): string {
    this.#tokens += 1;
    return `${owner}#${this.#tokens}`;
  }

  #changed(instrument: string): void {
    for (const listener of [...this.#listeners]) listener(instrument);
  }
}

/** What {@link Leases} says of a run that has the whole bench for itself. */
export async function aloneOnBench(
  clock: Clock,
  run: string,
  instruments: Readonly<Record<string, { readonly address: string }>>,
): Promise<(address: string) => Lease | undefined> {
  const addresses = Object.values(instruments).map(({ address }) => address);
  const held = await new Leases(clock).acquireAll(addresses, run);
  return (address) => held.find(({ instrument }) => instrument === address);
}

class OwnLease implements Lease {
  readonly instrument: string;
  readonly owner: string;
  token: string;
  released = false;
  readonly #newToken: () => string;
  readonly #onRelease: () => void;

  constructor(instrument: string, owner: string, newToken: () => string, onRelease: () => void) {
    this.instrument = instrument;
    this.owner = owner;
    this.#newToken = newToken;
    this.#onRelease = onRelease;
    this.token = newToken();
  }

  renew(): string {
    if (this.released) throw new CodedError('lease/released', { instrument: this.instrument, owner: this.owner });
    this.token = this.#newToken();
    return this.token;
  }

  release(): void {
    if (this.released) return;
    this.released = true;
    this.#onRelease();
  }
}
