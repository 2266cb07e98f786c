/**
 * The runs of a headless station: started, taken over, stopped, watched. Guarantees: a run is on its ticket before it
 * does anything; two processes never work on one run; what the store says may be energised is made safe before a
 * resumed run touches anything.
 */
import { RealClock } from '../../foundation/clock/real-clock.ts';
import { CodedError, failureOf } from '../../foundation/failure.ts';
import type { WaitingRun } from '../api/station.ts';
import type { BenchChoice, StartRun } from '../api/station-api.ts';
import type { LiveReadings } from '../instruments/live-readings.ts';
import { SqliteJournalStore } from '../journal/sqlite-journal-store.ts';
import { blockFiles } from '../record/block-references.ts';
import type { Entry } from '../record/entry.ts';
import type { RunVerdict } from '../record/verdict.ts';
import { checkPreparedAnswers } from '../runs/prompts.ts';
import { Run } from '../runs/run.ts';
import type { RunBench } from '../runs/run-bench.ts';
import { readBundle } from '../runs/script/bundle.ts';
import { type DiskFree, demandRoom, diskFree } from '../self/disk.ts';
import type { LiveState } from '../self/status-watch.ts';
import type { Database } from '../store/database.ts';
import { EnergisedStore } from '../store/energised-store.ts';
import { RunCatalogue } from '../store/run-catalogue.ts';
import { lockRun, type RunLock } from '../store/run-lock.ts';
import type { TicketStore } from '../tickets/ticket-store.ts';
import { isSimulated, speedOf } from './bench-choice.ts';
import { BenchHealth } from './bench-health.ts';
import type { BenchFor } from './bench-host-for.ts';
import { Launches, type Launching } from './launches.ts';
import { bundleByName } from './library.ts';
import { type LiveRun, LiveRuns } from './live-runs.ts';
import { type BenchOfRun, RunBenches } from './run-benches.ts';
import { keepBlocks } from './run-blocks.ts';
import { RunRegister } from './run-register.ts';
import { type RunCircumstances, runStart, unitOf } from './run-start.ts';
import { SimulatedWorlds } from './simulated-world.ts';

export interface RunsOptions {
  readonly folder: string;
  readonly database: Database;
  readonly tickets: TicketStore;
  readonly benchFor: BenchFor;
  /** What is read outside of runs. */
  readonly live?: LiveReadings;
  onEntry(entry: Entry): void;
  /** Something may have changed that no entry tells: a bench came or went, a run is being set up. */
  onChange?(): void;
  /** How much room the disk has. */
  readonly free?: DiskFree;
}

interface Launch extends BenchOfRun {
  readonly answers: Readonly<Record<string, unknown>>;
  readonly operator: string | null;
  readonly lock: RunLock;
}

export class RunsOfStation {
  readonly catalogue: RunCatalogue;
  readonly journals: SqliteJournalStore;
  readonly #options: RunsOptions;
  readonly #live: LiveRuns;
  readonly #launches: Launches;
  readonly #register: RunRegister;
  readonly #benches: RunBenches;
  readonly #energised: EnergisedStore;
  readonly #worlds: SimulatedWorlds;
  readonly #clock = new RealClock();

  constructor(options: RunsOptions) {
    this.#options = options;
    const { database } = options;
    const onChange = () => options.onChange?.();
    this.#launches = new Launches(this.#clock, onChange);
    this.#live = new LiveRuns({ database, onChange, onEnded: (id, verdict) => this.ended(id, verdict) });
    this.catalogue = new RunCatalogue(database);
    this.journals = new SqliteJournalStore(database);
    this.#energised = new EnergisedStore(database, this.#clock);
    this.#worlds = new SimulatedWorlds(options.folder);
    const { catalogue, journals } = this;
    this.#register = new RunRegister({ ...options, catalogue });
    this.#benches = new RunBenches({ ...options, journals, energised: this.#energised, worlds: this.#worlds });
  }

  /** The run while this process works on it; `run/not-here` otherwise. */
  live(run: string): LiveRun {
    return this.#live.get(run);
  }

  get liveRuns(): readonly LiveRun[] {
    return this.#live.all;
  }

  /** Of every live run what the strip on every screen shows. */
  get states(): readonly LiveState[] {
    return this.#live.states;
  }

