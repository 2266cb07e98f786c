/** The bench as one run sees it: its instruments by role, leased to this run alone. */
import type { Failure } from '../../foundation/failure.ts';
import type { BenchInstrument } from '../record/entry.ts';

/** Whether the command to switch an output off could be sent; what came of it is an {@link OutputSeen}. */
export interface SafeOutcome {
  readonly key: string;
  /** `existing` or `fresh`: over which handle it was sent. Else the code of the failure for which it could not be. */
  readonly outcome: string;
}

/** Whether the instrument was seen to be off after the command was sent. */
export interface OutputSeen {
  readonly key: string;
  /** What the instrument says itself; `unknown` where it says nothing that can be relied upon. */
  readonly seen: 'off' | 'on' | 'unknown';
  /** Why it is unknown. */
  readonly failure?: Failure;
}

/** What became of an output that an earlier life of the station had left on; without a look nothing could be sent. */
export interface Recovered extends SafeOutcome {
  readonly look?: OutputSeen;
}

/** What outputs are made safe for: the run ends as it should, its store refuses, it is closed without its script, or a person wants everything off. */
export type SafeCause = 'end' | 'store' | 'close' | 'emergency';

export interface RunBench {
  readonly instruments: readonly BenchInstrument[];
  readonly simulated: boolean;
  /**
   * One verb of the role's capability. Rejects with coded failures; always settles by the deadline. After a loss it
   * rejects at once until the same instrument is back.
   */
  call(role: string, verb: string, args: unknown, deadlineMs: number): Promise<unknown>;
  /** Gives up what is going on for this role: its answer, should it come, is late. */
  revoke(role: string): void;
  /** Resolves when the same instrument (same identity) is there again; rejects `instrument/not-back` or when aborted. */
  back(role: string, limitMs: number, signal: AbortSignal): Promise<BenchInstrument>;
  onLate(listener: (late: { readonly role: string; readonly verb: string; readonly ms: number }) => void): () => void;
  /** The whole bench was gone and is started again; heard also when no call was going on. */
  onBenchLost(listener: (reason: string) => void): () => void;
  /** On a simulated bench the technician's hands are simulated too. */
  operator(key: string, answer: unknown): Promise<void>;
  /**
   * Outputs off: everything the run has instruments for in an emergency, else what it has switched on or set and not off
   * again (decision 19). Owned by the station: works with the script looping and the bench process dead; never waits for a
   * run. Afterwards nothing can be switched on any more, but by the undo of a run whose store refuses.
   */
  makeSafe(cause: SafeCause): Promise<readonly SafeOutcome[]>;
  /**
   * What the instruments say whose outputs were made safe and that have not been seen to be off since. What is not seen off
   * stays on the list of what may be on. Never rejects; several seconds where an instrument does not answer.
   */
  look(): Promise<readonly OutputSeen[]>;
  /** Ends the leases. */
  release(): Promise<void>;
}

/** Whether a failure means that the instrument is gone, not that it said no. */
export function isLoss(code: string): boolean {
  return (
    /^transport\//.test(code) ||
    ['instrument/lost', 'instrument/not-back', 'phone/link-lost', 'bench/lost'].includes(code)
  );
}
