/**
 * A sample as the public description has it, written out byte by byte: driver and simulator share their places, so that only
 * bytes from elsewhere can show a wrong one.
 */
import { expect, it } from 'vitest';
import { VirtualClock } from '../../../foundation/clock/virtual-clock.ts';
import { seededRandom } from '../../../foundation/random/random.ts';
import { FaultSwitch } from '../../contract/fault.ts';
import { simulatedPipe } from '../../transport/simulated.ts';
import { type AdcSample, parseAdc } from './adc.ts';
import { km003cDriver } from './driver.ts';
import { readingsOf } from './instrument.ts';
import { parseData } from './packet.ts';

/** 20.123456 V, -3.254321 A, averages 20.1 V and -3.25 A, two raw ones, 25.5 °C, CC1 1.65 V, CC2 0.02 V, D± 2.71 V and 2.74 V. */
const sample = [
  ...['400f3301', 'cf57ceff', 'a0b33201', 'b068ceff', '01000000', '02000000'],
  ...['c00c', '7440', 'c800', 'dc69', '086b', 'f480', '02', '00', '1400', '9600', 'a501'],
];
const packet = (number: number) =>
  Uint8Array.from(
    Buffer.from(`41${number.toString(16).padStart(2, '0')}8002 0100000b`.replaceAll(' ', '') + sample.join(''), 'hex'),
  );
const expected: AdcSample = {
  ...{ microvolts: 20_123_456, microamps: -3_254_321, averageMicrovolts: 20_100_000, averageMicroamps: -3_250_000 },
  ...{ temperature: 3_264, cc1: 16_500, cc2: 200, dPlus: 27_100, dMinus: 27_400, vdd: 33_012, rate: 2 },
};

it('every field is taken from its place', () => {
  const [part] = parseData(packet(7))?.parts ?? [];
  expect(part?.attribute).toBe(1);
  expect(parseAdc(part?.bytes ?? new Uint8Array(0))).toEqual(expected);
});

it('every field is a reading in its unit and digits', () => {
  const told = Object.entries(readingsOf(expected, { at: 1 })).flatMap(([name, reading]) =>
    typeof reading === 'string' ? [] : [[name, reading.value, reading.unit, reading.resolution]],
  );
  expect(told).toEqual([
    ['voltage', 20.123456, 'V', 1e-6],
    ['current', -3.254321, 'A', 1e-6],
    ['power', -65.488185, 'W', 1e-6],
    ['temperature', 25.5, 'Cel', 0.01],
    ['charge', null, 'A.h', undefined],
    ['energy', null, 'W.h', undefined],
    ['dPlus', 2.71, 'V', 1e-4],
    ['dMinus', 2.74, 'V', 1e-4],
  ]);
});

it.each<[string, Partial<AdcSample>, string, 1 | -1 | undefined]>([
  ['51 V', { microvolts: 51_000_000 }, 'ok', undefined],
  ['a microvolt more', { microvolts: 51_000_001 }, 'overrange', 1],
  ['6.12 A', { microamps: 6_120_000 }, 'ok', undefined],
  ['a microampere more', { microamps: 6_120_001 }, 'overrange', 1],
  ['as much the other way', { microamps: -6_120_001 }, 'overrange', -1],
])('%s, where it is made for 50 V and 6 A and shows two percent more', (_what, more, status, sign) => {
  const { voltage, current, power } = readingsOf({ ...expected, ...more }, { at: 1 });
  const beyond = voltage.status === 'ok' ? current : voltage;
  expect([beyond.status, beyond.overloadSign, power.status]).toEqual([status, sign, status]);
});

it('on the wire it is asked for a sample under ever another number, and only the answer under that number counts', async () => {
  const clock = new VirtualClock();
  const context = { clock, faults: new FaultSwitch(), random: seededRandom(3) };
  const { transport, wire } = simulatedPipe({ ...context, address: 'sim:km' });
  const heard: string[] = [];
  let isStale = false;
  wire.onData((chunk) => {
    heard.push(Buffer.from(chunk).toString('hex'));
    const number = chunk[1] ?? 0;
    clock.after(2, () => wire.send(packet(isStale ? (number + 255) % 256 : number)));
  });
  const meter = await clock.run(km003cDriver.open(transport, { clock }));
  const read = () => clock.run(meter.call('read', {}, { deadlineMs: 2_000 }));
  expect(await read()).toMatchObject({ voltage: { value: 20.123456 }, current: { value: -3.254321 } });
  for (const each of heard) expect(each).toMatch(/^0c..0200$/);
  expect(new Set(heard).size).toBe(heard.length);
  isStale = true;
  await expect(read()).rejects.toMatchObject({ code: 'instrument/timeout' });
});
