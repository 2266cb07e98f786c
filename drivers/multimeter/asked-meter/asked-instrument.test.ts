/** What an asked meter makes of its answers, whatever family it is of: here it says what the test wants. */
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../foundation/clock/virtual-clock.ts';
import { failureOf } from '../../../foundation/failure.ts';
import type { Reading, ReadingFlag } from '../../../foundation/measurement/reading.ts';
import { seededRandom } from '../../../foundation/random/random.ts';
import { FaultSwitch } from '../../contract/fault.ts';
import { simulatedPipe } from '../../transport/simulated.ts';
import type { UnreadMode } from '../unread-mode.ts';
import type { AskedMeterRules } from './asked-instrument.ts';
import { askedMeter } from './asked-meter.ts';

type Shown = Reading | UnreadMode | undefined;

const volts = (value: number | null, more: Partial<Reading> = {}): Reading => ({
  ...{ value, unit: 'V', quantity: 'voltage', status: 'ok', resolution: 0.001, flags: ['dc'] },
  ...more,
});
const request = Uint8Array.of(1);

/** `mute`: the meter is switched off. */
function bench(rules: Partial<AskedMeterRules> = {}, mute = false) {
  const clock = new VirtualClock();
  const context = { clock, random: seededRandom(7), faults: new FaultSwitch() };
  const { transport, wire } = simulatedPipe({ ...context, address: 'sim:meter' });
  const askedAtMs: number[] = [];
  let bytes: (nth: number) => number = () => 1;
  let shown: (nth: number) => Shown = () => volts(1);
  wire.onData(() => {
    if (mute) return;
    askedAtMs.push(clock.now());
    const length = bytes(askedAtMs.length);
    clock.after(5, () => wire.send(new Uint8Array(length).fill(7)));
  });
  const driver = askedMeter({
    id: 'a-meter',
    models: [{ make: 'Acme', model: 'M1' }],
    recognised: { by: 'what it answers in a test' },
    line: { baudRate: 9_600, dataBits: 8, parity: 'none', stopBits: 1 },
    lineRules: {
      ...{ gapMs: 10, quietMs: 20, answerWithinMs: 100 },
      ...{ probes: [{ request, accepts: () => true }], isWhole: () => true },
    },
    async measure(ask) {
      await ask(request);
      return shown(askedAtMs.length);
    },
    sureAfter: 2,
    conversionMs: 300,
    quietDigits: 3,
    cannotTell: [],
    simulate: () => ({ attach: () => undefined, detach: () => undefined }),
    ...rules,
  });
  const open = () => clock.run(driver.open(transport, { clock }));
  /** Says these one after the other, and the last one for ever. */
  const reads = async (...answers: readonly Shown[]) => {
    const instrument = await open();
    const before = askedAtMs.length;
    shown = (nth) => answers[Math.min(nth - before, answers.length) - 1];
    const read = clock.run(instrument.call('read', {}, { deadlineMs: 8_000 })) as Promise<Reading>;
    const reading = await read.catch(failureOf);
    return { reading, asked: askedAtMs.length - before };
  };
  const answersAreAsLongAs = (length: (nth: number) => number) => {
    bytes = length;
  };
  return { clock, askedAtMs, open, reads, answersAreAsLongAs };
}

