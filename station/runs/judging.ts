/** What a script says about the unit: measurements, faults, notes, and that something cannot be decided. Said once: on resume it is not said again. */
import { CodedError } from '../../foundation/failure.ts';
import type { DeclaredMeasure } from '../../foundation/measurement/declaration.ts';
import type { Quantity } from '../../procedures/language/quantity.ts';
import type { Finding } from '../../procedures/language/script-api.ts';
import { judge } from '../record/verdict.ts';
import type { Numbers } from './numbers.ts';
import type { RunContext } from './run-context.ts';

type Done = Record<string, never>;

export class Judging {
  readonly #context: RunContext;
  readonly #numbers: Numbers;
  readonly #declared: ReadonlyMap<string, DeclaredMeasure>;
  readonly #attempts = new Map<string, number>();

  constructor(context: RunContext, numbers: Numbers, declared: readonly DeclaredMeasure[]) {
    this.#context = context;
    this.#numbers = numbers;
    this.#declared = new Map(declared.map((measure) => [measure.key, measure]));
  }

  /** Judges against the declaration; the verdict is of the value the station itself computed from the journal. */
  async measure(key: string, quantity: Quantity | null, reason?: Finding): Promise<{ readonly verdict: string }> {
    const declared = this.#declared.get(key);
    if (declared === undefined) throw new CodedError('script/unknown-measure', { key });
    const attempt = (this.#attempts.get(key) ?? 0) + 1;
    this.#attempts.set(key, attempt);
    const past = this.#context.history.said('measure', key);
    if (past !== undefined) return { verdict: past.verdict };
    const record = quantity === null ? null : this.#numbers.verify(quantity, declared.counted === true);
    const judged = judge(declared, record);
    const why = reason?.code ?? judged.reason;
    await this.#context.journal.append({
      kind: 'measure',
      key,
      quantity: record,
      verdict: judged.verdict,
      warning: judged.warning,
      ...(why === undefined ? {} : { reason: why }),
      attempt,
    });
    return { verdict: judged.verdict };
  }

  async undecided({ key = null, code, params }: Finding & { readonly key?: string | null }): Promise<Done> {
    if (key !== null && !this.#declared.has(key)) throw new CodedError('script/unknown-measure', { key });
    if (this.#context.history.said('undecided', `${key ?? ''} ${code}`) === undefined)
      await this.#context.journal.append({ kind: 'undecided', key, code, params });
    return {};
  }

  async fault({ code, params }: Finding): Promise<Done> {
    if (this.#context.history.said('fault', code) === undefined)
      await this.#context.journal.append({ kind: 'fault', code, params });
    return {};
  }

  async note({ code, params }: Finding): Promise<Done> {
    if (this.#context.history.said('note', code) === undefined)
      await this.#context.journal.append({ kind: 'note', code, params });
    return {};
  }
}
