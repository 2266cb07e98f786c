/**
 * Steps and established states. A step that has ended before is skipped and its journaled value given back; a state is
 * established again on every start, because the physical world does not replay.
 */
import { CodedError, type Failure } from '../../foundation/failure.ts';
import type { Json, Token } from '../../procedures/language/script-api.ts';
import { defaults, plainFailure, type RunContext } from './run-context.ts';

interface RunningStep {
  readonly timeoutMs: number;
  readonly retries: number;
  readonly attempt: number;
}

/** One undo that the script has registered. */
export interface RegisteredUndo {
  readonly id: number;
  readonly name: string;
  readonly timeoutMs: number;
}

export class Steps {
  readonly #context: RunContext;
  readonly #running = new Map<Token, RunningStep>();
  readonly #establishing = new Map<Token, RegisteredUndo>();
  /** In the order of registration; undone from the end. */
  readonly undos: RegisteredUndo[] = [];

  constructor(context: RunContext) {
    this.#context = context;
  }

  async begin(input: {
    readonly name: string;
    readonly timeoutMs?: number;
    readonly retries?: number;
  }): Promise<{ readonly skip: true; readonly value: Json } | { readonly skip: false; readonly token: Token }> {
    const { history } = this.#context;
    const past = history.step(input.name);
    if (past !== undefined && 'failure' in past) throw new CodedError(past.failure.code, past.failure.params);
    if (past !== undefined) return { skip: true, value: past.value as Json };
    const timeoutMs = input.timeoutMs ?? defaults.stepTimeoutMs;
    const attempt = history.attempts(input.name) + 1;
    return { skip: false, token: await this.#start(input.name, { timeoutMs, retries: input.retries ?? 0, attempt }) };
  }

  async end(token: Token, value: Json): Promise<Record<string, never>> {
    const body = this.#context.bodies.finish(token);
    this.#running.delete(token);
    await this.#context.journal.append({ kind: 'step.end', name: body.name, token, value });
    return {};
  }

  async fail(token: Token, failure: Failure): Promise<{ readonly again: true; readonly token: Token }> {
    const { bodies, journal } = this.#context;
    const body = bodies.finish(token);
    const step = this.#running.get(token);
    this.#running.delete(token);
    const again = step !== undefined && step.attempt <= step.retries;
    const attempt = step?.attempt ?? 1;
    const plain = plainFailure(failure);
    await journal.append({ kind: 'step.fail', name: body.name, token, attempt, failure: plain, again });
    if (!again) throw new CodedError(plain.code, plain.params);
    return { again: true, token: await this.#start(body.name, { ...step, attempt: attempt + 1 }) };
  }

  async establish(input: {
    readonly name: string;
    readonly undoId: number;
    readonly timeoutMs?: number;
    readonly undoTimeoutMs?: number;
  }): Promise<{ readonly token: Token }> {
    const { bodies, journal } = this.#context;
    const undo = { id: input.undoId, name: input.name, timeoutMs: input.undoTimeoutMs ?? defaults.undoTimeoutMs };
    const { token } = bodies.open('establish', input.name, input.timeoutMs ?? defaults.stepTimeoutMs);
    this.undos.push(undo);
    this.#establishing.set(token, undo);
    await journal.append({ kind: 'establish', name: input.name, undoId: undo.id, token });
    return { token };
  }

  async endEstablish(token: Token): Promise<Record<string, never>> {
    const { name } = this.#context.bodies.finish(token);
    const undoId = this.#takeUndoId(token);
    await this.#context.journal.append({ kind: 'establish.end', name, undoId, token });
    return {};
  }

  async failEstablish(token: Token, failure: Failure): Promise<never> {
    const { name } = this.#context.bodies.finish(token);
    const undoId = this.#takeUndoId(token);
    const plain = plainFailure(failure);
    await this.#context.journal.append({ kind: 'establish.fail', name, undoId, token, failure: plain });
    throw new CodedError(plain.code, plain.params);
  }

  async #start(name: string, step: RunningStep): Promise<Token> {
    const { bodies, journal } = this.#context;
    const { token } = bodies.open('step', name, step.timeoutMs);
    this.#running.set(token, step);
    const { attempt, timeoutMs } = step;
    await journal.append({ kind: 'step.start', name, token, attempt, timeoutMs });
    return token;
  }

  #takeUndoId(token: Token): number {
    const undo = this.#establishing.get(token);
    this.#establishing.delete(token);
    return undo?.id ?? -1;
  }
}