describe('an asked meter', () => {
  it('is asked for a number not before one conversion after the call, and says how long it took', async () => {
    const { clock, askedAtMs, open } = bench();
    const instrument = await open();
    const calledMs = clock.now();
    const before = askedAtMs.length;
    const reading = (await clock.run(instrument.call('read', {}, { deadlineMs: 4_000 }))) as Reading;
    expect((askedAtMs[before] ?? 0) - calledMs).toBeGreaterThanOrEqual(300);
    expect(reading).toMatchObject({ at: clock.now(), latencyMs: clock.now() - calledMs });
  });

  it('that is switched off is given up after eight seconds', async () => {
    const { clock, open } = bench({}, true);
    const failure = await open().catch(failureOf);
    expect(failure).toMatchObject({ code: 'instrument/no-answer' });
    expect(clock.now()).toBe(8_000);
  });

  it('is believed at the second answer that says the same, at the first with a checksum, at the third where losses hide', async () => {
    for (const sureAfter of [1, 2, 3] as const) {
      const { reading, asked } = await bench({ sureAfter }).reads(volts(1));
      expect(reading).toMatchObject({ value: 1 });
      expect(asked).toBe(sureAfter);
    }
  });

  it.each(['hold', 'rel', 'max', 'min', 'avg', 'peak-max', 'peak-min'] as const)(
    'whose key for %s is let go between two answers is asked twice more, however equal the number',
    async (flag) => {
      const held = volts(1, { flags: ['dc', flag] });
      const { reading, asked } = await bench().reads(held, volts(1));
      expect(reading).toMatchObject({ value: 1, flags: ['dc'] });
      expect(asked).toBe(3);
      const { reading: refused } = await bench().reads(volts(1), held);
      expect(refused).toMatchObject({ code: flag === 'hold' ? 'meter/hold' : 'meter/not-live' });
    },
  );

  it.each([
    ['another unit', { unit: 'A', quantity: 'current' }],
    ['another coupling', { flags: ['ac'] as ReadingFlag[] }],
    ['another range', { resolution: 0.01 }],
    ['a range of another name', { range: '4 V' }],
  ] as const)('that is turned to %s between two answers is asked twice more', async (_what, other) => {
    const { reading, asked } = await bench().reads(volts(1), volts(1, other as Partial<Reading>));
    expect(reading).toMatchObject({ value: 1, ...other });
    expect(asked).toBe(3);
  });

  it('tells the middle one of three where two differ by so many digits, or by one in two thousand, and else of five', async () => {
    const askedFor = async (...numbers: readonly number[]) => {
      const { reading, asked } = await bench().reads(...numbers.map((number) => volts(number)));
      return [asked, 'value' in reading ? reading.value : reading.code];
    };
    expect(await askedFor(1, 1.003, 1.5)).toEqual([3, 1.003]);
    expect(await askedFor(1, 1.004, 1.5, 1.2, 1.3)).toEqual([5, 1.2]);
    expect(await askedFor(100, 100.05, 101)).toEqual([3, 100.05]);
    expect(await askedFor(100, 100.06, 101, 102, 103)).toEqual([5, 101]);
  });

  it('is overloaded only when both answers are, on the same side', async () => {
    const over = (overloadSign: 1 | -1) => volts(null, { status: 'overrange', overloadSign });
    expect(await bench().reads(over(-1))).toMatchObject({ reading: { overloadSign: -1 }, asked: 2 });
    expect(await bench().reads(over(1), over(-1), over(-1))).toMatchObject({ reading: { overloadSign: -1 }, asked: 3 });
    const invalid = volts(null, { status: 'invalid' });
    expect(await bench().reads(invalid)).toMatchObject({ reading: { status: 'invalid' }, asked: 2 });
  });

  it('on a function that is not read says so at the second answer in a row, and not for one between numbers', async () => {
    const unread = { unread: 'NCV' };
    // With a checksum too: the dial may have passed over it.
    expect(await bench({ sureAfter: 1 }).reads(unread)).toMatchObject({
      reading: { code: 'meter/wrong-mode' },
      asked: 2,
    });
    expect(await bench().reads(unread)).toMatchObject({ reading: { code: 'meter/wrong-mode' }, asked: 2 });
    expect(await bench({ sureAfter: 3 }).reads(unread)).toMatchObject({
      reading: { code: 'meter/wrong-mode' },
      asked: 3,
    });
    expect(await bench().reads(unread, { unread: 'LPF' }, unread, volts(1))).toMatchObject({
      reading: { value: 1 },
      asked: 5,
    });
    expect(await bench().reads(volts(1), unread, volts(1))).toMatchObject({ reading: { value: 1 }, asked: 4 });
  });

  it('takes what is no answer for none, and asks again', async () => {
    expect(await bench().reads(undefined, volts(1), undefined, volts(1))).toMatchObject({
      reading: { value: 1 },
      asked: 4,
    });
  });

  it('whose answers are all of one length counts none that is shorter than those before it', async () => {
    const { reads, answersAreAsLongAs } = bench({ lengthTells: true });
    answersAreAsLongAs((nth) => (nth > 6 && nth < 10 ? 4 : 5));
    const { reading, asked } = await reads(volts(1), volts(0.1), volts(0.1), volts(0.1), volts(1));
    expect(reading).toMatchObject({ value: 1 });
    expect(asked).toBeGreaterThan(4);
  });
});
