/**
 * The part of the fold that follows measurements. Guarantees: every declared measurement has a record, judged or not; every
 * attempt is kept; what could not be decided never improves what was judged bad.
 */
import type { Failure } from '../../foundation/failure.ts';
import type { DeclaredMeasure } from '../../foundation/measurement/declaration.ts';
import type { Entry, EntryOf } from './entry.ts';
import type { WaveformFold } from './fold-waveforms.ts';
import type { MeasureAttempt, MeasureRecord } from './record.ts';
import { hasFailed, originOf } from './remarks.ts';

/** Keeps the declarations, the attempts at each and what could not be decided about it. */
export class MeasureFold {
  readonly #captured: Pick<WaveformFold, 'among'>;
  readonly #declared: DeclaredMeasure[] = [];
  readonly #attempts = new Map<string, MeasureAttempt[]>();
  readonly #undecided = new Map<string, Failure>();
  readonly #quantities = new Map<string, EntryOf<'measure'>['quantity']>();

  constructor(captured: Pick<WaveformFold, 'among'>) {
    this.#captured = captured;
  }

  /** In the order of their declaration. */
  records(): MeasureRecord[] {
    return this.judged().map(({ record }) => record);
  }

  /** The same, each with its declaration. */
  judged(): { readonly declared: DeclaredMeasure; readonly record: MeasureRecord }[] {
    return this.#declared.map((declared) => ({ declared, record: this.#record(declared) }));
  }

  add(entry: Entry): void {
    switch (entry.kind) {
      case 'decl':
        this.#declared.push(...entry.measures);
        break;
      case 'measure':
        this.#addAttempt(entry);
        break;
      case 'undecided':
        if (entry.key !== null) this.#undecided.set(entry.key, { code: entry.code, params: entry.params });
        break;
      default:
        break;
    }
  }

  #addAttempt(entry: EntryOf<'measure'>): void {
    const attempts = this.#attempts.get(entry.key) ?? [];
    const { quantity } = entry;
    const waveforms = this.#captured.among(quantity?.expression);
    attempts.push({
      entry: entry.i,
      value: quantity?.value ?? null,
      status: quantity?.status ?? 'missing',
      ...(quantity?.u95 === undefined ? {} : { u95: quantity.u95 }),
      verdict: entry.verdict,
      warning: entry.warning,
      ...(entry.reason === undefined ? {} : { reason: entry.reason }),
      ...originOf(quantity),
      ...(waveforms.length === 0 ? {} : { waveforms }),
    });
    this.#attempts.set(entry.key, attempts);
    this.#quantities.set(entry.key, quantity);
  }

  #record(declared: DeclaredMeasure): MeasureRecord {
    const attempts = this.#attempts.get(declared.key) ?? [];
    const last = attempts.at(-1);
    const undecided = this.#undecided.get(declared.key);
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
      ...(last?.recalled === undefined ? {} : { recalled: last.recalled }),
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
}
