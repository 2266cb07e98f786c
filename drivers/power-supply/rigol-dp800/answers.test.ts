/** What a DP800's answers must be to be believed: they have no checksum, and volts, amperes and watts vouch for each other. */
import { describe, expect, it } from 'vitest';
import type { PowerSupplyVerbs } from '../../../foundation/capability/capability.ts';
import { VirtualClock } from '../../../foundation/clock/virtual-clock.ts';
import { seededRandom } from '../../../foundation/random/random.ts';
import { FaultSwitch } from '../../contract/fault.ts';
import { simulatedPipe } from '../../transport/simulated.ts';
import { dp800Driver } from './driver.ts';

/** A DP832A that measures these, one after the other, and the last one again and again. */
async function measuring(...answers: readonly string[]) {
  const clock = new VirtualClock();
  const context = { clock, faults: new FaultSwitch(), random: seededRandom(5) };
  const { transport, wire } = simulatedPipe({ ...context, address: 'sim:supply', msPerByte: 0.1 });
  let asked = 0;
  wire.onData((chunk) => {
    for (const line of String.fromCharCode(...chunk)
      .split('\n')
      .filter(Boolean)) {
      const measured = () => answers[asked++] ?? answers.at(-1) ?? '';
      const answer =
        line === '*IDN?'
          ? 'RIGOL TECHNOLOGIES,DP832A,DP8B000000001,00.01.14'
          : line.startsWith(':MEAS')
            ? measured()
            : '';
      if (answer !== '') clock.after(5, () => wire.send(Buffer.from(`${answer}\n`)));
    }
  });
  const supply = await clock.run(dp800Driver.open(transport, { clock }));
  const reading = clock.run(supply.call('measure', {}, { deadlineMs: 20_000 })) as Promise<
    PowerSupplyVerbs['measure']['out']
  >;
  return { reading, asked: () => asked };
}

it('four equal answers are one reading, in the digits that they have, behind two that show how many these are', async () => {
  const { reading, asked } = await measuring('5.0000,0.1000,0.500');
  const { voltage, current } = await reading;
  expect(voltage).toMatchObject({ value: 5, unit: 'V', quantity: 'voltage', resolution: 1e-4, flags: ['dc'] });
  expect(current).toMatchObject({ value: 0.1, unit: 'A', quantity: 'current', resolution: 1e-4, flags: ['dc'] });
  expect(asked()).toBe(6);
});

describe('an answer', () => {
  it.each([
    ['whose watts are not its volts times its amperes', '5.000,0.500,0.500'],
    ['that has lost a digit of its volts', '.000,0.100,0.500'],
    ['that has lost a digit before the point', '2.000,0.100,1.200'],
    ['of two numbers', '5.000,0.100'],
    ['of four', '5.000,0.100,0.500,1.000'],
    ['without a point', '5000,0.100,500'],
    ['with too few digits behind it', '5.00,0.10,0.5'],
    ['of words', 'CV,CC,UR'],
  ])('%s is never taken, however often it comes', async (_what, wrong) => {
    const { reading } = await measuring(wrong);
    await expect(reading).rejects.toMatchObject({ code: expect.stringMatching(/unreadable|timeout/) });
  });

  it.each([
    ['watts that are rounded', '29.999,2.9990,89.967', 29.999],
    ['a little beside them, as digits of three questions may be', '30.000,3.0000,90.100', 30],
    ['of nothing', '0.000,0.000,0.000', 0],
    ['below nothing, which a switched off output shows', '-0.001,0.000,0.000', -0.001],
  ])('with %s is one', async (_what, right, volts) => {
    const { reading } = await measuring(right);
    expect((await reading).voltage.value).toBe(volts);
  });
});

describe('a number that moves', () => {
  const rows = (...volts: readonly number[]) => volts.map((value) => `${value.toFixed(3)},0.000,0.000`);

  it.each([
    ['by less than one percent, is the middle one of five', rows(10, 10.02, 10.04, 10.06, 10.08), 10.04, 5],
    ['by 2 mV where it is little, too', rows(0.01, 0.011, 0.012, 0.011, 0.01), 0.011, 5],
    ['by more, is the middle one of nine', rows(10, 11, 12, 13, 14, 15, 16, 17, 18), 14, 9],
    ['by 3 mV where it is little, too', rows(0.01, 0.013, 0.016, 0.019, 0.022, 0.025, 0.028, 0.031, 0.034), 0.022, 9],
  ])('%s', async (_how, answers, middle, count) => {
    const { reading, asked } = await measuring(answers[0] ?? '', answers[0] ?? '', ...answers);
    expect((await reading).voltage.value).toBe(middle);
    expect(asked()).toBe(2 + count);
  });
});
