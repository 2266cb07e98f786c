/**
 * A TCP connection to an instrument. Guarantees: connecting, writing and closing have deadlines; keep-alive notices a
 * peer that vanished without a word; the close is reported once with why.
 */
import { connect, type Socket } from 'node:net';
import type { Clock } from '../../foundation/clock/clock.ts';
import { CodedError } from '../../foundation/failure.ts';
import type { Transport } from '../contract/transport.ts';
import { boundedWrite } from './bounded-write.ts';
import { PipeEvents } from './pipe-events.ts';

export interface TcpOptions {
  readonly host: string;
  readonly port: number;
  readonly clock: Clock;
  /** 3 s by default, then `transport/connect-timeout`. */
  readonly connectDeadlineMs?: number;
}

const keepAliveAfterMs = 10_000;

/** Fails with `transport/refused`, `transport/host-not-found`, `transport/unreachable` or `transport/connect-timeout`. */
export async function openTcp({ host, port, clock, connectDeadlineMs }: TcpOptions): Promise<Transport> {
  // As people write it, so that it can be typed again.
  const address = `tcp:${host.includes(':') ? `[${host}]` : host}:${port}`;
  const socket = connect({ host, port, noDelay: true, keepAlive: true, keepAliveInitialDelay: keepAliveAfterMs });
  await new Promise<void>((resolve, reject) => {
    const cancel = clock.deadline(connectDeadlineMs ?? 3_000, () => {
      socket.destroy();
      reject(new CodedError('transport/connect-timeout', { address }));
    });
    socket.once('connect', () => {
      cancel();
      resolve();
    });
    // Stays for the life of the socket: an `error` without a listener would end the process.
    socket.on('error', (error) => {
      cancel();
      reject(new CodedError(connectCodeOf(error), { address }));
    });
  });
  return tcpTransport(socket, address, clock);
}

function tcpTransport(socket: Socket, address: string, clock: Clock): Transport {
  const events = new PipeEvents();
  const shut = (code: string, params: Readonly<Record<string, string>> = {}) => {
    events.close({ code, params: { address, ...params } });
    socket.destroy();
  };
  socket.on('data', (chunk) => events.data(chunk, clock.now()));
  socket.on('end', () => shut('transport/peer-closed'));
  socket.on('error', (error) => shut(...closeCodeOf(error)));
  socket.on('close', () => shut('transport/peer-closed'));
  return {
    address,
    get closed() {
      return events.reason !== undefined;
    },
    write: (bytes, options) =>
      boundedWrite(
        { address, clock, events, shut },
        (done) =>
          socket.write(Buffer.from(bytes), (error) => {
            if (!error) done();
            else shut(...closeCodeOf(error));
          }),
        options?.deadlineMs,
      ),
    onData: (listener) => events.onData(listener),
    onClose: (listener) => events.onClose(listener),
    close() {
      shut('transport/closed');
      return Promise.resolve();
    },
  };
}

function codeOf(error: Error): string {
  return (error as NodeJS.ErrnoException).code ?? error.message;
}

function connectCodeOf(error: Error): string {
  const code = codeOf(error);
  if (code === 'ECONNREFUSED') return 'transport/refused';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'transport/host-not-found';
  if (code === 'ETIMEDOUT') return 'transport/connect-timeout';
  return 'transport/unreachable';
}

/** A reset is the peer's doing; keep-alive that ran out (ETIMEDOUT) is a cable or a switched-off instrument. */
function closeCodeOf(error: Error): [code: string, params: Record<string, string>] {
  const code = codeOf(error);
  if (code === 'ECONNRESET' || code === 'EPIPE') return ['transport/peer-closed', {}];
  if (code === 'ETIMEDOUT' || code === 'EHOSTUNREACH' || code === 'ENETUNREACH') return ['transport/unplugged', {}];
  return ['transport/io', { cause: code }];
}
