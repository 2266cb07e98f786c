/** One worked example for each table, with the limit as the maker's document gives it. */
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import type { Reading } from '../../foundation/measurement/reading.ts';
import { seededRandom } from '../../foundation/random/random.ts';
import { FaultSwitch } from '../contract/fault.ts';
import { fluke28xAccuracy } from '../multimeter/fluke-qm/accuracy.ts';
import { u125xAccuracy } from '../multimeter/keysight-u12xx/accuracy.ts';
import { scpiAccuracy } from '../multimeter/scpi-multimeter/accuracy.ts';
import { scpiMultimeter } from '../multimeter/scpi-multimeter/driver.ts';
import { ut61eAccuracy } from '../multimeter/uni-t-ut61e/accuracy.ts';
import { ut61PlusAccuracy } from '../multimeter/uni-t-ut61e-plus/accuracy.ts';
import { dpsAccuracy } from '../power-supply/rdtech-dps/accuracy.ts';
import { ridenAccuracy } from '../power-supply/riden-rd60xx/accuracy.ts';
import { dp800Accuracy } from '../power-supply/rigol-dp800/accuracy.ts';
import type { SimulatedUnit } from '../simulated-unit/unit.ts';
import { simulatedPipe } from '../transport/simulated.ts';
import { tcAccuracy } from '../usb-meter/rdtech-tc66c/accuracy.ts';
import { umAccuracy } from '../usb-meter/rdtech-um25c/accuracy.ts';
import { type RatedAs, rated } from './accuracy.ts';

const volts = (value: number, resolution: number, range?: string): Reading => ({
  ...{ value, unit: 'V', quantity: 'voltage', status: 'ok', flags: ['dc'], resolution },
  ...(range === undefined ? {} : { range }),
});
const amps = (value: number, resolution: number, range?: string): Reading => ({
  ...volts(value, resolution, range),
  ...{ unit: 'A', quantity: 'current' },
});
const ohms = (value: number, resolution: number, range?: string): Reading => ({
  ...volts(value, resolution, range),
  ...{ unit: 'Ohm', quantity: 'resistance', flags: [] },
});
const of = (model: string, more: Partial<RatedAs> = {}): RatedAs => ({ models: [model], ...more });
const bench = (model: string) => of(model, { digitPart: 1e-6 });

/** Reading, table, and ± the limit in the base unit. */
const examples = [
  ['34401A, 4.7 V on 10 V: 0.0035 % + 0.0005 %', volts(4.7, 1e-5, '+1.0E+01'), scpiAccuracy, bench('34401A'), 214.5e-6],
  ['34401A, gain verification, 1 V: ±47 µV', volts(1, 1e-6, '1'), scpiAccuracy, bench('34401A'), 47e-6],
  ['34401A, gain verification, 1000 V: ±55 mV', volts(1000, 1e-3, '1000'), scpiAccuracy, bench('34401A'), 55e-3],
  ['34401A, gain verification, 10 mA: ±7 µA', amps(0.01, 1e-8, '0.01'), scpiAccuracy, bench('34401A'), 7e-6],
  ['34401A, gain verification, 2 A: ±3.0 mA', amps(2, 1e-6, '3'), scpiAccuracy, bench('34401A'), 3e-3],
  ['34401A, 100 Ω: ±14 mΩ and 0.2 Ω', ohms(100, 1e-4, '100'), scpiAccuracy, bench('34401A'), 0.214],
  ['34401A, 100 MΩ: ±810 kΩ', ohms(1e8, 100, '1E8'), scpiAccuracy, bench('34401A'), 810_000.2],
  ['34461A, 4.7 V on 10 V', volts(4.7, 1e-5, '10'), scpiAccuracy, bench('34461A'), 214.5e-6],
  ['34405A, 4.7 V on 10 V: 0.025 % + 0.005 %', volts(4.7, 1e-4, '10'), scpiAccuracy, bench('34405A'), 1.675e-3],
  ['34405A, zero offset, 10 A: ±0.7 mA', amps(0, 1e-5, '10'), scpiAccuracy, bench('34405A'), 0.7e-3],
  ['SDM3055, 4.7 V on 20 V: 0.015 % + 0.004 %', volts(4.7, 1e-4, '20'), scpiAccuracy, bench('SDM3055'), 1.505e-3],
  ['289, 4.7 V: 0.025 % + 2, and 20 for a second display', volts(4.7, 1e-4), fluke28xAccuracy, of('289'), 3.375e-3],
  ['U1251B, 3.0000 A: 0.3 % + 10', amps(3, 1e-4), u125xAccuracy, of('U1251B'), 0.01],
  ['U1252B, 20.000 mA: 0.15 % + 5, 20 without Null', amps(0.02, 1e-6), u125xAccuracy, of('U1252B'), 55e-6],
  ['U1253B, 470.00 Ω: 0.05 % + 10, 0.2 Ω', ohms(470, 0.01), u125xAccuracy, of('U1253B'), 0.535],
  ['UT61E, 3.303 V: 0.1 % + 2', volts(3.303, 1e-3), ut61eAccuracy, of('UT61E'), 0.005_303],
  ['UT61E+, 5.000 V: 0.05 % + 5', volts(5, 1e-3), ut61PlusAccuracy, of('UT61E+'), 7.5e-3],
  ['UT61D+, 3.300 V: 0.5 % + 3', volts(3.3, 1e-3), ut61PlusAccuracy, of('UT61D+'), 19.5e-3],
  ['UT61B+, 47.0 Ω: 1.2 % + 2, leads', ohms(47, 0.1), ut61PlusAccuracy, of('UT61B+'), 1.264],
  ['DP832, 1 V: the answer is within 10.5 mV', volts(1, 1e-3), dp800Accuracy, of('DP832', { output: 1 }), 10.5e-3],
  ['DP831A, 30 V output, 2 A: < 7 mA', amps(2, 1e-4), dp800Accuracy, of('DP831A', { output: 2 }), 7e-3],
  ['RD6006, 5.00 V: 0.3 % + 3', volts(5, 0.01), ridenAccuracy, of('RD6006'), 0.045],
  ['DPS5005, 5.00 V: 0.5 % + 2', volts(5, 0.01), dpsAccuracy, of('DPS5005'), 0.045],
  ['UM25C, 5.000 V: 0.05 % + 2', volts(5, 0.001), umAccuracy, of('UM25C'), 4.5e-3],
  ['TC66C, 2.00000 A: 0.1 % + 4', amps(2, 1e-5), tcAccuracy, of('TC66C'), 2.04e-3],
] as const;

