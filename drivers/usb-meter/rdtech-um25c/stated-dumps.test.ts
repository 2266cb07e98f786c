/**
 * Dumps as the published layout has them, written out place by place: driver and simulator share their tables, so that
 * only numbers from elsewhere can show a wrong one.
 */
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../foundation/clock/virtual-clock.ts';
import { seededRandom } from '../../../foundation/random/random.ts';
import { FaultSwitch } from '../../contract/fault.ts';
import { simulatedPipe } from '../../transport/simulated.ts';
import { rdtechUmDriver } from './driver.ts';
import { checksum, type MeterModel, parseFrame } from './frame.ts';
import { readingsOf } from './meaning.ts';

type Part = readonly [place: number, bytes: number, value: number];

/** 25 °C, 77 °F, group 2 of ten with 0, 100 … mAh and 0, 500 … mWh, D+ 2.71 V, D- 2.74 V, 4.2 Ω. */
const common: readonly Part[] = [
  ...([
    [10, 2, 25],
    [12, 2, 77],
    [14, 2, 2],
    [96, 2, 271],
    [98, 2, 274],
    [100, 2, 1],
    [122, 4, 42],
    [128, 2, 0xfff1],
  ] as const),
  ...Array.from({ length: 10 }, (_, group): Part => [16 + 8 * group, 4, 100 * group]),
  ...Array.from({ length: 10 }, (_, group): Part => [20 + 8 * group, 4, 500 * group]),
];

function dump(...parts: readonly Part[]): Uint8Array {
  const bytes = Buffer.alloc(130);
  for (const [place, length, value] of [...common, ...parts]) bytes.writeUIntBE(value, place, length);
  return Uint8Array.from(bytes);
}

/** 9.03 V, 2.123 A and their watts in the digits of each model. */
const shown: Readonly<Record<MeterModel, readonly Part[]>> = {
  UM24C: [
    [0, 2, 0x0963],
    [2, 2, 903],
    [4, 2, 2_123],
    [6, 4, 19_170],
  ],
  UM25C: [
    [0, 2, 0x09c9],
    [2, 2, 9_030],
    [4, 2, 21_230],
    [6, 4, 19_170],
  ],
  UM34C: [
    [0, 2, 0x0d4c],
    [2, 2, 903],
    [4, 2, 2_123],
    [6, 4, 19_170],
  ],
};

function readings(model: MeterModel, ...parts: readonly Part[]) {
  const bytes = dump(...shown[model], ...parts);
  if (model === 'UM34C') bytes[129] = checksum(bytes);
  const frame = parseFrame(bytes);
  if (frame === undefined) throw new Error('not a sound dump');
  return readingsOf(frame);
}

it.each<[MeterModel, number, number]>([
  ['UM24C', 0.01, 0.001],
  ['UM25C', 0.001, 0.0001],
  ['UM34C', 0.01, 0.001],
])('every field of a %s is a reading in its unit and digits', (model, volt, amp) => {
  const told = Object.entries(readings(model)).map(([name, reading]) =>
    typeof reading === 'string' ? [name, reading] : [name, reading.value, reading.unit, reading.resolution],
  );
  expect(told).toEqual([
    ['voltage', 9.03, 'V', volt],
    ['current', 2.123, 'A', amp],
    ['power', 19.17, 'W', 0.001],
    ['temperature', 25, 'Cel', 1],
    ['charge', 0.2, 'A.h', 0.001],
    ['energy', 1, 'W.h', 0.001],
    ['dPlus', 2.71, 'V', 0.01],
    ['dMinus', 2.74, 'V', 0.01],
    ['protocol', 'QC2'],
  ]);
});

it('resistance and Fahrenheit stand in their places', () => {
  expect(parseFrame(dump(...shown.UM25C))).toMatchObject({ deciohms: 42, fahrenheit: 77, group: 2 });
});

it('the charging modes are those of the meters', () => {
  const names = Array.from({ length: 10 }, (_, mode) => readings('UM25C', [100, 2, mode]).protocol);
  const apple = ['APP2.4A', 'APP2.1A', 'APP1.0A', 'APP0.5A'];
  expect(names).toEqual(['none', 'QC2', 'QC3', ...apple, 'DCP-1.5A', 'SAMSUNG', 'unknown-9']);
});

it('the last byte of a UM34C covers these places and no other', () => {
  const covered = Array.from({ length: 129 }, (_, place) => place).filter((place) => {
    const bytes = new Uint8Array(130);
    bytes[place] = 0x5a;
    return checksum(bytes) === 0x5a;
  });
  expect(covered.join(' ')).toBe(
    '1 3 7 9 15 17 19 23 31 39 41 45 49 53 55 57 59 63 67 69 73 79 83 89 97 99 109 111 113 119 121 127',
  );
});

it.each<[MeterModel, number, number]>([
  ['UM24C', 3_060, 3],
  ['UM25C', 51_000, 5],
  ['UM34C', 4_080, 4],
])('a %s measures %i digits of current, two percent above its %i A, and not one more', (model, digits, amps) => {
  const at = (more: number) => readings(model, [2, 2, 0], [4, 2, digits + more], [6, 4, 0]).current;
  expect(at(0)).toMatchObject({ status: 'ok', value: expect.closeTo(1.02 * amps, 6) });
  expect(at(1)).toMatchObject({ status: 'overrange', value: null });
});

it('24.48 V is measured, a digit more is not', () => {
  const at = (digits: number) => readings('UM25C', [2, 2, digits], [4, 2, 0], [6, 4, 0]).voltage.status;
  expect([at(24_480), at(24_481)]).toEqual(['ok', 'overrange']);
});

it('a group beyond the ten is of no dump', () => {
  expect(parseFrame(dump(...shown.UM25C, [14, 2, 9]))).toBeDefined();
  expect(parseFrame(dump(...shown.UM25C, [14, 2, 10]))).toBeUndefined();
});

describe('a meter on the wire', () => {
  it('is asked with F0, and one of another model in its place is noticed', async () => {
    const clock = new VirtualClock();
    const options = { clock, random: seededRandom(5), faults: new FaultSwitch(), address: 'sim:um' };
    const { transport, wire } = simulatedPipe(options);
    let bytes = dump(...shown.UM25C);
    const heard: number[] = [];
    wire.onData((chunk) => {
      heard.push(...chunk);
      clock.after(20, () => wire.send(bytes));
    });
    const meter = await clock.run(rdtechUmDriver.open(transport, { clock }));
    const read = () => clock.run(meter.call('read', {}, { deadlineMs: 4_000 }));
    expect(await read()).toMatchObject({ voltage: { value: 9.03 } });
    expect(new Set(heard)).toEqual(new Set([0xf0]));
    bytes = dump(...shown.UM24C);
    await expect(read()).rejects.toMatchObject({
      code: 'instrument/changed',
      params: { expected: 'UM25C', actual: 'UM24C' },
    });
    const lost: string[] = [];
    meter.onLost(({ code }) => lost.push(code));
    await clock.run(transport.close());
    expect(lost).toHaveLength(1);
  });
});
