/** Two ends of a port inside one thread. Messages arrive in order, never inside the sender's own call. */
import { soon } from '../clock/soon.ts';
import { type Port, PortListeners } from './port.ts';

/** A connected pair; closing one end closes the other. */
export function memoryPortPair(): readonly [Port, Port] {
  const left = new PortListeners();
  const right = new PortListeners();
  return [memoryPort(left, right), memoryPort(right, left)];
}

function memoryPort(own: PortListeners, other: PortListeners): Port {
  return {
    post(message) {
      if (!own.closed) soon(() => other.message(message));
    },
    onMessage: (listener) => own.onMessage(listener),
    onClose: (listener) => own.onClose(listener),
    close() {
      own.close();
      soon(() => other.close());
    },
  };
}
