/**
 * One run of one procedure. Guarantees: everything that happens is journaled in order; whatever ends it (the script's
 * own end, an error, a Stop, an Emergency, a runaway or dead script) leads through the same end to exactly one
 * `run.stop`, whose verdict is the fold's; a run taken over after a crash goes on where its journal ends.
 */
import type { Clock } from '../../foundation/clock/clock.ts';
import { CodedError, type Failure, failureOf } from '../../foundation/failure.ts';
import { type Caller, caller, serve } from '../../foundation/port/contract.ts';
import type { DeclaredProcedure } from '../../procedures/language/procedure.ts';
import type { HostToScript } from '../../procedures/language/script-api.ts';
import { Journal } from '../journal/journal.ts';
import type { JournalStore } from '../journal/journal-store.ts';
import type { EntryBodies, EvidenceFile } from '../record/entry.ts';
import { RunFold } from '../record/fold.ts';
import type { RunVerdict } from '../record/verdict.ts';
import { Asleep } from './asleep.ts';
import { Bodies } from './bodies.ts';
import { declaredMeasures } from './declared.ts';
import { makeSafe, putBack, record, recordRecovered } from './ending.ts';
import { History } from './history.ts';
import { InstrumentCalls } from './instrument-calls.ts';
import { Judging } from './judging.ts';
import { Numbers } from './numbers.ts';
import { type AnswerSource, Prompts } from './prompts.ts';
import type { Recovered, RunBench } from './run-bench.ts';
import type { RunContext } from './run-context.ts';
import { RunTime } from './run-time.ts';
import { SavedSettings } from './saved-settings.ts';
import type { ScriptLane } from './script/lane.ts';
import { scriptHandlers } from './script-handlers.ts';
import { scriptValidators } from './script-verbs.ts';
import { ScriptWatch } from './script-watch.ts';
import { Soaks } from './soaks.ts';
import { Steps } from './steps.ts';

export interface RunOptions {
  readonly run: string;
  readonly clock: Clock;
  readonly store: JournalStore;
  readonly schedule: (flush: () => void) => void;
  readonly procedure: DeclaredProcedure;
  /** Everything of `run.start` that is not the run's own; unused when the run is taken over. */
  readonly start: EntryBodies['run.start'];
  readonly lane: ScriptLane;
  readonly bench: RunBench;
  readonly answers: AnswerSource;
  /** Closes the files that belong to the run and tells what they are; asked once, when nothing more can come. */
  evidence?(): Promise<readonly EvidenceFile[]>;
  /** What was switched off before this run began, because a station that died had left it on. */
  readonly recovered?: readonly Recovered[];
}

interface Ending {
  readonly kind: 'completed' | 'error' | 'stop' | 'emergency';
  readonly by?: string;
  readonly failure?: Failure;
}

export class Run {
  readonly journal: Journal;
  readonly prompts: Prompts;
  readonly asleep: Asleep;
  readonly #options: RunOptions;
  readonly #context: RunContext;
  readonly #fold = new RunFold();
  readonly #over = new AbortController();
  readonly #settings: SavedSettings;
  readonly #steps: Steps;
  readonly #script: Caller<HostToScript>;
  readonly #watch: ScriptWatch;
  readonly #stopServing: () => void;
  readonly #verdict: Promise<RunVerdict>;
  #resolveVerdict: (verdict: RunVerdict) => void = () => undefined;
  #rejectVerdict: (error: unknown) => void = () => undefined;
  #ending: Ending | undefined;
  #scriptGone = false;

