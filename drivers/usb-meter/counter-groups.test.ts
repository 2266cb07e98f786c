/** Meters with several groups of counters, of which a key chooses one in mid-charge. */
import { expect, it } from 'vitest';
import type { UsbMeterVerbs } from '../../foundation/capability/capability.ts';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { seededRandom } from '../../foundation/random/random.ts';
import type { ByteDriver } from '../contract/driver.ts';
import { FaultSwitch } from '../contract/fault.ts';
import { simulatedPipe } from '../transport/simulated.ts';
import { CounterGroups } from './counter-groups.ts';
import { tc66cDriver } from './rdtech-tc66c/driver.ts';
import { frameOf as tcFrameOf } from './rdtech-tc66c/frame.ts';
import { rdtechUmDriver } from './rdtech-um25c/driver.ts';
import { frameOf as umFrameOf } from './rdtech-um25c/frame.ts';

const ten = (...counts: readonly number[]) => Array.from({ length: 10 }, (_, group) => counts[group] ?? 0);

/** A meter that answers with what it shows at that moment; `energy` reads it, in watt-hours. */
async function showing(driver: ByteDriver, shown: () => Uint8Array) {
  const clock = new VirtualClock();
  const options = { clock, random: seededRandom(5), faults: new FaultSwitch(), address: 'sim:usb' };
  const { transport, wire } = simulatedPipe(options);
  wire.onData(() => clock.after(20, () => wire.send(shown())));
  const meter = await clock.run(driver.open(transport, { clock }));
  return async () => {
    // Time for a count to be as large as the current allows.
    await clock.advance(600_000);
    const call = clock.run(meter.call('read', {}, { deadlineMs: 5_000 }));
    const { energy, charge } = (await call) as UsbMeterVerbs['read']['out'];
    return [energy.value, charge.value];
  };
}

it('a UM25C whose group key is pressed in mid-charge goes on counting, and does not mix two groups', async () => {
  const live = { model: 'UM25C', volts: 5_000, amps: 10_000, milliwatts: 5_000, celsius: 25, fahrenheit: 77 } as const;
  let counts = { group: 0, milliampHours: ten(2_000, 0, 0, 70), milliwattHours: ten(10_000, 0, 0, 350) };
  const energy = await showing(rdtechUmDriver, () =>
    umFrameOf({ ...live, ...counts, dPlus: 60, dMinus: 60, mode: 7, deciohms: 50 }),
  );
  expect(await energy()).toEqual([10, 2]);
  counts = { ...counts, milliampHours: ten(2_100, 0, 0, 70), milliwattHours: ten(10_500, 0, 0, 350) };
  expect(await energy()).toEqual([10.5, 2.1]);
  counts = { group: 3, milliampHours: ten(2_100, 0, 0, 170), milliwattHours: ten(10_500, 0, 0, 850) };
  expect(await energy()).toEqual([11, 2.2]);
});

it('a TC66C that counts in its second group does not stand still', async () => {
  const live = { model: 'TC66', firmware: '1.14', serial: 7, volts: 50_000, amps: 100_000, watts: 50_000 };
  let second = 5;
  const energy = await showing(tc66cDriver, () => {
    const counts = { milliampHours: [2_000, 40 + second], milliwattHours: [10_000, 200 + 5 * second] } as const;
    return tcFrameOf({ ...live, ...counts, celsius: 25, dPlus: 60, dMinus: 60 });
  });
  expect(await energy()).toEqual([10, 2]);
  second += 100;
  expect(await energy()).toEqual([10.5, 2.1]);
});

it('a group that was cleared has counted what it shows since, and the first one is told as it stands', () => {
  const groups = new CounterGroups();
  const take = (first: number, other: number) =>
    groups.take({ milliampHours: [first, other], milliwattHours: [10 * first, 10 * other] }, 0);
  take(100, 900);
  expect(take(100, 30)).toEqual({ milliampHours: 130, milliwattHours: 1_300 });
  expect(take(5, 30)).toEqual({ milliampHours: 35, milliwattHours: 350 });
});
