import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSoundReading } from '../../foundation/measurement/reading.ts';
import { seededRandom } from '../../foundation/random/random.ts';
import { FaultSwitch } from '../contract/fault.ts';
import { damaged } from '../transport/simulated.ts';
import { meterFamilies } from './meter-families.ts';
import { throughLoss } from './stream-meter/lossy-stream.ts';
import { NeighbourConfirmation } from './stream-meter/neighbour-confirmation.ts';
import { MeterStreamDecoder } from './stream-meter/stream-decoder.ts';

const seed = Number(process.env.TEST_SEED ?? 20260105);
const frames = 700;

describe.each(meterFamilies.map((family) => [family.driver.manifest.id, family] as const))('%s', (_id, family) => {
  const { format, states, copies } = family;

  it('has a table of many states, each of them a sound reading', () => {
    expect(states.length).toBeGreaterThan(250);
    for (const frame of states) {
      const reading = format.readingOf(frame);
      expect(reading !== undefined && isSoundReading(reading), Buffer.from(frame).toString('hex')).toBe(true);
      // Two in three seconds to five a second: what a caller waits for to be sure that a number is of after the call.
      const periodMs = reading === undefined ? 0 : format.periodOf(reading);
      expect(periodMs >= 200 && periodMs <= 1_500, `${periodMs} ms`).toBe(true);
    }
  });

  it.each([seed, seed + 1, seed + 2])(
    'losing three bytes in a hundred gives no reading that was never sent (seed %d)',
    (each) => {
      for (const timed of [true, false]) {
        const { published, wrong } = throughLoss({ format, states, copies, timed, seed: each, count: frames });
        expect(wrong).toEqual([]);
        // A frame of 14 bytes survives whole with 65 %, a pair of 11 with 51 %; live, a new header waits for its second.
        expect(published).toBeGreaterThan((timed ? 0.2 : 0.4) * frames);
      }
    },
  );

  it(`with changed and added bytes, live, tells nothing but what it showed (seed ${seed})`, () => {
    const random = seededRandom(seed);
    const faults = new FaultSwitch(['garbage']);
    const decoder = new MeterStreamDecoder(format);
    const confirmation = new NeighbourConfirmation();
    let told = 0;
    for (let nth = 0; nth < frames; nth++) {
      // Long enough on each state for a wrong reading of the one before it to be told from it.
      const state = states[(Math.floor(nth / 12) * 7) % states.length] ?? family.volts;
      const truth = format.readingOf(state);
      for (let copy = 0; copy < copies; copy++) {
        for (const decoded of decoder.decode(damaged(state, { faults, random }), nth * 500 + copy * 46)) {
          for (const { reading } of confirmation.take(decoded)) {
            if (nth % 12 < 2) continue;
            told += 1;
            const { at: _at, span: _span, ...rest } = reading;
            const away = Math.abs((rest.value ?? 0) - (truth?.value ?? 0));
            const limit = 10.5 * (truth?.resolution ?? 0) + 0.001 * Math.abs(truth?.value ?? 0);
            expect({ ...rest, value: null }, `frame ${nth}`).toEqual({ ...truth, value: null });
            expect(away, `frame ${nth}: ${rest.value} for ${truth?.value}`).toBeLessThanOrEqual(limit);
          }
        }
      }
    }
    expect(told).toBeGreaterThan(0.3 * frames);
  });

  it('of arbitrary bytes gives only sound readings and accounts for every byte', () => {
    const chunk = fc.oneof(fc.uint8Array({ maxLength: 40 }), fc.constantFrom(...states));
    fc.assert(
      fc.property(fc.array(chunk, { maxLength: 30 }), (chunks) => {
        const decoder = new MeterStreamDecoder(format);
        const sent = chunks.flatMap((bytes) => (copies === 2 ? [bytes, bytes] : [bytes]));
        const readings = [...sent.flatMap((bytes) => decoder.push(bytes)), ...decoder.end()];
        expect(readings.every(isSoundReading)).toBe(true);
        const total = sent.reduce((sum, bytes) => sum + bytes.length, 0);
        expect(decoder.discardedBytes + readings.length * format.frameBytes).toBe(total);
      }),
      { seed, numRuns: 60 },
    );
  });
});
