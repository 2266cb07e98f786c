/**
 * The fold: journal entries in, {@link RunRecord} out. Guarantees: pure; any prefix of a journal gives a valid, honest
 * record (without its end the run is INTERRUPTED, never passed); memory grows with steps and measurements, not with
 * samples.
 */
import type { Failure } from '../../foundation/failure.ts';
import type { Entry, EntryOf } from './entry.ts';
import { DisplayFold } from './fold-displays.ts';
import { InterruptionFold } from './fold-interruptions.ts';
import { MeasureFold } from './fold-measures.ts';
import { OutputFold } from './fold-outputs.ts';
import { StepFold } from './fold-steps.ts';
import { WaveformFold } from './fold-waveforms.ts';
import { panelRemarks } from './panel-remarks.ts';
import { reasonsOf } from './reasons.ts';
import type { PromptRecord, RunRecord } from './record.ts';
import { remarksOn } from './remarks.ts';
import { unitRemarks } from './unit-remarks.ts';
import { type RunVerdict, runVerdict } from './verdict.ts';

/** Folds entry by entry, for a live view; {@link RunFold.record} may be asked at any time. */
export class RunFold {
  #start: EntryOf<'run.start'> | undefined;
  #stop: EntryOf<'run.stop'> | undefined;
  #last: Entry | undefined;
  #lateAnswers = 0;
  readonly #bench = new Map<string, RunRecord['bench'][number]>();
  readonly #waveforms = new WaveformFold();
  readonly #measures = new MeasureFold(this.#waveforms);
  readonly #steps = new StepFold();
  readonly #outputs = new OutputFold();
  readonly #displays = new DisplayFold();
  readonly #interruptions = new InterruptionFold();
  readonly #prompts: PromptRecord[] = [];
  readonly #faults: Failure[] = [];
  readonly #notes: Failure[] = [];
  readonly #undecided: Failure[] = [];
  readonly #undos: RunRecord['undos'][number][] = [];
  readonly #settings = new Map<string, RunRecord['settingsNotRestored'][number]>();
  readonly #clockSteps: RunRecord['clockSteps'][number][] = [];
  readonly #evidence: RunRecord['evidence'][number][] = [];

