/**
 * Questions to the operator. Guarantees: one at a time, in the order they were asked; an answer is journaled before the
 * script has it and is never asked for again on resume; an unanswered question keeps nothing from being stopped.
 */
import { CodedError } from '../../foundation/failure.ts';
import type { PromptDeclaration } from '../../procedures/language/prompt.ts';
import type { Provenance } from '../../procedures/language/script-api.ts';
import type { EntryOf } from '../record/entry.ts';
import { never } from './bodies.ts';
import type { RunContext } from './run-context.ts';

type AnswerValue = boolean | string | number;
type By = EntryOf<'answer'>['by'];

export interface AnswerSource {
  /** Answers given before the run, by key. */
  readonly prepared: Readonly<Record<string, unknown>>;
  /** Whether a simulated technician answers what nobody prepared. */
  readonly simulated: boolean;
}

export class Prompts {
  readonly #context: RunContext;
  readonly #source: AnswerSource;
  #queue: Promise<unknown> = Promise.resolve();
  #open: { readonly key: string; answer(value: unknown): void } | undefined;

  constructor(context: RunContext, source: AnswerSource) {
    this.#context = context;
    this.#source = source;
  }

  ask(key: string): Promise<{ readonly value: AnswerValue; readonly ref: Provenance }> {
    const asked = this.#queue.then(() => this.#ask(key));
    this.#queue = asked.catch(() => undefined);
    return asked;
  }

  /** The operator's answer. Throws `answer/no-question` or `answer/invalid`; the question stays open then. */
  answer(key: string, value: unknown): void {
    if (this.#open?.key !== key) throw new CodedError('answer/no-question', { key });
    this.#open.answer(value);
  }

  async #ask(key: string): Promise<{ readonly value: AnswerValue; readonly ref: Provenance }> {
    const { history, journal, clock, over, bench, procedure } = this.#context;
    const declared = procedure.prompts[key];
    if (declared === undefined) throw new CodedError('script/unknown-prompt', { key });
    if (over.aborted) return never();
    const past = history.answer(key);
    if (past !== undefined) {
      // The simulated world may have been made anew; what the hands did then still holds.
      return { value: past.value as AnswerValue, ref: { entry: past.i, path: [] } };
    }
    const { kind: promptKind, text, picture } = declared;
    const choices = declared.kind === 'choose' ? { choices: declared.options } : {};
    await journal.append({ kind: 'prompt', key, promptKind, text, ...choices, ...(picture && { picture }) });
    const openedAt = clock.now();
    const { value, by } = await this.#answerTo(key, declared, over);
    await bench.operator(key, value);
    const entry = await journal.append({ kind: 'answer', key, value, openMs: clock.now() - openedAt, by });
    return { value, ref: { entry: entry.i, path: [] } };
  }

  async #answerTo(
    key: string,
    declared: PromptDeclaration,
    over: AbortSignal,
  ): Promise<{ readonly value: AnswerValue; readonly by: By }> {
    if (Object.hasOwn(this.#source.prepared, key))
      return { value: checkedAnswer(key, declared, this.#source.prepared[key]), by: 'prepared' };
    if (this.#source.simulated) return { value: simulatedAnswer(declared), by: 'simulated' };
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        this.#open = undefined;
        reject(over.reason as Error);
      };
      over.addEventListener('abort', onAbort, { once: true });
      this.#open = {
        key,
        answer: (given) => {
          const value = checkedAnswer(key, declared, given);
          this.#open = undefined;
          over.removeEventListener('abort', onAbort);
          resolve({ value, by: 'operator' });
        },
      };
    });
  }
}

/** An answer of the kind the question wants; text such as `yes` or `12.5` from a command line is understood. */
function checkedAnswer(key: string, declared: PromptDeclaration, given: unknown): AnswerValue {
  const invalid = () =>
    new CodedError('answer/invalid', { key, kind: declared.kind, given: String(given).slice(0, 80) });
  switch (declared.kind) {
    case 'confirm': {
      if (given === true || /^(y|yes|true|1|ok|是)$/i.test(String(given))) return true;
      if (given === false || /^(n|no|false|0|否)$/i.test(String(given))) return false;
      throw invalid();
    }
    case 'choose':
      if (typeof given === 'string' && Object.hasOwn(declared.options, given)) return given;
      throw invalid();
    case 'number': {
      const value = typeof given === 'string' && given.trim() !== '' ? Number(given) : given;
      if (typeof value !== 'number' || !Number.isFinite(value)) throw invalid();
      if (value < (declared.low ?? value) || value > (declared.high ?? value)) throw invalid();
      return value;
    }
    default:
      if (typeof given !== 'string' || given.trim() === '' || given.length > 2_000) throw invalid();
      return given;
  }
}

/**
 * Answers given before the run, against what the procedure declares: a misspelt key is found now and not after half an
 * hour at the bench. Throws `answer/unknown-key {key, known}` or `answer/invalid`.
 */
export function checkPreparedAnswers(
  prompts: Readonly<Record<string, PromptDeclaration>>,
  answers: AnswerSource['prepared'],
): void {
  for (const [key, given] of Object.entries(answers)) {
    const declared = Object.hasOwn(prompts, key) ? prompts[key] : undefined;
    if (declared === undefined)
      throw new CodedError('answer/unknown-key', { key: key.slice(0, 80), known: Object.keys(prompts).join(', ') });
    checkedAnswer(key, declared, given);
  }
}

/** What the simulated technician says: that it is done. */
function simulatedAnswer(declared: PromptDeclaration): AnswerValue {
  switch (declared.kind) {
    case 'confirm':
      return true;
    case 'choose':
      return declared.simulated ?? Object.keys(declared.options)[0] ?? '';
    case 'number':
      return declared.low ?? declared.high ?? 0;
    default:
      return declared.simulated ?? 'SIMULATED';
  }
}
