/**
 * The sockets of one call on the link, for Tango. Guarantees that a call owns its sockets: when it ends, in whatever
 * way, they are destroyed, so that a phone that never answers leaves nothing behind. A socket that breaks ends the
 * stream with an error; the connector that comes with Tango only knows the orderly end and would wait for ever.
 */
import { createConnection, type Socket } from 'node:net';
import type { AdbServerClient } from '@yume-chan/adb';
import { MaybeConsumable, ReadableStream } from '@yume-chan/stream-extra';
import { CodedError } from '../../../foundation/failure.ts';

export class CallConnector implements AdbServerClient.ServerConnector {
  readonly #port: number;
  readonly #sockets = new Set<Socket>();
  #over = false;

  constructor(port: number) {
    this.#port = port;
  }

  /** Fails with `phone/adb-server-gone` when nobody listens. */
  connect(): Promise<AdbServerClient.ServerConnection> {
    if (this.#over) return Promise.reject(new CodedError('phone/link-lost', { why: 'call-over' }));
    const socket = createConnection({ host: '127.0.0.1', port: this.#port });
    this.#sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('close', () => this.#sockets.delete(socket));
    return new Promise((resolve, reject) => {
      socket.once('error', (error) => reject(new CodedError('phone/adb-server-gone', { port: this.#port }, error)));
      // When the call is over before the connection stands there is no error, only the close.
      socket.once('close', () => reject(new CodedError('phone/link-lost', { why: 'call-over' })));
      socket.once('connect', () => resolve(connectionOf(socket)));
    });
  }

  /** Ends the call: every socket of it is destroyed, and no new one is made. */
  destroy(): void {
    this.#over = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  addReverseTunnel(): never {
    throw new CodedError('phone/not-supported', { what: 'reverse' });
  }

  removeReverseTunnel(): void {}

  clearReverseTunnels(): void {}
}

function connectionOf(socket: Socket): AdbServerClient.ServerConnection {
  return {
    readable: readableOf(socket),
    writable: new MaybeConsumable.WritableStream<Uint8Array>({
      write: (chunk) =>
        new Promise((resolve, reject) => {
          socket.write(chunk, (error) => (error ? reject(error) : resolve()));
        }),
    }),
    closed: new Promise<undefined>((resolve) => {
      socket.on('close', () => resolve(undefined));
    }),
    close: () => {
      socket.end();
    },
  };
}

function readableOf(socket: Socket): ReadableStream<Uint8Array> {
  let settled = false;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      socket.on('data', (chunk: Buffer) => {
        if (settled) return;
        controller.enqueue(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength));
        if ((controller.desiredSize ?? 0) <= 0) socket.pause();
      });
      socket.on('end', () => {
        if (settled) return;
        settled = true;
        controller.close();
      });
      socket.on('error', () => {});
      socket.on('close', () => {
        if (settled) return;
        settled = true;
        controller.error(new CodedError('phone/link-lost', { why: 'socket-broke' }));
      });
    },
    pull() {
      socket.resume();
    },
    cancel() {
      settled = true;
      socket.resume();
    },
  });
}
