/**
 * Calls of the script to its instruments. Guarantees: only from an open body; every answer is journaled before the
 * script sees it, with its provenance in it; an answer that comes after its body or its deadline is recorded as late
 * and changes nothing; an unplugged instrument suspends the run until the same one is back, and never another one.
 */
import { CodedError, failureOf } from '../../foundation/failure.ts';
import type { Json, Token } from '../../procedures/language/script-api.ts';
import { type Body, never } from './bodies.ts';
import { markReadings, scriptView } from './numbers.ts';
import { isLoss } from './run-bench.ts';
import { defaults, plainFailure, type RunContext } from './run-context.ts';
import type { SavedSettings } from './saved-settings.ts';

export interface InstrumentCall {
  readonly role: string;
  readonly verb: string;
  readonly args: Json;
  readonly deadlineMs?: number;
  readonly token: Token;
}

export class InstrumentCalls {
  readonly #context: RunContext;
  readonly #settings: SavedSettings;

  constructor(context: RunContext, settings: SavedSettings) {
    this.#context = context;
    this.#settings = settings;
    context.bench.onLate((late) => void context.journal.append({ kind: 'call.late', ...late }));
    // Nothing may be missing in the end, and yet whoever reads the record should know that it happened.
    const lost = (reason: string) => context.journal.append({ kind: 'note', code: 'bench/lost', params: { reason } });
    context.bench.onBenchLost((reason) => void lost(reason));
  }

  /** What the verb returns. Rejects with the instrument's failure; never settles once its body is closed from outside. */
  async call(input: InstrumentCall): Promise<Json> {
    const { bodies, bench, procedure } = this.#context;
    const body = bodies.get(input.token);
    if (!Object.hasOwn(procedure.needs, input.role)) throw new CodedError('script/unknown-role', { role: input.role });
    if (!bench.instruments.some((instrument) => instrument.role === input.role))
      throw new CodedError('instrument/none', { role: input.role });
    if (input.verb === 'putSetting') await this.#settings.saveFirst(input.role, input.args);
    for (;;) {
      const outcome = await this.#once(input, body);
      if (outcome !== 'again') return outcome.value;
    }
  }

  async #once(input: InstrumentCall, body: Body): Promise<{ readonly value: Json } | 'again'> {
    const { bench, clock, journal } = this.#context;
    const { role, verb, args, token } = input;
    const began = clock.now();
    const stopWatching = this.#watch(role, body);
    try {
      const value = await bench.call(role, verb, args, input.deadlineMs ?? defaults.callDeadlineMs);
      if (body.signal.aborted) {
        await journal.append({ kind: 'call.late', role, verb, ms: clock.now() - began });
        return await never();
      }
      const ms = clock.now() - began;
      const entry = await journal.append<'reading'>((i) => {
        return { kind: 'reading', role, verb, args, value: markReadings(value ?? {}, i), token, ms };
      });
      return body.signal.aborted ? await never() : { value: scriptView(entry.value) as Json };
    } catch (error) {
      const failure = plainFailure(failureOf(error));
      if (body.signal.aborted) return await never();
      await journal.append({ kind: 'call.fail', role, verb, token, failure });
      if (body.signal.aborted) return await never();
      // A soak says by itself how long a hole may be; everything else waits for the instrument.
      if (body.kind === 'soak' || body.kind === 'undo' || !isLoss(failure.code)) throw error;
      await this.waitForReturn(role, body.signal, failure.code);
      return 'again';
    } finally {
      stopWatching();
    }
  }

  /** Suspends the run until the role's own instrument is back. Rejects `instrument/not-back`, or when aborted. */
  async waitForReturn(role: string, signal: AbortSignal, code: string): Promise<void> {
    const { bench, journal, time } = this.#context;
    const resume = time.suspend();
    try {
      await journal.append({ kind: 'suspension', cause: 'instrument-lost', role, failure: { code, params: { role } } });
      const instrument = await bench.back(role, defaults.backWithinMs, signal);
      await journal.append({ kind: 'continuation', cause: 'instrument-lost', ms: resume(), instrument });
    } finally {
      resume();
    }
  }

  /** A body closed from outside gives up its call on the bench at once. */
  #watch(role: string, body: Body): () => void {
    const onAbort = () => this.#context.bench.revoke(role);
    body.signal.addEventListener('abort', onAbort, { once: true });
    return () => body.signal.removeEventListener('abort', onAbort);
  }
}
