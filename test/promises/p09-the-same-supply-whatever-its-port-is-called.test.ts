/**
 * P9 and P5 for supplies that nobody can tell apart: one make, one model, the same serial number from the factory. What is
 * known of them is the socket they are plugged into; the name of a port is no name.
 */
import { describe, expect, it } from 'vitest';
import type { SafeTarget } from '../../drivers/bench/bench-api.ts';
import { usbName } from '../../drivers/contract/usb-identity.ts';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { failureOf } from '../../foundation/failure.ts';
import { InlineBench } from '../../station/bench/inline-bench.ts';
import { leaseBench } from '../../station/bench/leased-bench.ts';
import { aloneOnBench } from '../../station/bench/leases.ts';
import type { BenchInstrument } from '../../station/record/entry.ts';
import { koradSerial, Sockets, Supply } from '../support/sockets.ts';

const first = '/dev/ttyACM0';
const second = '/dev/ttyACM1';

/** As the store tells its rows apart. */
const rowOf = ({ key, usb }: SafeTarget) => `${key} ${usb && usbName(usb)}`;

async function run(
  { before, serials = [koradSerial, koradSerial] as readonly [string, string] } = {} as {
    before?: BenchInstrument;
    serials?: readonly [string, string];
  },
) {
  const clock = new VirtualClock();
  const sockets = new Sockets(clock);
  const [ours, other] = [new Supply(clock), new Supply(clock)];
  sockets.plug(ours, '1-1', first, serials[0]);
  const listed = new Map<string, SafeTarget>();
  const followed: string[] = [];
  const instruments = { supply: { driver: 'korad-ka3005p', address: first } };
  const host = new InlineBench({ parts: sockets.parts, clock });
  const open = async () =>
    leaseBench({
      ...{ run: 'run-1', clock, host, instruments },
      leaseOf: await aloneOnBench(clock, 'run-1', instruments),
      follow: async (address) => void followed.push(address),
      energised: {
        mark: async (target) => void listed.set(rowOf(target), target),
        clear: (target) => void listed.delete(rowOf(target)),
        isMarked: (target) => listed.has(rowOf(target)),
      },
      ...(before && { before: { supply: before } }),
    });
  return { clock, sockets, ours, other, listed, followed, host, open, serials };
}

/** Under way, its output on; then both cables are pulled. */
async function pulledWhileOn(serials?: readonly [string, string]) {
  const made = await run(serials && { serials });
  const { clock, sockets, ours, other, open } = made;
  sockets.plug(other, '1-2', second, made.serials[1]);
  const bench = await clock.run(open());
  const call = (verb: string, args: unknown) =>
    clock.run(bench.call('supply', verb, args, 9_000).catch((error: unknown) => failureOf(error).code));
  await call('set', { volts: 5, amps: 1 });
  await call('output', { on: true });
  expect(ours.isOn).toBe(true);
  sockets.pull(ours);
  sockets.pull(other);
  await clock.advance(100);
  const back = (limitMs: number) =>
    clock.run(bench.back('supply', limitMs, new AbortController().signal).then(() => 'back', failureOf));
  return { ...made, bench, call, back };
}

describe.each([
  ['with the serial number that every Korad has', undefined],
  ['with the same serial number of another kind', ['7', '7'] as const],
  ['with serial numbers of their own', ['A', 'B'] as const],
])('two supplies %s', (_, serials) => {
  it('swap the names of their ports: the run goes on with its own, and nothing is sent to the other', async () => {
    const { sockets, ours, other, call, back, bench, followed, listed, clock } = await pulledWhileOn(serials);
    sockets.plug(other, '1-2', first, serials?.[1]);
    sockets.plug(ours, '1-1', second, serials?.[0]);
    expect(await back(30_000)).toBe('back');
    expect(await call('measure', {})).toMatchObject({ voltage: { status: 'ok' } });
    expect(followed).toEqual([second]);
    expect(bench.instruments[0]).toMatchObject({ address: second, usb: { usbPath: '1-1' } });
    await clock.run(bench.makeSafe('end'));
    expect(await clock.run(bench.look())).toEqual([{ key: 'supply', seen: 'off' }]);
    expect(ours.isOn).toBe(false);
    expect(other.heard).toEqual([]);
    expect(listed.size).toBe(0);
  });

  it('of which only the other comes back, under the old name: it is refused, sent no OFF, and the list keeps the first', async () => {
    const { sockets, ours, other, call, back, bench, listed, clock } = await pulledWhileOn(serials);
    sockets.plug(other, '1-2', first, serials?.[1]);
    expect(await back(30_000)).toMatchObject({ code: 'instrument/not-back' });
    expect(await call('measure', {})).toBe('instrument/lost');
    const outcomes = await clock.run(bench.makeSafe('end'));
    expect(outcomes).toEqual([{ key: 'supply', outcome: expect.stringMatching(/^(instrument|port)\//) }]);
    expect(other.heard).toEqual([]);
    expect(ours.isOn).toBe(true);
    expect([...listed.values()]).toMatchObject([{ address: first, usb: { usbPath: '1-1' } }]);
  });
});

it('a supply whose double is seen for the first time after a loss stays on the list, and once, until it is off', async () => {
  const { clock, sockets, ours, other, listed, open } = await run({ serials: ['7', '7'] });
  const bench = await clock.run(open());
  await clock.run(bench.call('supply', 'output', { on: true }, 9_000));
  const name = () => [...listed.values()].map(({ usb }) => usb && usbName(usb));
  expect(name()).toEqual(['0416:5011:7']);
  sockets.pull(ours);
  await clock.advance(100);
  sockets.plug(ours, '1-1', first, '7');
  sockets.plug(other, '1-2', second, '7');
  await clock.run(bench.back('supply', 30_000, new AbortController().signal));
  expect(name()).toEqual(['0416:5011:7 @1-1']);
  await clock.run(bench.makeSafe('end'));
  expect(await clock.run(bench.look())).toEqual([{ key: 'supply', seen: 'off' }]);
  expect([ours.isOn, listed.size, other.heard]).toEqual([false, 0, []]);
});

describe('a run that goes on after a crash', () => {
  const before: BenchInstrument = {
    ...{ role: 'supply', capability: 'PowerSupply', driver: 'korad-ka3005p', driverVersion: '1', address: first },
    ...{ simulated: false, identity: { make: 'KORAD', model: 'KA3005P', firmware: 'V2.0' } },
    usb: { stableId: '0416:5011@1-1', usbPath: '1-1' },
  };

  it('finds its supply under another name of its port', async () => {
    const { clock, sockets, ours, other, open, followed } = await run({ before });
    sockets.plug(other, '1-2', first);
    sockets.plug(ours, '1-1', second);
    const bench = await clock.run(open());
    expect(bench.instruments[0]).toMatchObject({ address: second, usb: before.usb });
    expect(followed).toEqual([second]);
    expect(other.heard).toEqual([]);
  });

  it('is refused what has the name of the port now, and asks it nothing', async () => {
    const { clock, sockets, ours, other, open } = await run({ before });
    sockets.pull(ours);
    sockets.plug(other, '1-2', first);
    const refused = await clock.run(open().catch(failureOf));
    expect(refused).toMatchObject({ code: 'instrument/other', params: { role: 'supply' } });
    expect(other.heard).toEqual([]);
  });
});

it('the record says what the supply is called, so that the next life of the run can find it', async () => {
  const { clock, open } = await run();
  const bench = await clock.run(open());
  expect(bench.instruments).toMatchObject([
    { address: first, usb: { stableId: '0416:5011@1-1', usbPath: '1-1' }, identity: { model: 'KA3005P' } },
  ]);
});
