/**
 * A script as ordinary code on the station's own thread, for debugging with breakpoints. It is no sandbox and has no
 * limits: for procedures one is writing oneself, on the simulated bench only.
 */
import { runInThisContext } from 'node:vm';
import { CodedError, type Failure } from '../../../foundation/failure.ts';
import { type Port, PortListeners } from '../../../foundation/port/port.ts';
import type { BuiltBundle, ProcedureBundle } from './bundle.ts';
import { runaway, runawayKindOf, type ScriptLane, terminated } from './lane.ts';

/** What a bundle defines. */
interface LoadedScript {
  connect(post: (message: object) => void): (message: unknown) => void;
}

/** Runs the bundle with its source map where it has one. Throws `script/error` when it does not load. */
export function openModuleLane(bundle: Pick<ProcedureBundle, 'code'> & Partial<Pick<BuiltBundle, 'map'>>): ScriptLane {
  const map =
    bundle.map === undefined ? '' : `\n//# sourceMappingURL=data:application/json;base64,${base64(bundle.map)}`;
  const script = runInThisContext(`(() => { ${bundle.code}\nreturn ohmsteadScript; })()${map}`, {
    filename: 'procedure.js',
  }) as LoadedScript | undefined;
  if (script === undefined) throw new CodedError('script/error', { message: 'not a procedure' });

  const listeners = new PortListeners();
  let end: (failure: Failure) => void = () => undefined;
  const closed = new Promise<Failure>((resolve) => {
    end = resolve;
  });
  const stop = (failure: Failure) => {
    if (listeners.closed) return;
    end(failure);
    listeners.close();
  };
  // Both ways through JSON, so that a procedure cannot share an object with the station here and nowhere else.
  const receive = script.connect((message) => {
    const copy: unknown = JSON.parse(JSON.stringify(message));
    const kind = runawayKindOf(copy);
    queueMicrotask(() => (kind === undefined ? listeners.message(copy) : stop(runaway(kind))));
  });
  const port: Port = {
    post(message) {
      const text = JSON.stringify(message);
      queueMicrotask(() => {
        if (!listeners.closed) receive(JSON.parse(text));
      });
    },
    onMessage: (listener) => listeners.onMessage(listener),
    onClose: (listener) => listeners.onClose(listener),
    close: () => stop({ code: terminated, params: {} }),
  };
  return { port, closed, terminate: (code = terminated) => stop({ code, params: {} }) };
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}
