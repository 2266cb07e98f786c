/**
 * The runs that this process works on now. Guarantees: whatever the end of a run was like, everything it had is given
 * back; a station that closes waits for that; a run that nobody waits for never ends the process.
 */
import { CodedError } from '../../foundation/failure.ts';
import type { RunVerdict } from '../record/verdict.ts';
import type { Run } from '../runs/run.ts';
import type { LiveState } from '../self/status-watch.ts';
import { type Database, usualPatienceMs } from '../store/database.ts';
import type { BenchHealth } from './bench-health.ts';

export interface LiveRun {
  readonly run: Run;
  readonly ended: Promise<RunVerdict>;
  readonly health: BenchHealth;
}

export interface LiveRunsParts {
  readonly database: Database;
  /** A run has its verdict. */
  onEnded(run: string, verdict: RunVerdict): void;
  /** A run came or went. */
  onChange(): void;
}

/** Milliseconds a write may wait for another process while a run goes on. */
const patienceWhileRunningMs = 30;

export class LiveRuns {
  readonly #parts: LiveRunsParts;
  readonly #live = new Map<string, LiveRun>();
  /** Settled when a run has given everything back. */
  readonly #endings = new Set<Promise<unknown>>();

  constructor(parts: LiveRunsParts) {
    this.#parts = parts;
  }

  /** `run/not-here` for a run that this process does not work on. */
  get(run: string): LiveRun {
    const live = this.#live.get(run);
    if (live === undefined) throw new CodedError('run/not-here', { run });
    return live;
  }

  get all(): readonly LiveRun[] {
    return [...this.#live.values()];
  }

  /** Of every one what the strip on every screen shows. */
  get states(): readonly LiveState[] {
    return [...this.#live].map(([id, { run, health }]) => ({
      run: id,
      bench: health.state,
      trouble: run.journal.trouble?.code,
    }));
  }

  /** Sets it going; `giveBack` is called once, at its end. */
  execute(id: string, run: Run, health: BenchHealth, giveBack: () => Promise<void>): void {
    const { database, onChange } = this.#parts;
    const ended = this.#untilEnd(id, run, giveBack);
    this.#live.set(id, { run, ended, health });
    onChange();
    this.#endings.add(ended);
    // Whoever waits hears of it; a run that nobody waits for must not end the process, and other runs with it.
    const over = () => void this.#endings.delete(ended);
    ended.then(over, over);
    // A commit that waits for another process must not stand in the way of a Stop; the journal tries again by itself.
    database.waitForOthers(patienceWhileRunningMs);
  }

  /** Stops them all and waits until everything is given back. */
  async close(): Promise<void> {
    await Promise.all(this.all.map(({ run }) => run.stop('station-closing')));
    await Promise.allSettled(this.#endings);
  }

  async #untilEnd(id: string, run: Run, giveBack: () => Promise<void>): Promise<RunVerdict> {
    const { database, onEnded, onChange } = this.#parts;
    try {
      const verdict = await run.execute();
      onEnded(id, verdict);
      return verdict;
    } finally {
      this.#live.delete(id);
      if (this.#live.size === 0) database.waitForOthers(usualPatienceMs);
      await giveBack();
      onChange();
    }
  }
}