  constructor(options: RunOptions) {
    this.#options = options;
    const { run, clock, store, schedule, procedure, bench, lane } = options;
    const history = new History(store.entries(run));
    for (const entry of store.entries(run)) this.#fold.add(entry);
    const passedMs = history.last?.t ?? 0;
    const time = new RunTime(clock, passedMs, passedMs - history.suspendedMs);
    const trouble = this.#troubleHandler(time);
    this.journal = new Journal({ run, store, clock, runTime: () => time.total(), schedule, onTrouble: trouble });
    this.journal.onEntry((entry) => this.#fold.add(entry));
    const bodies = new Bodies(clock, time, history.highestToken);
    const gapMs = history.last === undefined ? undefined : gapSince(Date.parse(history.last.wall), clock.wall());
    const { journal } = this;
    const over = this.#over.signal;
    this.#context = { clock, time, journal, bodies, bench, history, procedure, over, gapMs };
    this.#settings = new SavedSettings(journal, bench, history.settings());
    this.#steps = new Steps(this.#context);
    this.prompts = new Prompts(this.#context, options.answers);
    const numbers = new Numbers(journal);
    const calls = new InstrumentCalls(this.#context, this.#settings);
    const soaks = new Soaks(this.#context, numbers, calls);
    this.asleep = new Asleep(this.#context, (ms) => soaks.stoodStill(ms));
    const handlers = scriptHandlers({
      context: this.#context,
      steps: this.#steps,
      soaks,
      judging: new Judging(this.#context, numbers, declaredMeasures(procedure)),
      prompts: this.prompts,
      calls,
      numbers,
      onDone: () => this.#end({ kind: 'completed' }),
      onError: (failure) => this.#end({ kind: 'error', failure }),
    });
    this.#watch = new ScriptWatch({
      clock,
      isEnding: () => this.#ending !== undefined,
      onTrouble: (failure) => this.#end({ kind: 'error', failure }),
    });
    this.#stopServing = serve(lane.port, scriptValidators, this.#watch.counted(handlers));
    this.#script = caller<HostToScript>(lane.port, 'script/gone');
    this.#verdict = new Promise((resolve, reject) => {
      this.#resolveVerdict = resolve;
      this.#rejectVerdict = reject;
    });
    // Whoever waits hears of it; a run that nobody waits for must not end the process.
    this.#verdict.catch(() => undefined);
  }

  /** Begins, or goes on; resolves with the verdict when everything is put back and the record is closed. */
  async execute(): Promise<RunVerdict> {
    const { bench, lane, procedure, start } = this.#options;
    const { history, gapMs } = this.#context;
    const { instruments } = bench;
    void lane.closed.then((failure) => {
      this.#scriptGone = true;
      this.#end({ kind: 'error', failure });
    });
    if (history.last === undefined) {
      // In one transaction: no crash leaves a run without its declarations.
      await Promise.all([
        this.journal.append({ kind: 'run.start', ...start }),
        this.journal.append({ kind: 'bench.descriptor', instruments }),
        this.journal.append({ kind: 'decl', measures: declaredMeasures(procedure) }),
      ]);
    } else {
      await Promise.all([
        this.journal.append({ kind: 'interruption', lastEntry: history.last.i, gapMs: gapMs ?? null }),
        this.journal.append({ kind: 'bench.descriptor', instruments }),
        this.journal.append({ kind: 'resume', gapMs: gapMs ?? null }),
      ]);
    }
    await recordRecovered(this.#context, this.#options.recovered ?? []);
    if (history.stopped) this.#end({ kind: 'stop', by: 'interrupted-stop' });
    else if (this.#ending === undefined) {
      this.#watch.begin();
      const roles = instruments.map((instrument) => instrument.role);
      this.#script.call('run/start', { roles }).catch((error: unknown) => {
        this.#end({ kind: 'error', failure: failureOf(error) });
      });
    }
    return this.#verdict;
  }

  /** Undo in order, outputs off, STOPPED. Resolves when the record is closed. */
  stop(by: string): Promise<RunVerdict> {
    this.#end({ kind: 'stop', by });
    return this.#verdict;
  }

  /** Outputs off now, whatever else is going on; no undo. */
  async emergency(by: string): Promise<RunVerdict> {
    const off = makeSafe(this.#context, 'emergency');
    this.#options.lane.terminate('run/ended');
    this.#end({ kind: 'emergency', by });
    await off;
    return this.#verdict;
  }

  /**
   * Leaves the run as a process that dies leaves it: nothing is undone, nothing more is written, nothing answers. For
   * crash rehearsals; `execute` never settles.
   */
  abandon(): void {
    this.#ending = { kind: 'stop' };
    this.journal.abandon();
    this.#over.abort(new CodedError('run/abandoned'));
    this.#context.bodies.abandonAll({ code: 'run/abandoned', params: {} });
    this.#stopServing();
    this.#options.lane.terminate('run/abandoned');
  }

  #end(ending: Ending): void {
    if (this.#ending !== undefined) return;
    this.#ending = ending;
    const why: Failure = { code: `run/${ending.kind}`, params: {} };
    this.#over.abort(new CodedError(why.code));
    this.#context.bodies.abandonAll(why);
    this.#finish(ending).catch((error: unknown) => this.#rejectVerdict(error));
  }

  async #finish(ending: Ending): Promise<void> {
    const context = this.#context;
    const { lane, bench } = this.#options;
    const stopped = ending.kind === 'stop' || ending.kind === 'emergency';
    if (ending.kind === 'stop' || ending.kind === 'emergency')
      await record(context, { kind: 'stop', how: ending.kind, by: ending.by ?? '' });
    if (ending.failure !== undefined && !stopped)
      await record(context, { kind: 'script.error', failure: ending.failure });
    const script = this.#scriptGone || ending.kind === 'emergency' ? undefined : this.#script;
    const undos = this.#steps.undos;
    await putBack({ context, settings: this.#settings, undos, script, scriptGone: lane.closed });
    const files = (await this.#options.evidence?.().catch(() => [])) ?? [];
    if (files.length > 0) await record(context, { kind: 'evidence', files });
    await this.journal.settled();
    const completed = ending.kind === 'completed';
    const { verdict, reasons } = this.#fold.verdictNow({ stopped, completed });
    const activeMs = context.time.active();
    const totalMs = context.time.total();
    const entries = this.journal.length + 1;
    await this.journal.append({ kind: 'run.stop', verdict, reasons, entries, activeMs, totalMs });
    this.#stopServing();
    lane.terminate('run/ended');
    // The record is closed; an instrument that cannot be given back properly does not change it.
    await bench.release().catch(() => undefined);
    this.#resolveVerdict(verdict);
  }

  /** The run stands still while the store refuses, and the record says so once the store is back. */
  #troubleHandler(time: RunTime): (failure: Failure | undefined) => void {
    let resume: (() => number) | undefined;
    let why: Failure | undefined;
    return (failure) => {
      if (failure !== undefined) {
        resume = time.suspend();
        why = failure;
        return;
      }
      const ms = resume?.() ?? 0;
      void this.journal.append({ kind: 'suspension', cause: 'store', ...(why === undefined ? {} : { failure: why }) });
      void this.journal.append({ kind: 'continuation', cause: 'store', ms });
    };
  }
}

/** Milliseconds since the last entry by the wall clock; null when that clock has gone backwards and cannot tell. */
function gapSince(lastWall: number, wall: number): number | null {
  const gap = wall - lastWall;
  return gap >= 0 ? gap : null;
}
