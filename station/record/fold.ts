/**
 * The fold: journal entries in, {@link RunRecord} out. Guarantees: pure; any prefix of a journal gives a valid, honest
 * record (without its end the run is INTERRUPTED, never passed); memory grows with steps and measurements, not with
 * samples.
 */
import type { Failure } from '../../foundation/failure.ts';
import type { DeclaredMeasure } from '../../foundation/measurement/declaration.ts';
import type { Entry, EntryOf } from './entry.ts';
import { StepFold } from './fold-steps.ts';
import { reasonsOf } from './reasons.ts';
import type { InterruptionRecord, MeasureAttempt, MeasureRecord, PromptRecord, RunRecord } from './record.ts';
import { hasFailed, originOf, remarksOn } from './remarks.ts';
import { unitRemarks } from './unit-remarks.ts';
import { type RunVerdict, runVerdict } from './verdict.ts';

/** Folds entry by entry, for a live view; {@link RunFold.record} may be asked at any time. */
export class RunFold {
  #start: EntryOf<'run.start'> | undefined;
  #stop: EntryOf<'run.stop'> | undefined;
  #last: Entry | undefined;
  #lateAnswers = 0;
  /** Soak time of the last good sample. */
  #goodUntilMs = 0;
  readonly #bench = new Map<string, RunRecord['bench'][number]>();
  readonly #declared: DeclaredMeasure[] = [];
  readonly #attempts = new Map<string, MeasureAttempt[]>();
  readonly #undecidedKeys = new Map<string, Failure>();
  readonly #quantities = new Map<string, EntryOf<'measure'>['quantity']>();
  readonly #steps = new StepFold();
  readonly #interruptions: InterruptionRecord[] = [];
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
    this.#steps.add(entry);
    switch (entry.kind) {
      case 'run.start':
        this.#start = entry;
        break;
      case 'bench.descriptor':
        for (const instrument of entry.instruments) this.#bench.set(instrument.role, instrument);
        break;
      case 'decl':
        this.#declared.push(...entry.measures);
        break;
      case 'measure':
        this.#addMeasure(entry);
        break;
      case 'undecided':
        this.#addUndecided(entry);
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
      case 'hole':
      case 'sample':
        this.#addHole(entry);
        break;
      case 'suspension':
      case 'continuation':
      case 'interruption':
      case 'resume':
        this.#addInterruption(entry);
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
    const measures = this.#declared.map((declared) => this.#measure(declared));
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
      interruptions: [...this.#interruptions],
      prompts: [...this.#prompts],
      faults: [...this.#faults],
      notes: [...this.#notes, ...unitRemarks(start, [...this.#bench.values()]), ...remarksOn(measures)],
      undecided: [...this.#undecided],
      undos: [...this.#undos],
      settingsNotRestored: [...this.#settings.values()],
      clockSteps: [...this.#clockSteps],
      evidence: [...this.#evidence],
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
    const records = this.#declared.map((declared) => this.#measure(declared));
    const measures = this.#declared.map((declared, index) => {
      return { declared, verdict: records[index]?.verdict ?? ('UNSET' as const) };
    });
    const undecided = this.#undecided.length > 0;
    const verdict = runVerdict({ ...ending, undecided, faults: this.#faults.length, measures });
    const reasons = verdict === 'PASS' ? [] : reasonsOf(records, this.#faults, this.#undecided);
    return { verdict, reasons: verdict === 'FAIL' && reasons.length === 0 ? [nothingJudged] : reasons };
  }

  #addMeasure(entry: EntryOf<'measure'>): void {
    const attempts = this.#attempts.get(entry.key) ?? [];
    const { quantity } = entry;
    attempts.push({
      entry: entry.i,
      value: quantity?.value ?? null,
      status: quantity?.status ?? 'missing',
      ...(quantity?.u95 === undefined ? {} : { u95: quantity.u95 }),
      verdict: entry.verdict,
      warning: entry.warning,
      ...(entry.reason === undefined ? {} : { reason: entry.reason }),
      ...originOf(quantity),
    });
    this.#attempts.set(entry.key, attempts);
    this.#quantities.set(entry.key, quantity);
  }

  #addUndecided(entry: EntryOf<'undecided'>): void {
    if (entry.key === null) this.#undecided.push(failure(entry));
    else this.#undecidedKeys.set(entry.key, failure(entry));
  }

  #measure(declared: DeclaredMeasure): MeasureRecord {
    const attempts = this.#attempts.get(declared.key) ?? [];
    const last = attempts.at(-1);
    const undecided = this.#undecidedKeys.get(declared.key);
    const quantity = this.#quantities.get(declared.key);
    // "Could not decide" never improves what was judged bad, and a later judgement never hides it.
    const verdict = undecided !== undefined && last?.verdict !== 'FAIL' ? 'INCONCLUSIVE' : (last?.verdict ?? 'UNSET');
    const retried = verdict === 'PASS' && hasFailed(attempts);
    const judgedFor = retried ? 'measure/passed-after-failing' : last?.reason;
    const reason = verdict === 'INCONCLUSIVE' ? undecided?.code : judgedFor;
    return {
      key: declared.key,
      title: declared.title,
      value: last?.value ?? null,
      unit: declared.unit,
      ...(quantity?.resolution === undefined ? {} : { resolution: quantity.resolution }),
      ...(last?.u95 === undefined ? {} : { u95: last.u95 }),
      limits: declared.limits,
      rule: declared.rule,
      optional: declared.optional,
      verdict,
      warning: retried || (last?.warning ?? false),
      ...(reason === undefined ? {} : { reason }),
      ...(verdict === 'INCONCLUSIVE' && undecided !== undefined ? { params: undecided.params } : {}),
      attempts,
    };
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

  /** Holes that follow each other are one interruption, from the last good sample to the next. */
  #addHole(entry: EntryOf<'hole'> | EntryOf<'sample'>): void {
    const last = this.#interruptions.length - 1;
    const open = this.#interruptions[last];
    const inHole = open !== undefined && open.cause === 'hole' && !open.ended;
    if (inHole)
      this.#interruptions[last] = {
        ...open,
        gapMs: entry.activeMs - this.#goodUntilMs,
        ended: entry.kind === 'sample',
      };
    else if (entry.kind === 'hole')
      this.#interruptions.push({
        entry: entry.i,
        cause: 'hole',
        gapMs: entry.activeMs - this.#goodUntilMs,
        ended: false,
      });
    if (entry.kind === 'sample') this.#goodUntilMs = entry.activeMs;
  }

  #lastOpen(cause: string): number {
    for (let index = this.#interruptions.length - 1; index >= 0; index -= 1)
      if (this.#interruptions[index]?.cause === cause) return index;
    return -1;
  }

  #addInterruption(
    entry: EntryOf<'suspension'> | EntryOf<'continuation'> | EntryOf<'interruption'> | EntryOf<'resume'>,
  ): void {
    const last = this.#lastOpen(entry.kind === 'continuation' ? entry.cause : 'crash');
    const open = this.#interruptions[last];
    if (entry.kind === 'suspension')
      this.#interruptions.push({
        entry: entry.i,
        cause: entry.cause,
        gapMs: null,
        ended: false,
        ...(entry.role === undefined ? {} : { role: entry.role }),
      });
    else if (entry.kind === 'interruption')
      this.#interruptions.push({ entry: entry.i, cause: 'crash', gapMs: entry.gapMs, ended: false });
    else if (open !== undefined && entry.kind === 'continuation')
      this.#interruptions[last] = { ...open, gapMs: entry.asleepMs ?? entry.ms, ended: true };
    else if (open !== undefined && entry.kind === 'resume')
      this.#interruptions[last] = {
        ...open,
        ended: true,
        ...(entry.policy === undefined ? {} : { policy: entry.policy }),
      };
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
