import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import { failureOf } from '../../foundation/failure.ts';
import { seededRandom } from '../../foundation/random/random.ts';
import { FaultSwitch } from '../contract/fault.ts';
import type { SimulatedInstrument, Wire } from '../contract/simulator.ts';
import { listenOnTcp, type TcpListener } from './tcp-listener.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** Sends back what it gets. */
function echo(): SimulatedInstrument {
  let wire: Wire | undefined;
  return {
    attach(next) {
      if (wire !== undefined) return;
      wire = next;
      next.onData((chunk) => wire?.send(chunk));
      next.onClose(() => {
        wire = undefined;
      });
    },
    detach() {
      wire = undefined;
    },
  };
}
async function listen(faults = new FaultSwitch(), port = 0, lateByMs = 15_000): Promise<TcpListener> {
  const parts = { clock: new RealClock(), random: seededRandom(3), faults, lateByMs };
  const listener = await listenOnTcp({ ...parts, instrument: echo(), port });
  cleanUps.push(() => listener.stop());
  return listener;
}
async function client(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1' });
  socket.on('error', () => undefined);
  cleanUps.push(() => socket.destroy());
  await once(socket, 'connect');
  return socket;
}
const answer = async (socket: Socket, text: string) => {
  socket.write(text);
  return String((await once(socket, 'data'))[0]);
};

describe('a simulator on a TCP port', () => {
  it('talks to one client, refuses a second, and takes the next when the first has gone', async () => {
    const { port } = await listen();
    const first = await client(port);
    expect(await answer(first, 'one')).toBe('one');
    const second = await client(port);
    await once(second, 'close');
    expect(await answer(first, 'still there')).toBe('still there');
    // Closing and connecting again at once, as sigrok-cli does, is no second client.
    first.destroy();
    expect(await answer(await client(port), 'next')).toBe('next');
  });

  it('is silent, late and unplugged as the faults say', async () => {
    const faults = new FaultSwitch(['silence']);
    const { port } = await listen(faults, 0, 80);
    const socket = await client(port);
    socket.write('lost');
    await new Promise((resolve) => setTimeout(resolve, 30));
    faults.set('silence', false);
    faults.set('late-answer', true);
    const asked = performance.now();
    expect(await answer(socket, 'late')).toBe('late');
    expect(performance.now() - asked).toBeGreaterThan(70);
    faults.set('unplug', true);
    await once(socket, 'close');
    await once(await client(port), 'close');
  });

  it('never takes a port that adb servers scan, and says when one is taken', async () => {
    for (const port of [5555, 5585]) {
      expect(await listen(undefined, port).catch((error) => failureOf(error).code)).toBe('transport/port-reserved');
    }
    const { port } = await listen();
    expect(await listen(undefined, port).catch((error) => failureOf(error).code)).toBe('transport/port-in-use');
  });
});
