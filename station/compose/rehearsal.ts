/**
 * Rehearsal: procedure, engine, bench, drivers and simulated unit in one thread on virtual time. Guarantees: the same
 * scenario and seed give the same journal to the last bit; nothing outside the process is touched.
 */

import type { FaultName } from '../../drivers/contract/fault.ts';
import type { Flavour } from '../../drivers/phone/android/simulator/flavour.ts';
import type { SimulatedUnit } from '../../drivers/simulated-unit/unit.ts';
import { soon } from '../../foundation/clock/soon.ts';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { InlineBench } from '../bench/inline-bench.ts';
import { leaseBench } from '../bench/leased-bench.ts';
import { aloneOnBench } from '../bench/leases.ts';
import { type JournalStore, MemoryJournalStore } from '../journal/journal-store.ts';
import type { Entry } from '../record/entry.ts';
import { fold } from '../record/fold.ts';
import type { RunRecord } from '../record/record.ts';
import { Run } from '../runs/run.ts';
import type { RunBench } from '../runs/run-bench.ts';
import type { ProcedureBundle } from '../runs/script/bundle.ts';
import type { ScriptLane } from '../runs/script/lane.ts';
import { openInlineLane } from '../runs/script/quickjs-lane-inline.ts';
import { runStart } from './run-start.ts';
import { simulatedInstruments, simulatedStartLevel } from './simulated-instruments.ts';
import { type SimulatedStage, simulatedStage } from './simulated-stage.ts';

export interface RehearsalOptions {
  readonly bundle: ProcedureBundle;
  readonly scenario?: string;
  readonly seed?: number;
  readonly answers?: Readonly<Record<string, unknown>>;
  readonly startLevel?: number;
  /** Whose habits of telling the simulated phone has; a Pixel's by default. */
  readonly flavour?: Flavour['name'];
  /** Each entry, after it is in the journal; may act on the stage. */
  onEntry?(entry: Entry, stage: RehearsalStage): void;
  /** Another engine for the script than QuickJS, for debugging. */
  openLane?(bundle: ProcedureBundle): Promise<ScriptLane>;
}

export interface Rehearsed {
  readonly record: RunRecord;
  readonly entries: readonly Entry[];
  readonly clock: VirtualClock;
}

/** The world of a rehearsal: it outlives the station in it, as a bench outlives a crashed computer. */
export class RehearsalStage {
  readonly clock = new VirtualClock();
  readonly store: MemoryJournalStore;
  readonly #stage: SimulatedStage;
  readonly #options: RehearsalOptions;
  /** The station that works now. */
  alive: { readonly run: Run; readonly host: InlineBench; readonly bench: RunBench } | undefined;

  constructor(options: RehearsalOptions, store = new MemoryJournalStore()) {
    this.#options = options;
    this.store = store;
    this.#stage = simulatedStage(this.clock, options.flavour);
  }

  /** The unit on the bench; undefined before the first instrument is opened. */
  get unit(): SimulatedUnit | undefined {
    return this.#stage.simulated.unit;
  }

  /** Switches a fault of the instrument of a role on or off. */
  setFault(role: string, name: FaultName, on: boolean): void {
    const address = this.#instruments()[role]?.address;
    if (address !== undefined) this.#stage.simulated.faultsAt(address)?.set(name, on);
  }

  /** Station and bench process die at this instant; the unit and its instruments live on. `execute` never settles then. */
  crash(): void {
    const { alive } = this;
    this.alive = undefined;
    alive?.run.abandon();
    alive?.host.kill();
    void alive?.bench.release();
  }

  /** Begins the run, or takes it over where the store's journal ends. Resolves when it has ended. */
  async execute(run = 'rehearsal', store: JournalStore = this.store): Promise<void> {
    const { bundle, scenario = 'healthy', answers = {}, openLane = openInlineLane } = this.#options;
    const { clock } = this;
    const host = new InlineBench({ clock, parts: this.#stage.parts });
    const instruments = this.#instruments();
    const bench = await leaseBench({
      ...{ run, clock, host, instruments },
      leaseOf: await aloneOnBench(clock, run, instruments),
      energised: { mark: () => Promise.resolve(), clear: () => undefined, isMarked: () => false },
    });
    const circumstances = { ticket: null, unit: {}, operator: null, simulated: true, scenario };
    const current = new Run({
      run,
      clock,
      store,
      schedule: soon,
      procedure: bundle.declared,
      start: runStart(bundle, clock, circumstances),
      lane: await clock.hold(openLane(bundle)),
      bench,
      answers: { prepared: answers, simulated: true },
    });
    this.alive = { run: current, host, bench };
    current.journal.onEntry((entry) => this.#options.onEntry?.(entry, this));
    await current.execute();
    this.alive = undefined;
    await host.stop();
  }

  #instruments() {
    const { bundle, scenario = 'healthy', seed = 1, startLevel } = this.#options;
    const level = startLevel ?? simulatedStartLevel(bundle.declared.id);
    return simulatedInstruments(bundle.declared, { scenario, seed, startLevel: level });
  }
}

/** A whole rehearsal from begin to end. */
export async function rehearse(options: RehearsalOptions): Promise<Rehearsed> {
  const stage = new RehearsalStage(options);
  await stage.clock.run(stage.execute());
  const entries = [...stage.store.entries('rehearsal')];
  return { record: fold(entries), entries, clock: stage.clock };
}
