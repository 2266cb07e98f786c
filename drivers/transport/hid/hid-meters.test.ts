/** Meters behind HID bridges: the same truth and the same faults as on a plain line. */
import { describe, expect, it } from 'vitest';
import { openBench, readMany, readOnce, recovers, wrongs } from '../../conformance/conformance.ts';
import type { ByteDriver } from '../../contract/driver.ts';
import type { SimulatorContext } from '../../contract/simulator.ts';
import type { Transport } from '../../contract/transport.ts';
import { flukeQmMeters } from '../../multimeter/fluke-qm/driver.ts';
import { fs9721Meters } from '../../multimeter/fs9721/driver.ts';
import { metexMeters } from '../../multimeter/metex-14/driver.ts';
import { uniTUt61e } from '../../multimeter/uni-t-ut61e/driver.ts';
import { type HidBridge, hidBridges } from './bridges.ts';
import { openHidTransport } from './hid-transport.ts';
import { simulatedBridge } from './simulated-bridge.ts';

const [fluke] = flukeQmMeters;
const [vc820] = fs9721Meters;
const [metex] = metexMeters;
const seed = 41;

const pairs: (readonly [string, string, ByteDriver, HidBridge])[] = [];
for (const bridge of hidBridges) {
  for (const driver of [uniTUt61e, vc820, metex, fluke]) {
    const is9600 = driver?.manifest.line?.baudRate === 9_600;
    if (driver !== undefined && (bridge.name !== 'CH9329' || is9600)) {
      pairs.push([driver.manifest.id, bridge.name, driver, bridge]);
    }
  }
}

describe.each(pairs)('%s behind a %s', (_id, _name, driver, bridge) => {
  const through =
    (features: string[]) =>
    (line: Transport, { clock, random }: SimulatorContext) => {
      const settings = driver.manifest.line;
      if (settings === undefined) throw new Error('a meter has a line');
      const device = simulatedBridge(bridge, line, { random, features });
      return openHidTransport({ device, bridge, line: settings, clock, address: 'hid:test' });
    };

  it('reads the truth after the line was set', async () => {
    const features: string[] = [];
    const bench = await openBench(driver, { seed, through: through(features) });
    expect((await readMany(bench, 0, 6)).filter(({ kind }) => kind !== 'right')).toEqual([]);
    expect(features).toHaveLength(driver.manifest.line === undefined ? 0 : bridge.setUp(driver.manifest.line).length);
  });

  it.each(['byte-loss', 'garbage', 'late-answer', 'silence'] as const)(
    'under %s never gives a wrong reading',
    async (fault) => {
      const bench = await openBench(driver, { seed, through: through([]) });
      const outcomes = await readMany(bench, 0, 2);
      bench.faults.set(fault, true);
      outcomes.push(...(await readMany(bench, 2, 10)));
      bench.faults.set(fault, false);
      if (bench.freeRunning && fault === 'late-answer') await bench.clock.advance(16_000);
      outcomes.push(...(await recovers(bench, 12, 3, 60_000)));
      expect(wrongs(outcomes)).toEqual([]);
    },
  );

  it('pulled out is lost once with the reason, and a call fails at once', async () => {
    const bench = await openBench(driver, { seed, through: through([]) });
    const reasons: string[] = [];
    bench.instrument.onLost(({ code }) => reasons.push(code));
    const inFlight = readOnce(bench, 0);
    await bench.clock.advance(2_550);
    bench.faults.set('unplug', true);
    expect((await inFlight).kind).toBe('refused');
    expect(reasons).toEqual(['transport/unplugged']);
  });
});