  /** Runs that queue for what another run has. */
  get waiting(): readonly WaitingRun[] {
    return this.#launches.waiting.map((queued) => {
      const owner = queued.owner ?? this.#benches.ownerOf(queued.instrument) ?? '?';
      return { ...queued, owner };
    });
  }

  /** Ends a run that has not begun yet; false for every other. */
  giveUp(run: string, by: string): boolean {
    return this.#launches.giveUp(run, by);
  }

  /** What may have voltage on it now. */
  energised(): ReturnType<EnergisedStore['list']> {
    return this.#energised.list();
  }

  /**
   * Resolves when the run has its first entries; the instruments are open and leased then. `station/disk-low` where the
   * disk has no room for a run.
   */
  async start(request: StartRun): Promise<string> {
    await demandRoom(this.#options.folder, this.#options.free ?? diskFree);
    const bundle = await bundleByName(request.procedure);
    const { ticket, bench: choice, answers, operator } = request;
    speedOf(choice);
    checkPreparedAnswers(bundle.declared.prompts, answers);
    const id = this.#register.add(request, bundle);
    const lock = lockRun(this.#options.folder, id);
    try {
      await this.#launch({ id, bundle, choice, answers, ticket, operator, lock, waitMs: request.waitMs });
      return id;
    } catch (error) {
      if (this.journals.last(id) === undefined)
        this.#register.forgetUnbegun(id, request, bundle, failureOf(error).code);
      lock.release();
      throw error;
    }
  }

  /** Takes an interrupted run over. `run/ended` when it has its end, `run/taken` when another process works on it. */
  async resume(id: string, other: BenchChoice | undefined, answers: StartRun['answers']): Promise<string> {
    const known = this.catalogue.get(id);
    if (known.verdict !== null) throw new CodedError('run/ended', { run: id, verdict: known.verdict });
    const lock = lockRun(this.#options.folder, id);
    try {
      const bundle = await readBundle(this.catalogue.bundleCode(known.bundle));
      if (bundle.hash !== known.bundle) throw new CodedError('store/bundle-changed', { run: id });
      checkPreparedAnswers(bundle.declared.prompts, answers);
      const choice = other ?? known.bench;
      await this.#launch({
        id,
        bundle,
        choice,
        answers: { ...known.answers, ...answers },
        ticket: known.ticket,
        operator: null,
        lock,
        chosenAnew: other !== undefined,
      });
      return id;
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  /** Waits for the live runs' ends after stopping them; for the end of the station. */
  async close(): Promise<void> {
    await this.#launches.close();
    await this.#live.close();
  }

  /** The instruments of an interrupted run, for putting things back without its script. The caller locks the run. */
  async benchOf(id: string): Promise<{ readonly bench: RunBench; stop(): Promise<void> }> {
    const known = this.catalogue.get(id);
    const bundle = await readBundle(this.catalogue.bundleCode(known.bundle));
    const launch = { id, bundle, choice: known.bench, ticket: known.ticket };
    const { bench, close } = await this.#benches.open(launch);
    return { bench, stop: close };
  }

  /** Tells the ticket, and forgets the simulated world that only this run had. */
  ended(id: string, verdict: RunVerdict): void {
    this.#options.tickets.runEnded(id, verdict);
    this.#worlds.forget(id);
  }

  #launch(launch: Launch): Promise<void> {
    const { id, ticket, bundle } = launch;
    const about = { run: id, ticket, procedure: bundle.declared.title };
    return this.#launches.begin(about, (launching) => this.#launchNow(launch, launching));
  }

  async #launchNow(launch: Launch, launching: Launching): Promise<void> {
    const { id, bundle, choice, lock } = launch;
    const { bench, world, recovered, transcripts: heard, close } = await this.#benches.open(launch, launching);
    const { clock, host } = world;
    try {
      const { folder } = this.#options;
      const transcripts = heard.keep(folder);
      const blocks = await keepBlocks(folder, host, id, bench);
      const lane = await world.openLane(bundle);
      if (launching.signal.aborted) lane.terminate('run/given-up');
      launching.signal.throwIfAborted();
      const run = new Run({
        run: id,
        clock,
        store: world.storeFor(this.journals),
        schedule: world.schedule,
        procedure: bundle.declared,
        start: runStart(bundle, clock, this.#circumstances(launch)),
        lane,
        bench: blocks.bench,
        answers: { prepared: launch.answers, simulated: choice.kind === 'simulated' },
        evidence: async () => [...(await transcripts.finish()), ...blockFiles(this.journals.entries(id))],
        recovered,
      });
      run.journal.onEntry((entry) => this.#options.onEntry(entry));
      const onChange = () => this.#options.onChange?.();
      const health = new BenchHealth(host, () => this.#clock.now(), onChange);
      this.#live.execute(id, run, health, async () => {
        health.close();
        blocks.close();
        await close();
        lock.release();
        // Closing a simulated world keeps its state once more; after the run has ended nobody needs it.
        if (this.journals.last(id)?.kind === 'run.stop') this.#worlds.forget(id);
      });
    } catch (error) {
      await close();
      throw error;
    }
  }

  #circumstances({ choice, ticket, operator }: Launch): RunCircumstances {
    const unit = ticket === null ? {} : unitOf(this.#options.tickets.summary(ticket));
    const scenario = choice.kind === 'simulated' ? { scenario: choice.scenario } : {};
    return { ticket, unit, operator, simulated: isSimulated(choice), ...scenario };
  }
}
