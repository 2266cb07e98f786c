import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../foundation/clock/virtual-clock.ts';
import type { Reading } from '../../../foundation/measurement/reading.ts';
import { seededRandom } from '../../../foundation/random/random.ts';
import { FaultSwitch } from '../../contract/fault.ts';
import { simulatedPipe } from '../../transport/simulated.ts';
import { uniTUt61e } from '../uni-t-ut61e/driver.ts';
import { blankFrame, type Es51922Frame, encodeFrame } from '../uni-t-ut61e/frame.ts';
import { meaningOf } from '../uni-t-ut61e/meaning.ts';
import { NeighbourConfirmation } from './neighbour-confirmation.ts';

const seed = Number(process.env.TEST_SEED ?? 20260105);
const frameOf = (digits: number, more: Partial<Es51922Frame> = {}): Es51922Frame => ({
  ...blankFrame,
  range: 1,
  digits,
  dc: true,
  auto: true,
  ...more,
});

/** The digits that were published, in order; `null` for an overload. */
function published(frames: readonly Es51922Frame[]): (number | null)[] {
  const confirmation = new NeighbourConfirmation();
  return frames.flatMap((frame) => {
    const reading = meaningOf(frame);
    if (reading === undefined) throw new Error('no frame of this meter');
    return confirmation.take({ reading }).map(({ reading: { value } }) => value && Math.round(value * 1000));
  });
}
const digits = (...values: number[]) => published(values.map((value) => frameOf(value)));

describe('a frame without a checksum', () => {
  it('is shown at once while nothing changes, the first one with the second', () => {
    expect(digits(3842)).toEqual([]);
    expect(digits(3842, 3843, 3842, 3841)).toEqual([3842, 3843, 3842, 3841]);
  });

  it('with a replaced digit between good ones is dropped, and nothing else is', () => {
    expect(digits(3842, 3842, 8842, 3843, 3842)).toEqual([3842, 3842, 3843, 3842]);
    expect(digits(8842, 3842, 3843)).toEqual([3842, 3843]);
  });

  it('with another sign, overload or flag than its neighbours is dropped', () => {
    const good = frameOf(3842);
    for (const damaged of [{ negative: true }, { overload: true }, { hold: true }, { underLimit: true }]) {
      expect(published([good, good, frameOf(3842, damaged), good, good])).toEqual([3842, 3842, 3842, 3842]);
    }
  });

  it('that is the first of a new value, range or status is shown one frame later', () => {
    expect(digits(3842, 3842, 5000, 5001)).toEqual([3842, 3842, 5000, 5001]);
    const over = frameOf(22_580, { overload: true });
    expect(published([frameOf(3842), over, over])).toEqual([null, null]);
  });

  it('of a number on its way is shown as one of the inner two of four', () => {
    expect(digits(1000, 2000, 3000, 4000)).toEqual([2000, 3000]);
    expect(digits(4000, 3000, 2000, 1000, 500)).toEqual([3000, 2000, 1000]);
    expect(digits(1000, 2000, 3000)).toEqual([]);
  });

  it('damaged to something between an old and a new value is dropped, wherever it comes', () => {
    // Between 4.060 V and 4.017 V, beside frames that were thrown away: once published as the middle one of three.
    expect(digits(4060, 4060, 4017, 4046)).toEqual([4060, 4060]);
    expect(digits(4060, 4060, 4017, 4046, 4017, 4017)).toEqual([4060, 4060, 4017, 4017]);
    expect(digits(4060, 4060, 4046, 4017, 4017)).toEqual([4060, 4060, 4017, 4017]);
    expect(digits(4060, 4060, 4017, 4017, 4046, 4017, 4017)).toEqual([4060, 4060, 4017, 4017, 4017, 4017]);
  });

  it('of a number that never rests is shown when two of the last five lie on either side', () => {
    expect(digits(1000, 1400, 1100, 1300, 1200)).toEqual([1200]);
    expect(digits(1000, 1400, 1100, 1300, 9999)).toEqual([]);
  });

  it('damaged once in three never says more or less than the good ones around it, by more than the tolerance', () => {
    const step = fc.record({
      away: fc.oneof(fc.integer({ min: -8, max: 8 }), fc.integer({ min: -900, max: 900 })),
      place: fc.integer({ min: 0, max: 4 }),
      digit: fc.integer({ min: 0, max: 9 }),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 6, maxLength: 40 }), fc.integer({ min: 0, max: 2 }), (steps, phase) => {
        let value = 10_000;
        const good = steps.map(({ away }) => {
          value = Math.min(21_999, Math.max(0, value + away));
          return value;
        });
        const confirmation = new NeighbourConfirmation();
        for (const [index, { place, digit }] of steps.entries()) {
          const text = [...String(good[index]).padStart(5, '0')];
          if (index % 3 === phase) text[place] = String(digit);
          const reading = meaningOf(frameOf(Number(text.join('')))) as Reading;
          for (const out of confirmation.take({ reading: { ...reading, at: index } })) {
            const at = out.reading.at ?? -1;
            const near = good.slice(Math.max(0, at - 4), at + 3);
            const tolerance = Math.max(10, 0.001 * Math.max(...near)) + 1;
            const shown = Math.round((out.reading.value ?? Number.NaN) * 1000);
            expect(shown).toBeGreaterThanOrEqual(Math.min(...near) - tolerance);
            expect(shown).toBeLessThanOrEqual(Math.max(...near) + tolerance);
          }
        }
      }),
      { seed, numRuns: 3_000 },
    );
  });
});

it('a read while every fourth frame has a replaced digit gives the truth, and listeners hear nothing else', async () => {
  const clock = new VirtualClock();
  const { transport, wire } = simulatedPipe({
    clock,
    random: seededRandom(seed),
    faults: new FaultSwitch(),
    address: 'sim:meter',
    msPerByte: 0.52,
  });
  let sent = 0;
  const speak = () => {
    sent += 1;
    wire.send(encodeFrame(frameOf(sent % 4 === 0 ? 9842 : 3842)));
    clock.after(500, speak);
  };
  clock.after(100, speak);
  const meter = await clock.run(uniTUt61e.open(transport, { clock }));
  const heard = new Set<number | null>();
  meter.onReading((reading) => heard.add(reading.value));
  for (let round = 0; round < 30; round += 1) {
    await clock.advance(round * 37);
    const reading = (await clock.run(meter.call('read', {}, { deadlineMs: 4_000 }))) as Reading;
    expect(reading.value).toBe(3.842);
  }
  expect([...heard]).toEqual([3.842]);
});
