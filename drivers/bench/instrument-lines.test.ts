import { afterEach, describe, expect, it } from 'vitest';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { CodedError } from '../../foundation/failure.ts';
import { type Caller, caller } from '../../foundation/port/contract.ts';
import { memoryPortPair } from '../../foundation/port/memory-port.ts';
import { seededRandom } from '../../foundation/random/random.ts';
import { FaultSwitch } from '../contract/fault.ts';
import type { LineSettings } from '../contract/transport.ts';
import { createUnit } from '../simulated-unit/simulated-bench-unit.ts';
import { jbcUsbDriver } from '../soldering-station/jbc-p02/driver.ts';
import { simulatedPipe } from '../transport/simulated.ts';
import type { BenchApi, SafeTarget } from './bench-api.ts';
import { serveBench } from './bench-server.ts';
import { InstrumentLines } from './instrument-lines.ts';

const address = '/dev/ttyUSB7';

/** A station that understands one line only; on any other nothing is heard. */
function bench(itsParity: LineSettings['parity']) {
  const clock = new VirtualClock();
  const random = seededRandom(5);
  const unit = createUnit({ clock });
  const tried: (LineSettings['parity'] | undefined)[] = [];
  const [near, far] = memoryPortPair();
  const server = serveBench(far, {
    clock,
    drivers: [jbcUsbDriver],
    discover: async () => ({ instruments: [], problems: [] }),
    operator: () => undefined,
    async open(driver, at, _, line = driver.manifest.line) {
      tried.push(line?.parity);
      const faults = new FaultSwitch(line?.parity === itsParity ? [] : ['silence']);
      const { transport, wire } = simulatedPipe({ clock, random, faults, address: at, msPerByte: 0.02 });
      jbcUsbDriver.simulate(unit, { clock, random, faults }).attach(wire);
      return { link: 'bytes', transport };
    },
  });
  const client = caller<BenchApi>(near, 'bench/lost');
  const call: Caller<BenchApi>['call'] = (verb, input) => clock.run(client.call(verb, input));
  return { clock, unit, tried, server, call };
}

describe('a station whose parity the sources do not agree about', () => {
  let close: () => Promise<void> = async () => undefined;
  afterEach(() => close());

  it.each([
    ['even', ['even']],
    ['none', ['even', 'none']],
  ] as const)('with %s parity is found, and is found at once the next time', async (parity, first) => {
    const { call, tried, server, clock } = bench(parity);
    close = () => clock.run(server.close());
    const opened = await call('bench/open', { key: 'iron', driver: 'jbc-p02', address });
    expect(tried).toEqual(first);
    expect(opened.safe?.line?.parity).toBe(parity);
    await call('bench/close', { key: 'iron' });
    tried.length = 0;
    await call('bench/open', { key: 'iron', driver: 'jbc-p02', address });
    expect(tried).toEqual([parity]);
  });

  it('is made safe on the line it was understood on, also by a process that never saw it', async () => {
    const before = bench('none');
    const { safe } = await before.call('bench/open', { key: 'iron', driver: 'jbc-p02', address });
    await before.clock.run(before.server.close());
    const after = bench('none');
    close = () => after.clock.run(after.server.close());
    const targets: SafeTarget[] = safe === undefined ? [] : [safe];
    expect((await after.call('bench/safe', { targets })).outcomes).toMatchObject([{ over: 'fresh' }]);
    expect(after.tried).toEqual(['none']);
  });
});

describe('the lines of an instrument', () => {
  const open = (fails: string) => {
    const tried: unknown[] = [];
    const lines = new InstrumentLines();
    const opening = (at: string) =>
      lines.each(jbcUsbDriver, at, at, async (line) => {
        tried.push(line?.parity);
        throw new CodedError(fails, { parity: line?.parity ?? 'the usual' });
      });
    return { tried, opening };
  };

  it('are not gone through when the port itself is the trouble, nor where there is no line', async () => {
    const busy = open('port/busy');
    await expect(busy.opening(address)).rejects.toMatchObject({ code: 'port/busy' });
    expect(busy.tried).toEqual(['even']);
    const lan = open('instrument/timeout');
    await expect(lan.opening('tcp:10.0.0.9:23')).rejects.toMatchObject({ code: 'instrument/timeout' });
    expect(lan.tried).toEqual([undefined]);
  });

  it('are told as the first one failed when none is right', async () => {
    const silent = open('instrument/not-recognised');
    await expect(silent.opening(address)).rejects.toMatchObject({ params: { parity: 'even' } });
    expect(silent.tried).toEqual(['even', 'none']);
  });
});
