/**
 * Follows one run to its end. Guarantees: every entry is printed once and in order, also those committed before this
 * side heard of the run; Ctrl-C stops the run properly and a second one is Emergency; a reader that goes away stops
 * nothing; a question that nobody here can answer ends the run with the name of the missing answer instead of waiting
 * for ever.
 */
import { CodedError } from '../../foundation/failure.ts';
import type { LongCall } from '../api/instruments.ts';
import type { Entry, EntryOf } from '../record/entry.ts';
import { OutputFold, type OutputRecord } from '../record/fold-outputs.ts';
import type { RunVerdict } from '../record/verdict.ts';
import { failureLine, failureText } from '../texts/failure-text.ts';
import { phrase } from '../texts/phrases.ts';
import type { StationLink, Surroundings } from './command.ts';
import { askOperator } from './operator-question.ts';
import { outputLine } from './output-lines.ts';
import { RunProgress } from './run-progress.ts';

/** Prepared and simulated answers follow their question at once; after this nobody will answer by himself. */
const answerGraceMs = 2_000;
/** Entries fetched at a time. */
const batch = 5_000;

export interface WatchedRun {
  readonly run: string;
  readonly by: string;
  /** First entry to print. */
  readonly from: number;
}

/** Makes the listener before the run is started, so that nothing is missed; then call {@link RunWatch.follow}. */
export class RunWatch {
  readonly #station: StationLink;
  readonly #surroundings: Surroundings;
  readonly #progress: RunProgress;
  readonly #early: Entry[] = [];
  readonly #over = new AbortController();
  readonly #answered = new Map<string, AbortController>();
  readonly #forget: (() => void)[];
  #watched: WatchedRun | undefined;
  #next = 0;
  #catchingUp: Promise<void> = Promise.resolve();

  constructor(station: StationLink, surroundings: Surroundings) {
    this.#station = station;
    this.#surroundings = surroundings;
    this.#progress = new RunProgress(surroundings.language);
    this.#forget = [
      station.on('entry', (entry) => this.#hear(entry)),
      station.on('progress', (calls) => this.#hearCalls(calls)),
    ];
  }

  /** Resolves with the verdict when the run has ended and its last entry is out. */
  async follow(watched: WatchedRun): Promise<RunVerdict> {
    const forgetSignals = this.#listenToSignals(watched);
    try {
      // Until then every entry waits in `#early`, so that the first step is named by its title already.
      await this.#learnTitles(watched.run);
      this.#watched = watched;
      this.#next = watched.from;
      for (const entry of this.#early.splice(0)) this.#hear(entry);
      const { verdict } = await this.#station.call('run/wait', { run: watched.run });
      await this.#catchUp();
      return verdict;
    } finally {
      this.#over.abort();
      forgetSignals();
      this.dispose();
    }
  }

  /** Hears nothing any more; also for who gives up before the run has begun. */
  dispose(): void {
    for (const forget of this.#forget) forget();
  }

  #hear(entry: Entry): void {
    if (this.#watched === undefined) this.#early.push(entry);
    else if (entry.run === this.#watched.run && entry.i >= this.#next) {
      if (entry.i === this.#next) this.#print(entry);
      else this.#catchingUp = this.#catchUp();
    }
  }

  #hearCalls(calls: readonly LongCall[]): void {
    const { output } = this.#surroundings;
    this.#progress.calls = calls.filter(({ run }) => run === this.#watched?.run);
    if (this.#watched !== undefined) output.live(this.#progress.line());
  }

  /** Prints what is on disk and was not printed yet. */
  #catchUp(): Promise<void> {
    const work = this.#catchingUp.then(async () => {
      const run = this.#watched?.run ?? '';
      for (;;) {
        const from = this.#next;
        const entries = await this.#station.call('run/entries', { run, from, count: batch });
        for (const entry of entries) if (entry.i === this.#next) this.#print(entry);
        if (this.#next === from) return;
      }
    });
    return work;
  }

  #print(entry: Entry): void {
    const { output, language } = this.#surroundings;
    this.#next = entry.i + 1;
    output.object(entry);
    const worthALine = this.#progress.add(entry);
    if (output.canRewrite) output.live(this.#progress.line());
    else if (worthALine && !output.json) output.note(this.#progress.line());
    this.#tellOutputs(entry);
    if (entry.kind === 'prompt') void this.#question(entry);
    if (entry.kind === 'answer') this.#answered.get(entry.key)?.abort();
    if (entry.kind === 'suspension' && !output.json && entry.failure !== undefined)
      output.note(failureText(entry.failure, language));
  }

  /** What was not seen off is said whoever reads along; that a command was sent is not worth a line until it was looked at. */
  #tellOutputs(entry: Entry): void {
    const { output, language } = this.#surroundings;
    const fold = new OutputFold();
    fold.add(entry);
    const isTold = ({ state }: OutputRecord) => {
      if (state === 'not-sent') return true;
      return entry.kind === 'safe.look' && (state !== 'seen-off' || !output.json);
    };
    for (const one of fold.records().filter(isTold)) output.note(outputLine(one, language));
  }

  /** Also of a run that is taken over, whose first entry is not printed again. Without titles the ids are shown. */
  async #learnTitles(run: string): Promise<void> {
    const [first] = await this.#station.call('run/entries', { run, from: 0, count: 1 });
    if (first?.kind !== 'run.start') return;
    this.#progress.add(first);
    const records = await this.#surroundings.openRecords().catch(() => undefined);
    this.#progress.titles = records?.declared(first.procedure.hash)?.stages ?? {};
    records?.close();
  }

  async #question(prompt: EntryOf<'prompt'>): Promise<void> {
    const answered = new AbortController();
    this.#answered.set(prompt.key, answered);
    this.#over.signal.addEventListener('abort', () => answered.abort());
    const { clock, terminal, output, language, folder } = this.#surroundings;
    const { run, by } = this.#watched ?? { run: '', by: '' };
    try {
      await clock.sleep(answerGraceMs, answered.signal);
      if (terminal === undefined) {
        const missing = new CodedError('run/answer-missing', { key: prompt.key, text: prompt.text[language] });
        output.note(failureLine(missing, language));
        await this.#station.call('run/stop', { run, by });
        return;
      }
      await askOperator(prompt, { terminal, output, language, folder, signal: answered.signal }, (value) =>
        this.#station.call('run/answer', { run, key: prompt.key, value }),
      );
    } catch (error) {
      if (!answered.signal.aborted) throw error;
    }
  }

  #listenToSignals({ run, by }: WatchedRun): () => void {
    const { output, language, onSignal } = this.#surroundings;
    let asked = 0;
    return onSignal(() => {
      asked += 1;
      output.note(phrase(asked === 1 ? 'stopping' : 'emergency', language));
      const verb = asked === 1 ? 'run/stop' : 'run/emergency';
      // A run that ended in this very moment refuses; its end is on its way.
      this.#station.call(verb, { run, by }).catch(() => undefined);
    });
  }
}
