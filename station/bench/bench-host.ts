/**
 * Whoever keeps a bench running: a supervised child process on a real station, the same thread in rehearsal. The rest of
 * the station cannot tell which.
 */
import type { BenchClient } from './bench-client.ts';

export interface BenchHost {
  /** The bench that runs now; waits for a restart that is under way. Fails with `bench/unavailable` when it is given up. */
  client(): Promise<BenchClient>;
  /** Ends the present bench without asking it (kill -9) and resolves with a fresh one. */
  replace(reason: string): Promise<BenchClient>;
  /** Every new bench; its instruments are all closed and must be opened again by identity. */
  onUp(listener: (client: BenchClient) => void): () => void;
  /** With a code: `bench/exited`, `bench/killed`, `bench/silent`, or the reason given to {@link replace}. */
  onDown(listener: (reason: string) => void): () => void;
  /** Ends it for good, properly if it can. */
  stop(): Promise<void>;
}
