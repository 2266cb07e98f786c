import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ThermometerVerbs } from '../../../foundation/capability/capability.ts';
import { VirtualClock } from '../../../foundation/clock/virtual-clock.ts';
import { isSoundReading, type Reading } from '../../../foundation/measurement/reading.ts';
import { seededRandom } from '../../../foundation/random/random.ts';
import { FaultSwitch } from '../../contract/fault.ts';
import { createUnit } from '../../simulated-unit/simulated-bench-unit.ts';
import { simulatedPipe } from '../../transport/simulated.ts';
import { centerDriver } from './driver.ts';
import { type CenterFrame, displayModes, frameBytes, frameOf, parseFrame } from './frame.ts';
import { channelsOf, readingsOf } from './meaning.ts';
import { centerFrame, simulateCenter } from './simulator.ts';

type Verbs = ThermometerVerbs;
const seed = Number(process.env.OHMSTEAD_SEED ?? 309);

async function bench(show: () => Partial<CenterFrame> = () => ({})) {
  const clock = new VirtualClock();
  const context = { clock, faults: new FaultSwitch(), random: seededRandom(seed) };
  const unit = createUnit({ clock, startLevel: 40 });
  const { transport, wire } = simulatedPipe({ ...context, address: 'sim:thermometer', msPerByte: 1.04 });
  let asked = 0;
  wire.onData(() => {
    asked += 1;
  });
  simulateCenter(unit, context, { show }).attach(wire);
  const thermometer = await clock.run(centerDriver.open(transport, { clock }));
  const read = (args: Verbs['read']['in'] = {}, deadlineMs = 4_000) =>
    clock.run(thermometer.call('read', args, { deadlineMs })) as Promise<Verbs['read']['out']>;
  return { ...context, unit, thermometer, read, wire, asked: () => asked };
}

describe('an answer', () => {
  it('byte by byte, as the public description has it', () => {
    const bytes = new Uint8Array(frameBytes);
    bytes.set([0x02, 0b1100_0000], 0);
    // 23.4, -12.5, 1050 whole degrees, no probe.
    bytes.set([0x00, 0xea, 0xff, 0x83, 0x04, 0x1a, 0x00, 0x00], 7);
    bytes.set([0b1000, 0, 0, 0, 0b0100, 0x03], 39);
    const frame = parseFrame(bytes);
    if (frame === undefined) throw new Error('not an answer');
    const { T1, T2, T3, T4 } = readingsOf(frame);
    expect(T1).toEqual({
      value: 23.4,
      unit: 'Cel',
      quantity: 'temperature',
      status: 'ok',
      resolution: 0.1,
      flags: ['low-battery'],
    });
    // libsigrok 0.5.2 has no sign here and shows 6541.1.
    expect(T2).toMatchObject({ value: -12.5, status: 'ok' });
    expect(T3).toMatchObject({ value: 1050, resolution: 1 });
    expect(T4).toMatchObject({ value: null, status: 'overrange' });
  });

  it(`of any temperatures with or without a sign means them (seed ${seed})`, () => {
    const tenths = fc.integer({ min: -2_000, max: 13_700 });
    fc.assert(
      fc.property(tenths, tenths, tenths, (a, b, c) => {
        const bytes = frameOf(centerFrame([a / 10, b / 10, c / 10, null]));
        const frame = parseFrame(bytes);
        if (frame === undefined) return false;
        const { T1, T2, T3 } = readingsOf(frame);
        const shown = (digits: number) => (Math.abs(digits) >= 2_000 ? Math.round(digits / 10) : digits / 10);
        return [T1, T2, T3].every(({ value }, at) => value === shown([a, b, c][at] ?? 0) + 0);
      }),
      { seed },
    );
  });

  it('in degrees Fahrenheit becomes degrees Celsius with the step of its display', () => {
    const frame = { ...centerFrame([0, 0, 0, null]), celsius: false, digits: [320, 2120, -400, 0] as const };
    const { T1, T2, T3 } = readingsOf(frame);
    expect([T1.value, T2.value, T3.value]).toEqual([0, 100, -40]);
    expect(T1.resolution).toBeCloseTo(0.0556, 4);
    expect(T1.unit).toBe('Cel');
  });

  it('of extremes, differences or relative values has no number for the present', () => {
    const present = centerFrame([20, 21, 22, 23]);
    for (const part of [
      { relative: true },
      { difference: true },
      ...displayModes.slice(1).map((display) => ({ display })),
    ]) {
      for (const [, reading] of channelsOf(readingsOf({ ...present, ...part }))) {
        expect(reading).toMatchObject({ value: null, status: 'invalid' });
      }
    }
    expect(readingsOf({ ...present, display: 'max-min' }).T1.flags).toEqual(['max', 'min']);
  });

  it('with a number no thermocouple gives has none', () => {
    const frame = { ...centerFrame([0, 0, 0, 0]), digits: [32_767, -32_768, 2_000, 0] as const };
    expect(readingsOf(frame).T1).toMatchObject({ value: null, status: 'invalid' });
    expect(readingsOf(frame).T2).toMatchObject({ value: null, status: 'invalid' });
    expect(readingsOf(frame).T3).toMatchObject({ value: 200 });
  });

  it(`whatever it holds gives sound readings, and of another length is none (seed ${seed})`, () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        const framed = Uint8Array.from({ length: frameBytes }, (_, at) => bytes[at] ?? 0);
        framed[0] = 2;
        framed[44] = 3;
        const frame = parseFrame(framed);
        const isSound = frame !== undefined && channelsOf(readingsOf(frame)).every(([, one]) => isSoundReading(one));
        return isSound && (bytes.length === frameBytes || parseFrame(bytes) === undefined);
      }),
      { seed, numRuns: 1_000 },
    );
  });
});

