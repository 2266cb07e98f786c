/** A port over a `MessagePort`: of Node's worker threads, of a page, or Electron's `MessagePortMain`. */
import { type Port, PortListeners } from './port.ts';

/** Node and Electron emit events; a page's port has `addEventListener`. */
export interface MessagePortLike {
  postMessage(message: unknown): void;
  close?(): void;
  start?(): void;
  on?(event: string, listener: (value: unknown) => void): unknown;
  addEventListener?(event: string, listener: (event: unknown) => void): void;
}

export function messagePort(end: MessagePortLike): Port {
  const listeners = new PortListeners();
  const onMessage = (value: unknown) => listeners.message(dataOf(value));
  const onClose = () => listeners.close();
  if (end.on !== undefined) {
    end.on('message', onMessage);
    end.on('close', onClose);
    end.on('exit', onClose);
  } else {
    end.addEventListener?.('message', onMessage);
    end.addEventListener?.('close', onClose);
  }
  end.start?.();
  return {
    post(message) {
      if (!listeners.closed) end.postMessage(message);
    },
    onMessage: (listener) => listeners.onMessage(listener),
    onClose: (listener) => listeners.onClose(listener),
    close() {
      listeners.close();
      end.close?.();
    },
  };
}

/** Pages and Electron wrap the message in an event, worker threads do not. Our own messages have no `ports`. */
function dataOf(value: unknown): unknown {
  const isEvent = typeof value === 'object' && value !== null && 'data' in value && 'ports' in value;
  return isEvent ? (value as { data: unknown }).data : value;
}
