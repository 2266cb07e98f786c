import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Reading } from '../../../foundation/measurement/reading.ts';
import { seededRandom } from '../../../foundation/random/random.ts';
import { functionCode } from '../es519xx/function-code.ts';
import { blankFrame, type Es51922Frame, encodeFrame, parseFrame } from './frame.ts';
import { meaningOf } from './meaning.ts';
import { Ut61eDecoder } from './stream-decoder.ts';

const seed = Number(process.env.TEST_SEED ?? 20260105);
const vectors = resolve(import.meta.dirname, '../../../../shared/vectors/multimeter/real-frames.jsonl');
const noVectors = existsSync(vectors) ? '' : ' (skipped: the real frames are not on this machine)';

function realFrames(): Uint8Array[] {
  const lines = readFileSync(vectors, 'utf8').split('\n').filter(Boolean);
  const frames = lines.map((line) => JSON.parse(line) as { family: string; hex: string });
  const own = frames.filter((frame) => frame.family === 'es51922_ut61e');
  return own.map((frame) => Uint8Array.from(Buffer.from(frame.hex, 'hex')));
}

// Long, on a busy machine: it counts frames and not seconds.
const timeoutMs = 180_000;

describe('three per cent byte loss in 100 000 frames', () => {
  const lossRandom = () => seededRandom(seed);
  const lose = (bytes: Uint8Array, next: () => number) => bytes.filter(() => next() >= 0.03);

  /** What a bench sends in fourteen hours: values wander, the range follows, now and then the dial is turned. */
  function* bench(count: number): Generator<Uint8Array> {
    const random = lossRandom();
    const codes = Object.values(functionCode);
    let frame: Es51922Frame = { ...blankFrame, dc: true, auto: true };
    for (let sent = 0; sent < count; sent++) {
      if (random.next() < 0.01) {
        const code = codes[random.integer(0, codes.length - 1)] ?? functionCode.volts;
        const coupled = code !== functionCode.ohms && code !== functionCode.farads && code !== functionCode.hertz;
        const ac = coupled && random.next() < 0.5;
        const cycles = coupled && random.next() < 0.2;
        const hold = random.next() < 0.05;
        frame = { ...blankFrame, functionCode: code, ac, dc: coupled && !ac, vahz: cycles, hold, auto: !hold };
        frame = { ...frame, digits: random.integer(0, 21_999), lowBattery: random.next() < 0.05 };
      }
      if (random.next() < 0.02) frame = { ...frame, range: random.integer(0, 7) };
      const judge = random.next() < 0.02 ? !frame.judge : frame.judge;
      const digits = Math.min(22_000, Math.max(0, frame.digits + random.integer(-30, 30)));
      frame = { ...frame, digits, judge, negative: digits < 40, overload: digits > 21_990 };
      if (meaningOf(frame) === undefined) frame = { ...frame, range: 0 };
      yield encodeFrame(frame);
    }
  }

  const key = (reading: Reading) => JSON.stringify([reading.value, reading.unit, reading.status, reading.flags]);

  /** Every published reading must be the frame that was sent at the very place the reading says it came from. */
  function wrongReadings(frames: Iterable<Uint8Array>, timed: boolean): { published: number; wrong: string[] } {
    const random = seededRandom(seed + 1);
    const decoder = new Ut61eDecoder();
    const sentAt = new Map<number, string>();
    const wrong: string[] = [];
    let published = 0;
    let at = 0;
    let received = 0;
    const take = (readings: readonly Reading[]) => {
      published += readings.length;
      for (const reading of readings) {
        if (sentAt.get(reading.span?.from ?? -1) !== key(reading)) wrong.push(key(reading));
      }
    };
    for (const bytes of frames) {
      const frame = parseFrame(bytes);
      const sent = frame === undefined ? undefined : meaningOf(frame);
      const left = lose(bytes, () => random.next());
      if (sent !== undefined) sentAt.set(received, key(sent));
      received += left.length;
      if (timed) {
        const cut = random.integer(0, left.length);
        take(decoder.push(left.subarray(0, cut), at));
        take(decoder.push(left.subarray(cut), at + random.integer(0, 16)));
      } else take(decoder.push(left));
      at += 500;
    }
    take(decoder.end());
    return { published, wrong };
  }

  it(
    'gives not one reading that was never sent, with times and without',
    () => {
      for (const timed of [true, false]) {
        const { published, wrong } = wrongReadings(bench(100_000), timed);
        expect(wrong, `seed ${seed}`).toEqual([]);
        // A frame survives whole with 0.97^14 = 65 %; what is gained must not be bought by refusing everything.
        expect(published).toBeGreaterThan(50_000);
      }
    },
    timeoutMs,
  );

  it.skipIf(noVectors !== '')(
    `gives none over the real frames either${noVectors}`,
    () => {
      const real = realFrames();
      const random = seededRandom(seed + 2);
      const repeated = function* () {
        for (let sent = 0; sent < 100_000; ) {
          const frame = real[random.integer(0, real.length - 1)] ?? new Uint8Array();
          for (let again = random.integer(1, 8); again > 0; again--, sent++) yield frame;
        }
      };
      for (const timed of [true, false]) {
        const { published, wrong } = wrongReadings(repeated(), timed);
        expect(wrong, `seed ${seed}`).toEqual([]);
        expect(published).toBeGreaterThan(30_000);
      }
    },
    timeoutMs,
  );
});