describe('a recording', () => {
  it('gives the readings of every whole answer in it and counts all other bytes', () => {
    const stream = Uint8Array.from([
      ...[9, 2, 9, 3],
      ...frameOf(centerFrame([20, -5, 300, null])),
      // Ten bytes were lost in the middle of this one.
      ...frameOf(centerFrame([21, -6, 301, null])).filter((_byte, place) => place < 20 || place > 29),
      ...frameOf(centerFrame([22, -7, 302, null])),
      ...[2, 9],
    ]);
    for (const size of [1, 7, stream.length]) {
      const decoder = centerDriver.decoder?.();
      if (decoder === undefined) throw new Error('no decoder');
      const readings: Reading[] = [];
      for (let from = 0; from < stream.length; from += size) {
        readings.push(...decoder.push(stream.subarray(from, from + size), from));
      }
      readings.push(...decoder.end());
      expect(readings.map(({ value }) => value)).toEqual([20, -5, 300, null, 22, -7, 302, null]);
      expect(readings[0]?.span).toEqual({ from: 4, to: 49 });
      expect(decoder.discardedBytes).toBe(41);
    }
  });

  it('gives no reading of settings that only one answer has', () => {
    const present = centerFrame([20, 21, 22, 23]);
    const shown = [
      present,
      { ...present, celsius: false },
      present,
      { ...present, hold: true },
      { ...present, hold: true },
    ];
    const decoder = centerDriver.decoder?.();
    const readings = [...(decoder?.push(Uint8Array.from(shown.flatMap((f) => [...frameOf(f)]))) ?? [])];
    readings.push(...(decoder?.end() ?? []));
    expect(readings.map(({ flags }) => flags.length)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1]);
    expect(readings.every(({ value }) => (value ?? 0) >= 20)).toBe(true);
  });
});

describe('a recording of a line that loses three bytes in a hundred', () => {
  it.each([seed, seed + 1, seed + 2])('gives no temperature that was not sent (seed %i)', (number) => {
    const random = seededRandom(number);
    const decoder = centerDriver.decoder?.();
    if (decoder === undefined) throw new Error('no decoder');
    // High bytes of 2 and 3, which look like the beginning and the end of an answer.
    const celsius = () => 51 + random.next() * 55;
    const sent = new Set<string>();
    const readings: Reading[] = [];
    for (let count = 0; count < 2_000; count += 1) {
      const frame = centerFrame([celsius(), celsius(), celsius(), celsius()]);
      sent.add(String(frame.digits));
      readings.push(...decoder.push(frameOf(frame).filter(() => random.next() >= 0.03)));
    }
    readings.push(...decoder.end());
    const read = readings.map(({ value }) => Math.round((value ?? Number.NaN) * 10));
    expect(read.length).toBeGreaterThan(4 * 300);
    const answers = Array.from({ length: read.length / 4 }, (_, at) => read.slice(4 * at, 4 * at + 4));
    // An answer without any number is no wrong one.
    const numbers = answers.filter((answer) => !answer.every(Number.isNaN));
    expect(numbers.filter((answer) => !sent.has(String(answer)))).toEqual([]);
  });
});

