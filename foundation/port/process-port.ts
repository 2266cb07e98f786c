/** A port over Node's IPC channel, for either end: the parent holds a child process, the child holds `process`. */
import { type Port, PortListeners } from './port.ts';

/** What a `ChildProcess` and `process` have in common. */
export interface IpcEnd {
  readonly connected?: boolean;
  send?(message: unknown, callback?: (error: Error | null) => void): boolean;
  on(event: string, listener: (...values: never[]) => void): unknown;
  disconnect?(): void;
}

export function processPort(end: IpcEnd): Port {
  const listeners = new PortListeners();
  end.on('message', (message: unknown) => listeners.message(message));
  end.on('disconnect', () => listeners.close());
  end.on('exit', () => listeners.close());
  return {
    post(message) {
      // A dead channel is reported by the close, so a failed send needs no second report.
      if (!listeners.closed && end.connected !== false) end.send?.(message, () => undefined);
    },
    onMessage: (listener) => listeners.onMessage(listener),
    onClose: (listener) => listeners.onClose(listener),
    close() {
      listeners.close();
      if (end.connected === true) end.disconnect?.();
    },
  };
}
