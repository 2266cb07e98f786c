/**
 * What stands where in the registers of both families, written out from the public register maps and from nothing of ours:
 * driver and simulator share their tables, so that only numbers from elsewhere can show a wrong one.
 */
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../foundation/clock/virtual-clock.ts';
import { seededRandom } from '../../../foundation/random/random.ts';
import type { ByteDriver } from '../../contract/driver.ts';
import { FaultSwitch } from '../../contract/fault.ts';
import { createUnit } from '../../simulated-unit/simulated-bench-unit.ts';
import { simulatedPipe } from '../../transport/simulated.ts';
import { dpsDriver } from '../rdtech-dps/driver.ts';
import { dpsMap } from '../rdtech-dps/registers.ts';
import { ridenDriver } from '../riden-rd60xx/driver.ts';
import { ridenMap } from '../riden-rd60xx/registers.ts';
import { protectionOf } from './panel.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

async function bench(driver: ByteDriver, model: string) {
  const clock = new VirtualClock();
  const context = { clock, faults: new FaultSwitch(), random: seededRandom(5), model };
  const unit = createUnit({ clock, startLevel: 40 });
  unit.supply.set({ volts: 5, amps: 1 });
  const { transport, wire } = simulatedPipe({ ...context, address: 'sim:supply', msPerByte: 0.1 });
  const heard: string[] = [];
  wire.onData((chunk) => heard.push(hex(chunk)));
  driver.simulate(unit, context).attach(wire);
  const supply = await clock.run(driver.open(transport, { clock }));
  const call = (verb: string, args: unknown) => clock.run(supply.call(verb, args, { deadlineMs: 5_000 }));
  return { unit, heard, call };
}

describe('registers 0 to 20 of an RD6006', () => {
  // 60062, serial number 12345, firmware 1.28, 27 °C, 81 °F, 5.00 V and 6.000 A set, 4.98 V, 5.432 A, 27.05 W, 48.12 V in.
  const block = [60_062, 0, 12_345, 128, 0, 27, 0, 81, 500, 6_000, 498, 5_432, 0, 2_705, 4_812, 0, 2, 1, 1, 0, 0];

  it('are asked for at once, and every one is taken for what it is', () => {
    expect([ridenMap.first, ridenMap.count]).toEqual([0, 21]);
    expect(ridenMap.panelOf(block)).toEqual({
      identity: { make: 'Riden', model: 'RD6006', serial: '00012345', firmware: '1.28' },
      scale: { voltExponent: -2, ampExponent: -3, maxVolts: 60, maxAmps: 6 },
      ...{ setVolts: 500, setAmps: 6_000, volts: 498, amps: 5_432 },
      ...{ output: true, mode: 'constant-current', protection: 'over-current' },
    });
  });

  it('hold a serial number that is longer than one of them', () => {
    const long = block.map((kept, place) => (place === 1 ? 1 : kept));
    expect(ridenMap.panelOf(long)?.identity.serial).toBe('00077881');
  });

  it('of which the output is neither on nor off are of no supply', () => {
    expect(ridenMap.panelOf(block.map((kept, place) => (place === 18 ? 2 : kept)))).toBeUndefined();
  });
});

it.each([
  [60_064, 'RD6006'],
  [60_124, 'RD6012'],
  [60_129, 'RD6012P'],
  [60_180, 'RD6018'],
  [60_189, 'RD6018'],
  [60_240, 'RD6024'],
  [60_249, 'RD6024'],
])('%i is still an %s', (id, model) => {
  const block = Array.from({ length: 21 }, (_, place) => (place === 0 ? id : 0));
  expect(ridenMap.panelOf(block)?.identity.model).toBe(model);
});

it.each([60_179, 60_190, 60_239, 60_250, 60_119])('%i is of no model whose scale is known', (id) => {
  const block = Array.from({ length: 21 }, (_, place) => (place === 0 ? id : 0));
  expect(ridenMap.panelOf(block)).toBeUndefined();
});

it('registers 0 to 12 of a DPS5015 are asked for at once, and every one is taken for what it is', () => {
  // 12.34 V and 14.00 A set, 12.30 V, 9.87 A, 121.4 W, 56.00 V in, unlocked, over-power, CC, on, backlight 4, version 1.7.
  const block = [1_234, 1_400, 1_230, 987, 12_140, 5_600, 0, 3, 1, 1, 4, 5_015, 17];
  expect([dpsMap.first, dpsMap.count]).toEqual([0, 13]);
  expect(dpsMap.panelOf(block)).toEqual({
    identity: { make: 'RDTech', model: 'DPS5015', firmware: '1.7' },
    scale: { voltExponent: -2, ampExponent: -2, maxVolts: 50, maxAmps: 15 },
    ...{ setVolts: 1_234, setAmps: 1_400, volts: 1_230, amps: 987 },
    ...{ output: true, mode: 'constant-current', protection: 'over-power' },
  });
});

it.each([
  [3_005, 30],
  [5_005, 50],
  [5_015, 50],
  [5_020, 50],
  [8_005, 80],
])('a DPS%i gives %i V', (id, maxVolts) => {
  const block = Array.from({ length: 13 }, (_, place) => (place === 11 ? id : 0));
  expect(dpsMap.panelOf(block)?.scale.maxVolts).toBe(maxVolts);
});

it('the states of protection are none, voltage, current and power, in this order', () => {
  expect([0, 1, 2, 3, 4, undefined].map(protectionOf)).toEqual([
    'none',
    'over-voltage',
    'over-current',
    'over-power',
    'other',
    'other',
  ]);
});

describe.each([
  ['RD6006', ridenDriver, '01060012000029cf', '0103000000158405', '0110000800020401f403e8b2b9'],
  ['DPS5005', dpsDriver, '01060009000059c8', '01030000000d840f', '0110000000020401f403e8b31f'],
] as const)('the frames of an %s', (model, driver, off, asked, set) => {
  it('are those that its map makes of Modbus', async () => {
    const { heard, call } = await bench(driver, model);
    expect(driver.safeState.frames.map(hex)).toEqual([off, off]);
    await call('set', { volts: 5, amps: 1 });
    await call('output', { on: false });
    expect(new Set(heard)).toEqual(new Set([asked, set, off]));
  });

  it('give volts and amperes of one answer, each in its unit', async () => {
    const { heard, call } = await bench(driver, model);
    await call('output', { on: true });
    const from = heard.length;
    const { voltage, current } = (await call('measure', {})) as Record<string, unknown>;
    expect(voltage).toMatchObject({ unit: 'V', quantity: 'voltage', resolution: 0.01, flags: ['dc'], status: 'ok' });
    expect(current).toMatchObject({ unit: 'A', quantity: 'current', resolution: 0.001, flags: ['dc'], status: 'ok' });
    expect(heard.slice(from)).toEqual([asked]);
    await expect(call('state', { channel: 2 })).rejects.toMatchObject({ code: 'supply/no-channel' });
  });

  it('say only what was asked for: nothing is written where nothing was', async () => {
    const { heard, call } = await bench(driver, model);
    await call('set', {});
    expect(new Set(heard)).toEqual(new Set([asked]));
  });

  it('switch at most three times, and then it is said which protection has tripped', async () => {
    const { unit, heard, call } = await bench(driver, model);
    unit.supply.output = () => undefined;
    await expect(call('output', { on: true })).rejects.toMatchObject({
      code: 'supply/not-confirmed',
      params: { question: 'output', wanted: true, actual: false, protection: 'none' },
    });
    expect(heard.filter((frame) => frame.startsWith('0106'))).toHaveLength(3);
  });
});