describe('a thermometer', () => {
  it('is read with all its inputs, or with one', async () => {
    const { unit, thermometer, read } = await bench();
    const heard: string[] = [];
    thermometer.onReading((_reading, channel) => heard.push(channel));
    const { T1, T2, T3, T4 } = await read();
    expect(T1?.value).toBeCloseTo(unit.phone.snapshot().thermal.skinCelsius, 0);
    expect(T2?.value).toBeCloseTo(unit.phone.snapshot().battery.celsius, 0);
    expect(T3?.value).toBeCloseTo(unit.vbus().celsius, 0);
    expect(T4).toMatchObject({ value: null, status: 'overrange' });
    expect(T1?.latencyMs).toBeGreaterThan(0);
    expect(heard).toEqual(['T1', 'T2', 'T3', 'T4']);
    expect(await read({ channel: 'T3' })).toEqual({ T3: expect.objectContaining({ status: 'ok', unit: 'Cel' }) });
  });

  it('that leaves a question without an answer is asked again', async () => {
    const clock = new VirtualClock();
    const context = { clock, faults: new FaultSwitch(), random: seededRandom(seed) };
    const { transport, wire } = simulatedPipe({ ...context, address: 'sim:thermometer' });
    let asked = 0;
    wire.onData(() => {
      asked += 1;
      if (asked % 9 !== 4) clock.after(20, () => wire.send(frameOf(centerFrame([23.4, 25.6, 301, null]))));
    });
    const thermometer = await clock.run(centerDriver.open(transport, { clock }));
    for (let round = 0; round < 6; round += 1) {
      const answer = await clock.run(thermometer.call('read', {}, { deadlineMs: 8_000 }));
      expect(answer).toMatchObject({ T1: { value: 23.4 }, T2: { value: 25.6 } });
    }
    expect(asked).toBeGreaterThan(13);
  });

  it('that drifts is the middle of three answers of which two are within two tenths', async () => {
    const shown = [234, 234, 200, 236, 238, 900, 900];
    const { read, asked } = await bench(() => ({ digits: [shown.shift() ?? 900, 0, 0, 0] }));
    expect(asked()).toBe(2);
    expect(await read()).toMatchObject({ T1: { value: 23.6 } });
    expect(asked()).toBe(5);
  });

  it('below zero is read with its sign', async () => {
    const { read } = await bench(() => ({ digits: [-125, -1, 10, 0] }));
    expect(await read()).toMatchObject({ T1: { value: -12.5 }, T2: { value: -0.1 }, T3: { value: 1 } });
  });

  it('that holds, or shows anything but the present value, says so instead', async () => {
    let part: Partial<CenterFrame> = {};
    const { read } = await bench(() => part);
    part = { hold: true };
    await expect(read()).rejects.toMatchObject({ code: 'meter/hold' });
    part = { display: 'max' };
    await expect(read()).rejects.toMatchObject({ code: 'meter/not-live', params: { shown: 'max' } });
    part = { difference: true };
    await expect(read()).rejects.toMatchObject({ code: 'meter/not-live', params: { shown: 'T1-T2' } });
    part = {};
    expect(await read()).toMatchObject({ T1: { status: 'ok' } });
  });

  it('whose one answer is damaged gives the undamaged temperature, whichever answer and byte it is', async () => {
    let damage = (_frame: Uint8Array): Uint8Array => _frame;
    const clock = new VirtualClock();
    const context = { clock, faults: new FaultSwitch(), random: seededRandom(seed) };
    const { transport, wire } = simulatedPipe({ ...context, address: 'sim:thermometer' });
    const good = frameOf(centerFrame([23.4, 25.6, 301, null]));
    wire.onData(() => wire.send(damage(good.slice())));
    const thermometer = await clock.run(centerDriver.open(transport, { clock }));
    for (let place = 0; place < frameBytes; place += 1) {
      for (const flip of [1, 2, 16, 128]) {
        let left = 1 + (place % 2);
        damage = (frame) => {
          left -= 1;
          if (left === 0) frame[place] = (frame[place] ?? 0) ^ flip;
          return frame;
        };
        const answer = await clock.run(thermometer.call('read', {}, { deadlineMs: 8_000 }));
        const what = `byte ${place}, bit ${flip}`;
        expect(answer, what).toMatchObject({ T1: { value: 23.4 }, T2: { value: 25.6 }, T3: { value: 301 } });
        expect(answer, what).toMatchObject({ T4: { status: 'overrange' } });
      }
    }
  });

  it('is asked at least twice for a reading, and never gives one from before the call', async () => {
    let digits: CenterFrame['digits'] = [200, 0, 0, 0];
    const { read, asked } = await bench(() => ({ digits }));
    const before = asked();
    digits = [321, 0, 0, 0];
    expect(await read()).toMatchObject({ T1: { value: 32.1 } });
    expect(asked() - before).toBeGreaterThanOrEqual(2);
  });

  it('that is something else is not recognised', async () => {
    const clock = new VirtualClock();
    const context = { clock, faults: new FaultSwitch(), random: seededRandom(seed) };
    const { transport, wire } = simulatedPipe({ ...context, address: 'sim:other' });
    wire.onData(() => wire.send(Uint8Array.of(2, 1, 3)));
    await expect(clock.run(centerDriver.open(transport, { clock }))).rejects.toMatchObject({
      code: 'instrument/not-recognised',
    });
  });
});
