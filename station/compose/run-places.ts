/**
 * The places of one run's instruments: taken from what the station reads outside of runs, and locked against everybody
 * else. Guarantees that the place an instrument has moved to is the run's before it is opened there, and that everything
 * is given back.
 */
import { CodedError } from '../../foundation/failure.ts';
import type { Lease } from '../bench/leases.ts';
import type { LiveReadings } from '../instruments/live-readings.ts';
import type { InstrumentQueue, Patience, Place } from './instrument-queue.ts';

type ByRole = Readonly<Record<string, { readonly address: string }>>;

export class RunPlaces {
  readonly #run: string;
  readonly #queue: InstrumentQueue;
  readonly #live: Pick<LiveReadings, 'lend' | 'giveBack'> | undefined;
  readonly #lent: string[] = [];
  readonly #now: Record<string, { readonly address: string }> = {};
  #place: Place | undefined;

  constructor(run: string, queue: InstrumentQueue, live: Pick<LiveReadings, 'lend' | 'giveBack'> | undefined) {
    this.#run = run;
    this.#queue = queue;
    this.#live = live;
  }

  /** Where they are now; it changes as they move. */
  get byRole(): ByRole {
    return this.#now;
  }

  /** Nothing but the run reads there any more. */
  async lend(addresses: readonly string[]): Promise<void> {
    this.#lent.push(...addresses);
    await this.#live?.lend(this.#run, addresses);
  }

  /** All or none; what was lent besides is given back. Fails as the queue does. */
  async take(instruments: ByRole, patience: Patience): Promise<void> {
    Object.assign(this.#now, instruments);
    const addresses = Object.values(instruments).map(({ address }) => address);
    this.#live?.giveBack(
      this.#run,
      this.#lent.filter((address) => !addresses.includes(address)),
    );
    this.#place = await this.#queue.take(this.#run, addresses, patience, () => this.lend(addresses));
  }

  leaseOf(address: string): Lease | undefined {
    return this.#place?.leaseOf(address);
  }

  /** The instrument has moved: `lease/taken` where another run has that place. */
  async follow(address: string, role: string): Promise<void> {
    if (this.#place === undefined) throw new CodedError('lease/none', { instrument: address });
    // The room first: what it reads there it has locked itself.
    await this.lend([address]);
    try {
      await this.#place.also(address);
    } catch (error) {
      this.#live?.giveBack(this.#run, [address]);
      throw error;
    }
    this.#now[role] = { address };
  }

  release(): void {
    this.#place?.release();
    this.#live?.giveBack(this.#run, this.#lent);
  }
}
