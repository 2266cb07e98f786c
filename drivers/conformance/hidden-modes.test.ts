/**
 * Every multimeter with a key pressed that makes its number another than the present one: it refuses, or its manifest says that
 * nothing tells it. So a driver that forgets to look at a symbol is found, and so is one that promises too much.
 */
import { describe, expect, it } from 'vitest';
import { hiddenModes } from '../../foundation/capability/hidden-mode.ts';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { failureOf } from '../../foundation/failure.ts';
import { seededRandom } from '../../foundation/random/random.ts';
import { catalogue } from '../catalogue.ts';
import type { ByteDriver } from '../contract/driver.ts';
import { FaultSwitch } from '../contract/fault.ts';
import { hiddenModesOf } from '../contract/hidden-modes.ts';
import { createUnit } from '../simulated-unit/simulated-bench-unit.ts';
import { simulatedPipe } from '../transport/simulated.ts';
import { otherModels } from './models.ts';

interface Meter {
  readonly name: string;
  readonly driver: ByteDriver;
  readonly model?: string;
}

const isMultimeter = ({ driver }: { readonly driver: ByteDriver }) => driver.manifest.capability === 'Multimeter';
const meters: readonly Meter[] = [
  ...catalogue.flatMap((driver) => (driver.link === 'bytes' ? [{ driver, name: driver.manifest.id }] : [])),
  ...otherModels,
].filter(isMultimeter);

async function opened({ driver, model }: Meter) {
  const clock = new VirtualClock();
  const context = { clock, random: seededRandom(41), faults: new FaultSwitch() };
  const unit = createUnit({ clock, seed: 41, startLevel: 60 });
  const simulated = driver.simulate(unit, model === undefined ? context : { ...context, model });
  const { transport, wire } = simulatedPipe({ ...context, address: 'sim:meter', msPerByte: 0.5 });
  simulated.attach(wire);
  const instrument = await clock.run(driver.open(transport, { clock }));
  const read = () => clock.run(instrument.call('read', { quantity: 'voltage' }, { deadlineMs: 15_000 }));
  return { instrument, simulated, read };
}

describe.each(meters.map((meter) => [meter.name, meter] as const))('%s', (_name, meter) => {
  const { cannotTell } = meter.driver.manifest;

  it('says what nothing tells of its front panel, and refuses what something tells', async () => {
    expect(cannotTell).toBeDefined();
    const { instrument, simulated, read } = await opened(meter);
    const untold = hiddenModesOf(cannotTell, instrument.identity.model);
    // A bench meter is put on the function first, which takes such a key back.
    await read();
    let looked = untold.length;
    for (const mode of hiddenModes.filter((each) => !untold.includes(each))) {
      if (simulated.press?.(mode) !== true) continue;
      looked += 1;
      const outcome = await read().then(() => 'a reading', failureOf);
      expect(outcome, mode).toMatchObject({ code: mode === 'hold' ? 'meter/hold' : 'meter/not-live' });
      simulated.press(undefined);
      expect(await read(), `after ${mode}`).toMatchObject({ status: 'ok', quantity: 'voltage' });
    }
    expect(looked).toBeGreaterThan(0);
  });
});
