/** Opens the bench of a run: with what its ticket and its own past say of the unit and the instruments. */
import { RealClock } from '../../foundation/clock/real-clock.ts';
import type { BenchChoice } from '../api/station-api.ts';
import type { LiveReadings } from '../instruments/live-readings.ts';
import type { SqliteJournalStore } from '../journal/sqlite-journal-store.ts';
import type { BenchInstrument } from '../record/entry.ts';
import type { ProcedureBundle } from '../runs/script/bundle.ts';
import type { EnergisedStore } from '../store/energised-store.ts';
import { lockInstrument } from '../store/run-lock.ts';
import type { TicketStore } from '../tickets/ticket-store.ts';
import type { BenchFor } from './bench-host-for.ts';
import { InstrumentQueue } from './instrument-queue.ts';
import type { Launching } from './launches.ts';
import { type OpenBench, openBench } from './open-bench.ts';
import type { SimulatedWorlds } from './simulated-world.ts';

export interface BenchOfRun {
  readonly id: string;
  readonly bundle: ProcedureBundle;
  readonly choice: BenchChoice;
  readonly ticket: string | null;
  /** Milliseconds it may queue for what another run has; refused at once without. */
  readonly waitMs?: number | undefined;
  /** Whether a person has chosen other instruments for a run that was interrupted. */
  readonly chosenAnew?: boolean;
}

export interface RunBenchesParts {
  readonly folder: string;
  readonly benchFor: BenchFor;
  readonly tickets: TicketStore;
  readonly journals: SqliteJournalStore;
  readonly energised: EnergisedStore;
  readonly worlds: SimulatedWorlds;
  readonly live?: LiveReadings;
}

/** For who is refused at once and gives up never. */
const nobodyWaits: Launching = { signal: new AbortController().signal, onWait: () => undefined };

export class RunBenches {
  readonly #parts: RunBenchesParts;
  readonly #queue: InstrumentQueue;

  constructor(parts: RunBenchesParts) {
    this.#parts = parts;
    this.#queue = new InstrumentQueue(new RealClock(), (address, run) => lockInstrument(address, run, parts.folder));
  }

  /** The run of this station that has it. */
  ownerOf(address: string): string | undefined {
    return this.#queue.ownerOf(address);
  }

  open(wanted: BenchOfRun, launching: Launching = nobodyWaits): Promise<OpenBench> {
    const { id, bundle, choice, ticket, waitMs, chosenAnew = false } = wanted;
    const { journals, tickets, ...parts } = this.#parts;
    const unit = ticket === null ? {} : tickets.summary(ticket);
    const before = lastInstruments(journals, id);
    return openBench(
      { ...parts, queue: this.#queue },
      { run: id, declared: bundle.declared, choice, unit, before, chosenAnew, waitMs, ...launching },
    );
  }
}

/** By role, as the record of the run says; none for a run that begins. */
function lastInstruments(journals: SqliteJournalStore, run: string): Readonly<Record<string, BenchInstrument>> {
  const last = [...journals.entries(run, 0, 'bench.descriptor')].at(-1);
  if (last?.kind !== 'bench.descriptor') return {};
  return Object.fromEntries(last.instruments.map((instrument) => [instrument.role, instrument]));
}
