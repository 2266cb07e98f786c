/**
 * The context of a running procedure: the author's words turned into calls to the station. Guarantees that every stage
 * is begun, ended or failed exactly once per attempt, and that a value returned by a step is what a resume would return.
 */
import { CodedError } from '../../../foundation/failure.ts';
import type { Context, EstablishOptions, StepOptions } from '../context.ts';
import type { Duration } from '../duration.ts';
import type { Declarations } from '../procedure.ts';
import { type Amount, quantityOf } from '../quantity.ts';
import type { Finding } from '../script-api.ts';
import type { Sample, SoakMoment, SoakOptions } from '../soak.ts';
import type { Bodies } from './bodies.ts';
import type { HostLink } from './host-link.ts';
import { plainJson } from './plain-json.ts';
import { never, quiet } from './quiet.ts';
import { runSoak } from './run-soak.ts';

/** What an undo needs to be found again by its id. */
export type Undos = Map<number, () => Promise<unknown>>;

type Params = Finding['params'];

/** The parts of a running script that its context works with. */
export interface ScriptParts {
  readonly link: HostLink;
  readonly bodies: Bodies;
  readonly undos: Undos;
  readonly declarations: Declarations;
}

/** The context handed to `run`. */
export function runContext(parts: ScriptParts): Context<Declarations> {
  const { link, bodies } = parts;
  const context: Context<Declarations> = {
    establish: (name, apply, undo, options = {}) =>
      quiet(bodies.occupy(name, () => establish(parts, name, apply, undo, options))),
    step: (name, body, options = {}) => quiet(bodies.occupy(name, () => step(parts, name, body, options))),
    soak: <S extends Sample>(name: string, options: SoakOptions<S>, sample: (moment: SoakMoment) => Promise<S>) =>
      quiet(bodies.occupy(name, () => runSoak(parts, name, options, sample))),
    ...recording(parts),
    ask: (key) => quiet(ask(parts, key)) as never,
    confirm: (key) => quiet(ask(parts, key)) as Promise<boolean>,
    sleep: (duration: Duration) => {
      const body = bodies.acting('sleep');
      if (body === undefined) return never();
      return quiet(link.call('sleep', { ms: duration.ms, token: body.token }, body.scope).then(() => undefined));
    },
  };
  return context;
}

/** The calls that only write into the record. */
function recording({
  link,
  bodies,
}: ScriptParts): Pick<Context<Declarations>, 'measure' | 'notMeasured' | 'undecided' | 'fault' | 'note'> {
  const scope = () => bodies.scope();
  const finding = (code: string, params: Params = {}): Finding => ({ code, params });
  return {
    measure: (key, amount: Amount) =>
      quiet(link.call('measure', { key, quantity: quantityOf(amount) }, scope()).then((answer) => answer.verdict)),
    notMeasured: (key, code, params) =>
      quiet(
        link.call('measure', { key, quantity: null, reason: finding(code, params) }, scope()).then(() => undefined),
      ),
    undecided: (code, params, key) => {
      const about = key === undefined ? {} : { key };
      return quiet(link.call('undecided', { ...finding(code, params), ...about }, scope()).then(() => undefined));
    },
    fault: (code, params) => quiet(link.call('fault', finding(code, params), scope()).then(() => undefined)),
    note: (code, params) => quiet(link.call('note', finding(code, params), scope()).then(() => undefined)),
  };
}

async function establish(
  { link, bodies, undos }: ScriptParts,
  name: string,
  apply: () => Promise<unknown>,
  undo: () => Promise<unknown>,
  options: EstablishOptions,
): Promise<void> {
  const undoId = undos.size + 1;
  undos.set(undoId, undo);
  const limits = {
    ...(options.timeout === undefined ? {} : { timeoutMs: options.timeout.ms }),
    ...(options.undoTimeout === undefined ? {} : { undoTimeoutMs: options.undoTimeout.ms }),
  };
  const { token } = await link.call('establish/begin', { name, undoId, ...limits }, bodies.scope());
  const guard = bodies.guard(token);
  const outcome = await bodies.run(token, guard, apply);
  guard.disarm();
  if (outcome.ok) await link.call('establish/end', { token }, bodies.scope());
  else await link.call('establish/fail', { token, failure: outcome.failure }, bodies.scope());
}

async function step<T>(
  { link, bodies }: ScriptParts,
  name: string,
  body: () => Promise<T>,
  options: StepOptions,
): Promise<T> {
  const limits = {
    ...(options.timeout === undefined ? {} : { timeoutMs: options.timeout.ms }),
    ...(options.retries === undefined ? {} : { retries: options.retries }),
  };
  const begun = await link.call('step/begin', { name, ...limits }, bodies.scope());
  if (begun.skip) return begun.value as T;
  let token = begun.token;
  for (;;) {
    const guard = bodies.guard(token);
    const outcome = await bodies.run(token, guard, async () => plainJson(await body()));
    guard.disarm();
    if (outcome.ok) {
      await link.call('step/end', { token, value: outcome.value }, bodies.scope());
      return outcome.value as T;
    }
    ({ token } = await link.call('step/fail', { token, failure: outcome.failure }, bodies.scope()));
  }
}

async function ask({ link, bodies, declarations }: ScriptParts, key: string): Promise<unknown> {
  const declared = declarations.prompts[key];
  if (declared === undefined) throw new CodedError('script/undeclared', { what: 'prompt', name: key });
  const body = bodies.open;
  const input = { key, kind: declared.kind, token: body?.token ?? null };
  const { value, ref } = await link.call('ask', input, bodies.scope());
  if (declared.kind !== 'number') return value;
  const known = typeof value === 'number' && Number.isFinite(value);
  const { unit } = declared;
  return { value: known ? value : null, unit, status: known ? 'ok' : 'invalid', expression: { ref } };
}
