/**
 * A script in QuickJS on the station's own thread, for rehearsal. Everything between two waits of the station happens in
 * microtasks, so virtual time stands still while the script computes and a run is the same every time.
 */
import { soon } from '../../../foundation/clock/soon.ts';
import { type Failure, failureOf } from '../../../foundation/failure.ts';
import { type Port, PortListeners } from '../../../foundation/port/port.ts';
import type { ProcedureBundle } from './bundle.ts';
import { runaway, runawayKindOf, type ScriptLane, terminated } from './lane.ts';
import { QuickJsVm, type VmOptions } from './quickjs-vm.ts';

/** Loads the bundle and connects it; it does nothing before `run/start`. */
export async function openInlineLane(
  bundle: Pick<ProcedureBundle, 'code'>,
  options: VmOptions = {},
): Promise<ScriptLane> {
  const vm = await QuickJsVm.load(bundle.code, options);
  const listeners = new PortListeners();
  const inbox: string[] = [];
  let flushing = false;
  let end: (failure: Failure) => void = () => undefined;
  const closed = new Promise<Failure>((resolve) => {
    end = resolve;
  });

  const stop = (failure: Failure) => {
    if (listeners.closed) return;
    end(failure);
    listeners.close();
    // The turn that is going on may still hold the script; it is freed when that turn is over.
    if (!flushing) vm.dispose();
  };
  const deliver = (texts: readonly string[]) => {
    for (const text of texts) {
      if (listeners.closed) return;
      const message: unknown = JSON.parse(text);
      const kind = runawayKindOf(message);
      if (kind !== undefined) return stop(runaway(kind));
      listeners.message(message);
    }
  };
  const flush = () => {
    flushing = true;
    try {
      // Listeners may post while messages are delivered; that waits in the inbox for its turn.
      for (let text = inbox.shift(); text !== undefined && !listeners.closed; text = inbox.shift()) {
        deliver(vm.receive(text));
      }
    } catch (error) {
      stop(failureOf(error));
    } finally {
      flushing = false;
      if (listeners.closed) vm.dispose();
    }
  };
  const port: Port = {
    post(message) {
      if (listeners.closed) return;
      inbox.push(JSON.stringify(message));
      if (inbox.length === 1 && !flushing) soon(flush);
    },
    onMessage: (listener) => listeners.onMessage(listener),
    onClose: (listener) => listeners.onClose(listener),
    close: () => stop({ code: terminated, params: {} }),
  };
  deliver(vm.connect());
  return { port, closed, terminate: (code = terminated) => stop({ code, params: {} }) };
}
