/**
 * An answer as the published layout has it, encrypted elsewhere: driver and simulator share key and places, so that only
 * bytes from elsewhere can show a wrong one.
 */
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../foundation/clock/virtual-clock.ts';
import { seededRandom } from '../../../foundation/random/random.ts';
import { FaultSwitch } from '../../contract/fault.ts';
import { simulatedPipe } from '../../transport/simulated.ts';
import { tc66cDriver } from './driver.ts';
import { frameOf, parseFrame, type TcFrame } from './frame.ts';
import { readingsOf } from './meaning.ts';

/**
 * pac1: `TC66`, `1.15`, number 123456, 9.0321 V, 2.12345 A, 19.1792 W. pac2: 4.2 Ω, 1234 mAh, 6170 mWh, 22 mAh, 333 mWh, below
 * zero, 7 °C, D+ 2.71 V, D- 2.74 V.
 */
const answer = Uint8Array.from(
  Buffer.from(
    [
      'ffd9b095a970d7e03409742dc03cf2e52aca6ec4a4554d5542e8674b097e259c2aca6ec4a4554d5542e8674b097e259c',
      '3d940bfee58ce8c6e462bf5f13771506c602d027d0ebe3ab021a6b2c93d2bad10e848b9fd9ab06128d72d213ab1d5da7',
      '896c85f9a67e93b3772c7173e2ac1461b7425a562741ca9d1c6f9fc7a1a3bee94231f411e56f5c203c590b4a68fd5b09',
      '2aca6ec4a4554d5542e8674b097e259c2aca6ec4a4554d5542e8674b097e259ce09c4004c92da948c3165eebdb8b9ec2',
    ].join(''),
    'hex',
  ),
);

const frame: TcFrame = {
  ...{ model: 'TC66', firmware: '1.15', serial: 123_456, volts: 90_321, amps: 212_345, watts: 191_792 },
  ...{ milliampHours: [1_234, 22], milliwattHours: [6_170, 333], celsius: -7, dPlus: 271, dMinus: 274 },
};

it('every field is taken from its place', () => {
  expect(parseFrame(answer)).toEqual(frame);
});

it('every field is a reading in its unit and digits', () => {
  const readings = readingsOf(frame, { at: 5 });
  const told = Object.entries(readings).flatMap(([name, reading]) =>
    typeof reading === 'string' ? [] : [[name, reading.value, reading.unit, reading.resolution]],
  );
  expect(told).toEqual([
    ['voltage', 9.0321, 'V', 1e-4],
    ['current', 2.12345, 'A', 1e-5],
    ['power', 19.1792, 'W', 1e-4],
    ['temperature', -7, 'Cel', 1],
    ['charge', 1.234, 'A.h', 1e-3],
    ['energy', 6.17, 'W.h', 1e-3],
    ['dPlus', 2.71, 'V', 1e-2],
    ['dMinus', 2.74, 'V', 1e-2],
  ]);
});

it.each([
  ['24.48 V', { volts: 244_800 }, 'ok'],
  ['24.4801 V', { volts: 244_801 }, 'overrange'],
  ['5.1 A', { amps: 510_000 }, 'ok'],
  ['5.10001 A', { amps: 510_001 }, 'overrange'],
])('%s, where it goes to 24 V and 5 A and two percent more, is %s', (_what, more, status) => {
  const { voltage, current, power } = readingsOf({ ...frame, ...more });
  expect([voltage.status, current.status]).toContain(status);
  expect(power.status).toBe(status);
  expect(power.value === null).toBe(status !== 'ok');
});

it('the promise of its maker is for a TC66 under either name, and for no other meter', () => {
  for (const model of ['TC66', 'TC66C']) expect(readingsOf({ ...frame, model }).voltage.u95).toBeGreaterThan(0);
  expect(readingsOf({ ...frame, model: 'XC66' }).voltage.u95).toBeUndefined();
});

describe('a meter that is exchanged behind our back', () => {
  it('is noticed by its number', async () => {
    const clock = new VirtualClock();
    const options = { clock, random: seededRandom(5), faults: new FaultSwitch(), address: 'sim:tc' };
    const { transport, wire } = simulatedPipe(options);
    let shown = frame;
    const heard: string[] = [];
    wire.onData((chunk) => {
      heard.push(String.fromCharCode(...chunk));
      clock.after(20, () => wire.send(frameOf(shown)));
    });
    const meter = await clock.run(tc66cDriver.open(transport, { clock }));
    const read = () => clock.run(meter.call('read', {}, { deadlineMs: 4_000 }));
    expect(await read()).toMatchObject({ voltage: { value: 9.0321 } });
    expect(new Set(heard)).toEqual(new Set(['getva']));
    shown = { ...frame, serial: 123_457 };
    await expect(read()).rejects.toMatchObject({
      code: 'instrument/changed',
      params: { expected: '123456', actual: '123457' },
    });
  });
});
