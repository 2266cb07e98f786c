import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import type { Clock } from '../../foundation/clock/clock.ts';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { openTcp } from './tcp.ts';

const clock = new RealClock();
const servers: Server[] = [];
const sockets: Socket[] = [];

async function instrument(onSocket: (socket: Socket) => void = () => undefined): Promise<number> {
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    onSocket(socket);
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const server of servers.splice(0)) server.close();
});

it('bytes go both ways and our own close is reported as ours', async () => {
  const port = await instrument((socket) => socket.on('data', (chunk) => socket.write(`got ${chunk}`)));
  const transport = await openTcp({ host: '127.0.0.1', port, clock });
  const answer = new Promise<string>((resolve) => transport.onData((chunk) => resolve(Buffer.from(chunk).toString())));
  await transport.write(Buffer.from('*IDN?\n'));
  expect(await answer).toBe('got *IDN?\n');
  const reasons: string[] = [];
  transport.onClose((reason) => reasons.push(reason.code));
  await transport.close();
  await transport.close();
  await clock.sleep(20);
  expect(reasons).toEqual(['transport/closed']);
  await expect(transport.write(new Uint8Array(1))).rejects.toMatchObject({ code: 'transport/closed' });
});

it('an IPv6 address is told as it is typed, in brackets', async () => {
  const failed = await openTcp({ host: '::1', port: 1, clock }).catch((error: unknown) => error);
  expect(failed).toMatchObject({ params: { address: 'tcp:[::1]:1' } });
});

it('a port where nobody listens is refused at once', async () => {
  const port = await instrument();
  await new Promise((resolve) => servers.splice(0)[0]?.close(resolve));
  await expect(openTcp({ host: '127.0.0.1', port, clock })).rejects.toMatchObject({ code: 'transport/refused' });
});

it('a peer that ends the connection or resets it closes the transport once', async () => {
  for (const end of [(socket: Socket) => socket.end(), (socket: Socket) => socket.resetAndDestroy()]) {
    const port = await instrument();
    const transport = await openTcp({ host: '127.0.0.1', port, clock });
    const reasons: string[] = [];
    const gone = new Promise<void>((resolve) => {
      transport.onClose((reason) => {
        reasons.push(reason.code);
        resolve();
      });
    });
    while (sockets.length === 0) await clock.sleep(1);
    for (const socket of sockets.splice(0)) end(socket);
    await gone;
    await clock.sleep(20);
    expect(reasons).toEqual(['transport/peer-closed']);
  }
});

it('a peer that does not read makes the write miss its deadline, which closes the connection', async () => {
  const port = await instrument((socket) => socket.pause());
  const transport = await openTcp({ host: '127.0.0.1', port, clock });
  const write = transport.write(new Uint8Array(64 * 1024 * 1024), { deadlineMs: 200 });
  await expect(write).rejects.toMatchObject({ code: 'transport/write-timeout' });
  expect(transport.closed).toBe(true);
});

it('a host that never answers is given up at the deadline', async () => {
  // The kernel answers for a listening socket, so the deadline is made to come first.
  const port = await instrument();
  const opening = openTcp({ host: '127.0.0.1', port, clock: impatient(new VirtualClock()) });
  await expect(opening).rejects.toMatchObject({ code: 'transport/connect-timeout' });
});

/** A clock whose deadlines have always passed already. */
function impatient(virtual: VirtualClock): Clock {
  return {
    kind: 'virtual',
    speed: 1,
    now: () => virtual.now(),
    wall: () => virtual.wall(),
    after: (ms, action) => virtual.after(ms, action),
    deadline: (_ms, action) => {
      queueMicrotask(action);
      return () => undefined;
    },
    sleep: (ms) => virtual.sleep(ms),
  };
}