/** What READMEs call recalled: by the beginning of the example's name. */
const recalled = /^(34401A, gain verification, (10 mA|2 A)|34401A, 100 |34405A|UT61E,|RD6006|DPS5005|UM25C|TC66C)/;

describe('a reading of a', () => {
  it.each(examples)('%s', (what, reading, tables, as, limit) => {
    const { u95 = Number.NaN, uncertaintySource } = rated(reading, tables, as);
    expect(u95 / ((2 * limit) / Math.sqrt(3))).toBeCloseTo(1, 9);
    expect(uncertaintySource).toBe(recalled.test(what) ? 'recalled' : 'specification');
  });

  it('U1252B in volts, whose rows nobody has seen, says that they are recalled; in amperes not', () => {
    expect(rated(volts(4.1, 1e-4), u125xAccuracy, of('U1252B')).uncertaintySource).toBe('recalled');
    expect(rated(amps(0.02, 1e-6), u125xAccuracy, of('U1252B')).uncertaintySource).toBe('specification');
  });

  it('UM25C below the 4 V its maker names has no uncertainty', () => {
    expect(rated(volts(3.9, 0.001), umAccuracy, of('UM25C')).u95).toBeUndefined();
  });

  it('UT61E+ below 1 % of its range has none', () => {
    expect(rated(volts(0.219, 1e-3), ut61PlusAccuracy, of('UT61E+')).u95).toBeUndefined();
  });

  it('SDM3055 above 500 V has none, where its maker adds volt by volt', () => {
    expect(rated(volts(501, 1e-3, '1000'), scpiAccuracy, bench('SDM3055')).u95).toBeUndefined();
  });
});

describe('an open SCPI multimeter', () => {
  const limits: Readonly<Record<string, (value: number) => number | undefined>> = {
    '34401A': (value) => value * 3.5e-5 + 5e-5,
    '34461A': (value) => value * 3.5e-5 + 5e-5,
    '34460A': () => undefined,
    XDM1241: () => undefined,
    DM3058: () => undefined,
  };

  it.each(Object.entries(limits))('%s gives the uncertainty of its own model', async (model, limitOf) => {
    const clock = new VirtualClock();
    const context = { clock, faults: new FaultSwitch(), random: seededRandom(7), model };
    const unit = { batteryTerminal: () => ({ volts: 3.842_13, amps: 0 }) } as unknown as SimulatedUnit;
    const { transport, wire } = simulatedPipe({ ...context, address: 'sim:meter', msPerByte: 0.09 });
    scpiMultimeter.simulate(unit, context).attach(wire);
    const meter = await clock.run(scpiMultimeter.open(transport, { clock }));
    for (const args of [{ quantity: 'voltage' }, { quantity: 'voltage', upTo: 6 }, {}]) {
      const read = meter.call('read', args, { deadlineMs: 10_000 });
      const { value, u95, uncertaintySource } = (await clock.run(read)) as Reading;
      const limit = limitOf(value ?? Number.NaN);
      expect(uncertaintySource).toBe(limit === undefined ? undefined : 'specification');
      if (limit === undefined) expect(u95).toBeUndefined();
      else expect(u95).toBeCloseTo((2 * limit) / Math.sqrt(3), 12);
    }
  });
});
