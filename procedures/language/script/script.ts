/**
 * A procedure on one end of a wire: the entry point of every bundle. Guarantees that after the first `undo/run` the main
 * line never acts again, and that a run ends with exactly one `run/done` or `run/error`.
 */
import { CodedError } from '../../../foundation/failure.ts';
import type { Needs } from '../instrument.ts';
import type { Procedure } from '../procedure.ts';
import { Bodies, type Outcome } from './bodies.ts';
import { HostLink, mainScope, type ScriptHandlers } from './host-link.ts';
import { instrumentProxy } from './instrument-proxy.ts';
import { runContext, type ScriptParts, type Undos } from './run-context.ts';

/** Connects the procedure to the station's messages; returns what takes them. Nothing runs before `run/start`. */
export function connectScript(procedure: Procedure, post: (message: object) => void): (message: unknown) => void {
  const link = new HostLink(post);
  const undos: Undos = new Map();
  const parts: ScriptParts = { link, bodies: new Bodies(link), undos, declarations: procedure.declarations };
  let started = false;
  const handlers: ScriptHandlers = {
    'run/start': ({ roles }) => {
      if (started) throw new CodedError('script/already-started');
      started = true;
      void runMainLine(procedure, parts, roles);
      return {};
    },
    'undo/run': undoRunner(parts),
  };
  return (message) => link.receive(message, handlers);
}

async function runMainLine(procedure: Procedure, parts: ScriptParts, roles: readonly string[]): Promise<void> {
  const { link, bodies } = parts;
  try {
    const instruments = bindInstruments(procedure.declarations.needs, roles, parts);
    await procedure.run(runContext(parts), instruments);
    const unawaited = link.waitingIn(mainScope);
    if (unawaited > 0 || bodies.open !== undefined) throw new CodedError('script/unawaited-call', { calls: unawaited });
  } catch (error) {
    await link.call('run/error', { failure: link.failure(error) }, mainScope);
    return;
  }
  await link.call('run/done', {}, mainScope);
}

function bindInstruments(needs: Needs, roles: readonly string[], { link, bodies }: ScriptParts): object {
  const instruments: Record<string, unknown> = {};
  for (const [role, need] of Object.entries(needs)) {
    const bound = roles.includes(role);
    if (!bound && typeof need === 'string') throw new CodedError('script/role-not-bound', { role });
    instruments[role] = bound ? instrumentProxy(link, bodies, role) : null;
  }
  return new Proxy(instruments, {
    get(target, role) {
      if (typeof role === 'symbol' || role in target || role === 'then') return target[role as string];
      throw new CodedError('script/unknown-role', { role });
    },
  });
}

function undoRunner({ link, bodies, undos }: ScriptParts): ScriptHandlers['undo/run'] {
  let abandonPrevious: (() => void) | undefined;
  return async ({ id, token }) => {
    const undo = undos.get(id);
    if (undo === undefined) throw new CodedError('script/unknown-undo', { id });
    link.dropEverything();
    bodies.abandon();
    abandonPrevious?.();
    const abandoned = new Promise<Outcome<unknown>>((resolve) => {
      const failure = { code: 'script/undo-abandoned', params: { id } };
      abandonPrevious = () => resolve({ ok: false, failure });
    });
    const guard = bodies.guard(token);
    const outcome = await Promise.race([bodies.run(token, guard, undo), abandoned]);
    guard.disarm();
    if (!outcome.ok) throw new CodedError(outcome.failure.code, outcome.failure.params);
    return {};
  };
}
