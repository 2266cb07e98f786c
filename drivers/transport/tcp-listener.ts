/**
 * A simulator on a real TCP port, for our own command and for other programs. Guarantees: one client at a time as on a
 * real instrument (a second one is refused), loopback unless told otherwise, never a port that adb servers scan, the
 * faults of the line as on a simulated pipe.
 */
import { createServer, type Server, type Socket } from 'node:net';
import type { Clock } from '../../foundation/clock/clock.ts';
import { CodedError } from '../../foundation/failure.ts';
import type { Random } from '../../foundation/random/random.ts';
import type { FaultSwitch } from '../contract/fault.ts';
import type { SimulatedInstrument, Wire } from '../contract/simulator.ts';
import { inOrder } from './in-order.ts';
import { damaged } from './simulated.ts';

export interface TcpListenerOptions {
  readonly instrument: SimulatedInstrument;
  readonly clock: Clock;
  readonly random: Random;
  readonly faults: FaultSwitch;
  /** 0 for any free one. */
  readonly port: number;
  /** 127.0.0.1 by default. */
  readonly host?: string;
  /** Milliseconds by which `late-answer` delays everything; 15 s by default. */
  readonly lateByMs?: number;
}

export interface TcpListener {
  readonly port: number;
  stop(): Promise<void>;
}

/** adb servers connect to every port from here to there and talk to what they find (adb, `transport_local`). */
const adbPorts = { from: 5555, to: 5585 } as const;
/** A client that closes and connects again at once may be heard in the other order; it is not refused for that. */
const handOverMs = 150;
/** A client that does not read is cut off rather than held in memory. */
const unreadBytes = 1024 * 1024;

/** Fails with `transport/port-reserved`, `transport/port-in-use` or `transport/cannot-listen`. */
export async function listenOnTcp(options: TcpListenerOptions): Promise<TcpListener> {
  const { port, host = '127.0.0.1' } = options;
  if (port >= adbPorts.from && port <= adbPorts.to) throw new CodedError('transport/port-reserved', { port });
  let client: Socket | undefined;
  let waiting: Socket | undefined;
  const adopt = (socket: Socket) => {
    client = socket;
    // Attached first, so that the instrument hears of this close before it is given the next client.
    options.instrument.attach(wireOf(socket, options));
    socket.once('close', () => {
      client = undefined;
      const next = waiting;
      waiting = undefined;
      if (next !== undefined && !next.destroyed) adopt(next);
    });
  };
  const server = createServer({ noDelay: true }, (socket) => {
    // Without a listener an error of this socket would end the process.
    socket.on('error', () => undefined);
    if (options.faults.has('unplug') || waiting !== undefined) socket.destroy();
    else if (client === undefined) adopt(socket);
    else {
      waiting = socket;
      options.clock.after(handOverMs, () => {
        if (waiting !== socket) return;
        waiting = undefined;
        socket.destroy();
      });
    }
  });
  const stopWatching = options.faults.onChange((name, on) => {
    if (name !== 'unplug' || !on) return;
    waiting?.destroy();
    client?.destroy();
  });
  await listening(server, port, host);
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    stop() {
      stopWatching();
      options.instrument.detach();
      waiting?.destroy();
      client?.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function wireOf(socket: Socket, { clock, random, faults, lateByMs }: TcpListenerOptions): Wire {
  const listeners = new Set<(chunk: Uint8Array) => void>();
  const onClosed = new Set<() => void>();
  socket.on('data', (chunk) => {
    for (const listener of [...listeners]) listener(chunk);
  });
  socket.once('close', () => {
    for (const listener of [...onClosed]) listener();
    onClosed.clear();
  });
  const send = (bytes: Uint8Array) => {
    if (socket.destroyed) return;
    socket.write(bytes);
    if (socket.writableLength > unreadBytes) socket.destroy();
  };
  const deliver = inOrder(clock, send);
  return {
    send(bytes) {
      if (faults.has('silence')) return;
      const left = damaged(bytes, { faults, random });
      deliver([left], { lateMs: faults.has('late-answer') ? (lateByMs ?? 15_000) : 0 });
    },
    onData(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onClose(listener) {
      if (socket.destroyed) listener();
      else onClosed.add(listener);
      return () => onClosed.delete(listener);
    },
    hangUp: () => socket.destroy(),
  };
}

function listening(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const code = error.code === 'EADDRINUSE' ? 'transport/port-in-use' : 'transport/cannot-listen';
      reject(new CodedError(code, { host, port, cause: error.code ?? error.message }));
    });
    server.listen(port, host, resolve);
  });
}
