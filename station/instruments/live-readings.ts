/** What a run needs to know of the instruments that are read outside of runs: how to get them, and how to show its own. */
import type { InstrumentIdentity } from '../../drivers/contract/driver.ts';
import type { CalibrationNote } from '../api/instruments.ts';
import type { BenchHost } from '../bench/bench-host.ts';

export interface LiveReadings {
  /** What a person has opened at real addresses and said which driver it is, also while a run has it or it is lost. */
  held(): readonly { readonly driver: string; readonly address: string }[];
  /** Resolves when nothing but the run may use them. */
  lend(run: string, addresses: readonly string[]): Promise<void>;
  /** What was read before is read again; giving back what was never lent does nothing. */
  giveBack(run: string, addresses: readonly string[]): void;
  /** Shows what the run's own bench hears, by role, on the same screens, and how far long calls are. Returns what ends it. */
  follow(run: string, host: BenchHost, instruments: Readonly<Record<string, { readonly address: string }>>): () => void;
  /** `name`: what the instrument that was opened there is called. */
  calibrationOf(address: string, identity: InstrumentIdentity, name?: string): CalibrationNote | null;
}
