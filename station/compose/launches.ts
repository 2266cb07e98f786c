/**
 * Runs whose bench is being opened. Guarantees: a station that closes waits for them, and begins no other; one that still
 * queues for its instruments is seen and can be given up.
 */
import type { Clock } from '../../foundation/clock/clock.ts';
import { CodedError } from '../../foundation/failure.ts';
import type { WaitingRun } from '../api/station.ts';

/** What a launch is told, and tells. */
export interface Launching {
  /** Aborted when it is given up. */
  readonly signal: AbortSignal;
  onWait(instrument: string, owner?: string): void;
}

/** A run that queues; which run of this station has the instrument is known elsewhere. */
export type Queued = Omit<WaitingRun, 'owner'> & { readonly owner: string | undefined };

interface Going {
  done: Promise<void>;
  readonly over: AbortController;
  waiting: Queued | undefined;
}

type About = Pick<WaitingRun, 'run' | 'ticket' | 'procedure'>;

export class Launches {
  readonly #going = new Map<string, Going>();
  readonly #clock: Clock;
  readonly #changed: () => void;
  #closing = false;

  /** `changed`: after a launch began or ceased to wait. */
  constructor(clock: Clock, changed: () => void = () => undefined) {
    this.#clock = clock;
    this.#changed = changed;
  }

  /** `station/closing`: what the station cannot see to its end it does not begin. */
  async begin(about: About, launch: (launching: Launching) => Promise<void>): Promise<void> {
    const { run } = about;
    if (this.#closing) throw new CodedError('station/closing', { run });
    const going: Going = { over: new AbortController(), done: Promise.resolve(), waiting: undefined };
    this.#going.set(run, going);
    const onWait = (instrument: string, owner?: string) => {
      if (going.waiting?.instrument === instrument) return;
      const sinceWall = going.waiting?.sinceWall ?? new Date(this.#clock.wall()).toISOString();
      going.waiting = { ...about, instrument, owner, sinceWall };
      this.#changed();
    };
    going.done = launch({ signal: going.over.signal, onWait });
    try {
      await going.done;
    } finally {
      this.#going.delete(run);
      if (going.waiting !== undefined) this.#changed();
    }
  }

  get waiting(): readonly Queued[] {
    return [...this.#going.values()].flatMap(({ waiting }) => waiting ?? []);
  }

  /** False when it is not being launched. */
  giveUp(run: string, by: string): boolean {
    const going = this.#going.get(run);
    going?.over.abort(new CodedError('run/given-up', { run, by }));
    return going !== undefined;
  }

  /** Resolves when every launch has come to something; those that wait are given up. */
  async close(): Promise<void> {
    this.#closing = true;
    for (const { run } of this.waiting) this.giveUp(run, 'station-closing');
    await Promise.allSettled([...this.#going.values()].map(({ done }) => done));
  }
}