  add(entry: Entry): void {
    this.#last = entry;
    this.#waveforms.add(entry);
    this.#measures.add(entry);
    this.#steps.add(entry);
    this.#outputs.add(entry);
    this.#displays.add(entry);
    this.#interruptions.add(entry);
    switch (entry.kind) {
      case 'run.start':
        this.#start = entry;
        break;
      case 'bench.descriptor':
        for (const instrument of entry.instruments) this.#bench.set(instrument.role, instrument);
        break;
      case 'undecided':
        // What is undecided about one measurement stands in its record.
        if (entry.key === null) this.#undecided.push(failure(entry));
        break;
      case 'fault':
        this.#faults.push(failure(entry));
        break;
      case 'note':
        this.#notes.push(failure(entry));
        break;
      case 'script.error':
        this.#undecided.push(entry.failure);
        break;
      case 'evidence':
        this.#evidence.push(...entry.files);
        break;
      case 'call.late':
        this.#lateAnswers += 1;
        break;
      case 'undo':
        this.#undos.push(
          entry.failure === undefined
            ? { name: entry.name, outcome: entry.outcome }
            : { name: entry.name, outcome: entry.outcome, failure: entry.failure },
        );
        break;
      case 'clock.step':
        this.#clockSteps.push({ entry: entry.i, byMs: entry.byMs });
        break;
      case 'setting.saved':
        this.#settings.set(settingKey(entry), savedSetting(entry));
        break;
      case 'setting.restored':
        this.#settings.delete(settingKey(entry));
        break;
      case 'prompt':
      case 'answer':
        this.#addPrompt(entry);
        break;
      case 'run.stop':
        this.#stop = entry;
        break;
      default:
        break;
    }
  }

  record(): RunRecord {
    const start = this.#start;
    const last = this.#last;
    if (start === undefined || last === undefined) throw new Error('a journal begins with run.start');
    const measures = this.#measures.records();
    const waveforms = this.#waveforms.records();
    return {
      run: start.run,
      verdict: this.#stop?.verdict ?? 'INTERRUPTED',
      reasons: this.#stop?.reasons ?? [{ code: 'run/interrupted', params: { entry: last.i } }],
      procedure: start.procedure,
      ticket: start.ticket,
      unit: start.unit,
      operator: start.operator,
      simulated: start.simulated,
      ...(start.scenario === undefined ? {} : { scenario: start.scenario }),
      clock: start.clock,
      startedWall: start.wall,
      ...(this.#stop === undefined ? {} : { stoppedWall: this.#stop.wall }),
      activeMs: this.#stop?.activeMs ?? last.t,
      totalMs: this.#stop?.totalMs ?? last.t,
      bench: [...this.#bench.values()],
      measures,
      steps: this.#steps.records(),
      interruptions: this.#interruptions.records(),
      prompts: [...this.#prompts],
      faults: [...this.#faults],
      notes: [...this.#notes, ...this.#remarks(start, measures)],
      undecided: [...this.#undecided],
      undos: [...this.#undos],
      outputs: this.#outputs.records(),
      settingsNotRestored: [...this.#settings.values()],
      clockSteps: [...this.#clockSteps],
      evidence: [...this.#evidence],
      ...(waveforms.length === 0 ? {} : { waveforms }),
      lateAnswers: this.#lateAnswers,
      entries: last.i + 1,
      lastHash: last.hash,
    };
  }

  /** The verdict this journal leads to if it ended now; what `run.stop` must say and what `verify` recomputes. */
  verdictNow(ending: { readonly stopped: boolean; readonly completed: boolean }): {
    verdict: RunVerdict;
    reasons: Failure[];
  } {
    const judged = this.#measures.judged();
    const measures = judged.map(({ declared, record }) => ({ declared, verdict: record.verdict }));
    const records = judged.map(({ record }) => record);
    const undecided = this.#undecided.length > 0;
    const verdict = runVerdict({ ...ending, undecided, faults: this.#faults.length, measures });
    const reasons = verdict === 'PASS' ? [] : reasonsOf(records, this.#faults, this.#undecided);
    return { verdict, reasons: verdict === 'FAIL' && reasons.length === 0 ? [nothingJudged] : reasons };
  }

  /** What nobody has said in the run, and whoever reads its record should know. */
  #remarks(start: EntryOf<'run.start'>, measures: RunRecord['measures']): Failure[] {
    const bench = [...this.#bench.values()];
    return [...unitRemarks(start, bench), ...panelRemarks(bench), ...this.#displays.remarks(), ...remarksOn(measures)];
  }

  #addPrompt(entry: EntryOf<'prompt'> | EntryOf<'answer'>): void {
    if (entry.kind === 'prompt') {
      const { key, promptKind: kind, text, choices, picture } = entry;
      const more = { ...(choices === undefined ? {} : { choices }), ...(picture && { picture }) };
      this.#prompts.push({ key, kind, text, ...more, answered: false });
      return;
    }
    const index = this.#prompts.findIndex((prompt) => prompt.key === entry.key && !prompt.answered);
    const prompt = this.#prompts[index];
    if (prompt !== undefined)
      this.#prompts[index] = { ...prompt, answered: true, value: entry.value, by: entry.by, openMs: entry.openMs };
  }
}

/** The record of a whole journal. */
export function fold(entries: Iterable<Entry>): RunRecord {
  const folding = new RunFold();
  for (const entry of entries) folding.add(entry);
  return folding.record();
}

const nothingJudged: Failure = { code: 'run/nothing-judged', params: {} };

function failure(entry: { readonly code: string; readonly params: Failure['params'] }): Failure {
  return { code: entry.code, params: entry.params };
}

function savedSetting({ role, table, key, value }: EntryOf<'setting.saved'>) {
  return { role, table, key, value };
}

function settingKey(entry: { readonly role: string; readonly table: string; readonly key: string }): string {
  return `${entry.role} ${entry.table} ${entry.key}`;
}
