/** The bench's own verbs, on a USB tree that changes between two looks. */
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { failureOf } from '../../foundation/failure.ts';
import { caller } from '../../foundation/port/contract.ts';
import { memoryPortPair } from '../../foundation/port/memory-port.ts';
import { seededRandom } from '../../foundation/random/random.ts';
import { FaultSwitch } from '../contract/fault.ts';
import { koradDriver } from '../power-supply/korad-ka3005p/driver.ts';
import { simulatedPipe } from '../transport/simulated.ts';
import type { BenchApi, KnownPlace, SafeTarget } from './bench-api.ts';
import { serveBench } from './bench-server.ts';
import type { ListedPort } from './serial-ports.ts';
import { usbPlaces } from './usb-places.ts';

const place = '/dev/ttyACM0';
const at = (usbPath: string, path = place): ListedPort => ({ path, vendor: 0x0416, product: 0x5011, usbPath });
const usb = { stableId: '0416:5011@1-1', usbPath: '1-1' };

/** `looks`: what is plugged in at each look, the last one from then on. */
function bench(...looks: ListedPort[][]) {
  const clock = new VirtualClock();
  const opened: string[] = [];
  const written: string[] = [];
  let closed = 0;
  const [near, far] = memoryPortPair();
  serveBench(far, {
    ...{ clock, drivers: [koradDriver], operator: () => undefined },
    open: async (_driver, address) => {
      opened.push(address);
      const { transport, wire } = simulatedPipe({
        ...{ clock, random: seededRandom(1), faults: new FaultSwitch(), address },
      });
      transport.onClose(() => {
        closed += 1;
      });
      wire.onData((chunk) => written.push(new TextDecoder().decode(chunk)));
      return { link: 'bytes', transport };
    },
    discover: async () => ({ instruments: [], problems: [] }),
    usb: {
      list: async () => usbPlaces((looks.length > 1 ? looks.shift() : looks[0]) ?? [], []),
      followed: async (address) => address,
    },
  });
  const calls = caller<BenchApi>(near, 'bench/lost');
  const asked = <T>(work: Promise<T>) => clock.run(work.catch((error: unknown) => failureOf(error).code));
  return {
    ...{ opened, written, isClosed: () => closed === opened.length },
    locate: (known: KnownPlace) => asked(calls.call('bench/locate', known)),
    open: (known: KnownPlace) => asked(calls.call('bench/open', { key: 'k', driver: 'korad-ka3005p', ...known })),
    safe: (target: SafeTarget) => asked(calls.call('bench/safe', { targets: [target] })),
  };
}

const target: SafeTarget = {
  ...{ key: 'k', driver: 'korad-ka3005p', address: place, usb, frames: ['4f555430'], gapMs: 1 },
  identity: { make: 'KORAD', model: 'KA3005P' },
};

describe('a bench whose ports are numbered anew', () => {
  it('says where an instrument is now, or that it is nowhere', async () => {
    expect(await bench([at('1-2'), at('1-1', '/dev/ttyACM1')]).locate({ address: place, usb })).toEqual({
      address: '/dev/ttyACM1',
      usb,
    });
    expect(await bench([]).locate({ address: place, usb })).toBe('instrument/not-plugged-in');
    expect(await bench([at('1-1')]).locate({ address: place })).toEqual({ address: place, usb });
    for (const address of ['sim:supply', 'tcp:192.0.2.7:5025', 'adb:A1'])
      expect(await bench([at('1-1')]).locate({ address })).toEqual({ address });
  });

  it('opens nothing where another instrument is, or where the one that is meant has moved on', async () => {
    const other = bench([at('1-2')]);
    expect([await other.open({ address: place, usb }), other.opened]).toEqual(['instrument/other', []]);
    const moved = bench([at('1-2'), at('1-1', '/dev/ttyACM1')]);
    expect([await moved.open({ address: place, usb }), moved.opened]).toEqual(['instrument/not-plugged-in', []]);
  });

  it('asks nothing when they change between the look and the opening, and gives the port back', async () => {
    const { open, opened, written, isClosed } = bench([at('1-1')], [at('1-2')]);
    expect([await open({ address: place, usb }), opened, written]).toEqual(['instrument/other', [place], []]);
    expect(isClosed()).toBe(true);
  });

  it('sends safe frames to the name and not to the port, and none when they change in between', async () => {
    const moved = bench([at('1-2'), at('1-1', '/dev/ttyACM1')]);
    expect(await moved.safe(target)).toEqual({ outcomes: [{ key: 'k', address: place, over: 'fresh' }] });
    expect([moved.opened, moved.written]).toEqual([['/dev/ttyACM1'], ['OUT0']]);
    const swapped = bench([at('1-1')], [at('1-2')]);
    expect(await swapped.safe(target)).toMatchObject({ outcomes: [{ failure: { code: 'instrument/other' } }] });
    expect([swapped.written, swapped.isClosed()]).toEqual([[], true]);
  });
});
