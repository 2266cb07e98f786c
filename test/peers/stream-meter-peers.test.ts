/**
 * Every family of free-running multimeters that libsigrok knows, over its whole table of functions and ranges, against
 * sigrok-cli 0.7.2 with libsigrok 0.5.2. What it is known to get wrong stands in the `rules` of a family.
 */
import { afterEach, describe, expect, it } from 'vitest';
import type { ByteDriver } from '../../drivers/contract/driver.ts';
import { fs9721Meters } from '../../drivers/multimeter/fs9721/driver.ts';
import { encodeFrame as encodeFs9721 } from '../../drivers/multimeter/fs9721/frame.ts';
import { fs9721Models } from '../../drivers/multimeter/fs9721/models.ts';
import type { Display } from '../../drivers/multimeter/stream-meter/display.ts';
import { displayStates } from '../../drivers/multimeter/stream-meter/display-states.ts';
import type { Lamp } from '../../drivers/multimeter/stream-meter/lamp.ts';
import { noRealFrames, realMeterFrames } from '../../drivers/multimeter/stream-meter/real-meter-frames.ts';
import { isSoundReading, type Reading } from '../../foundation/measurement/reading.ts';
import { missing } from './peer-process.ts';
import { linesFor, sigrokBench } from './sigrok-bench.ts';
import { disagreement, type PeerRules, sigrokReading } from './sigrok-text.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

interface Family {
  readonly driver: ByteDriver;
  /** libsigrok's name of the meter. */
  readonly peer: string;
  /** What the meter sends for one reading, copies included. */
  readonly frames: readonly Uint8Array[];
  readonly filler: Uint8Array;
  readonly fillerLine: string;
  readonly rules: PeerRules;
}

/** For displays: it prints 1 for every resistance that is not an overload. */
const anyNumberIsShort: PeerRules = { short: ({ status }) => (status === 'overrange' ? 0 : 1) };

/** On no display of a table: digits behind every state, so that its line can be told. */
const filler: Display = { digits: 1_111, overload: false, places: 1, lit: ['V', 'dc', 'rs232'] };
const fillerLine = '111.1 V DC';

function fs9721(id: string, peer: string, without: readonly Lamp[]): Family {
  const driver = fs9721Meters.find(({ manifest }) => manifest.id === id);
  const model = fs9721Models.find((each) => each.id === id);
  if (driver === undefined || model === undefined) throw new Error(`no driver ${id}`);
  const encode = (display: Display) => encodeFs9721(display, model.userSymbols);
  const frames = displayStates(4_000, { without }).map(encode);
  return { driver, peer, frames, filler: encode(filler), fillerLine, rules: anyNumberIsShort };
}

const families: readonly Family[] = [
  fs9721('voltcraft-vc820', 'voltcraft-vc820-ser', ['hFE', '°C', '°F', 'max', 'min']),
  fs9721('voltcraft-vc820', 'voltcraft-vc840-ser', ['hFE', '°F', 'max', 'min']),
  fs9721('tekpower-tp4000zc', 'tekpower-tp4000ZC', ['hFE', '°F', 'max', 'min']),
  fs9721('va-va18b', 'va-va18b', ['hFE', '°F', 'max', 'min']),
  fs9721('va-va40b', 'va-va40b', ['hFE', '°F']),
  fs9721('pce-pce-dm32', 'pce-pce-dm32', ['hFE', 'max', 'min']),
];

function readingOf(driver: ByteDriver | undefined, frame: Uint8Array): Reading {
  const decoder = driver?.decoder?.();
  const readings = decoder === undefined ? [] : [...decoder.push(frame), ...decoder.end()];
  const [reading] = readings;
  if (reading === undefined || readings.length > 1) {
    throw new Error(`${Buffer.from(frame).toString('hex')} gave ${readings.length} readings`);
  }
  return reading;
}

/** Families of frames that real meters sent, in the shared test data. */
const realFrames = [['fs9721_vc820', 'voltcraft-vc820', 24]] as const;

describe('frames of real meters', () => {
  it.skipIf(noRealFrames !== '').each(realFrames)(
    `of %s are to our %s what libsigrok reads${noRealFrames}`,
    (family, id, count) => {
      const own = families.find(({ driver }) => driver.manifest.id === id);
      const frames = realMeterFrames(family);
      expect(frames).toHaveLength(count);
      for (const { bytes, hex, peer } of frames) {
        const reading = readingOf(own?.driver, bytes);
        expect(isSoundReading(reading), hex).toBe(true);
        expect(disagreement(reading, sigrokReading(peer), anyNumberIsShort), hex).toBe('');
      }
    },
  );

  it.skipIf(noRealFrames !== '').each(realFrames)(
    `of %s, all in one recording, lose none${noRealFrames}`,
    (family, id) => {
      const own = families.find(({ driver }) => driver.manifest.id === id);
      const frames = realMeterFrames(family).map(({ bytes }) => bytes);
      const decoder = own?.driver.decoder?.();
      const readings = [...(decoder?.push(Buffer.concat(frames)) ?? []), ...(decoder?.end() ?? [])];
      const alone = frames.map((bytes) => readingOf(own?.driver, bytes));
      const withoutPlace = (all: readonly Reading[]) => all.map(({ span: _, ...reading }) => reading);
      expect(withoutPlace(readings)).toEqual(withoutPlace(alone));
      expect(decoder?.discardedBytes).toBe(0);
    },
  );
});

describe('free-running multimeters on a pseudo-terminal', () => {
  const without = missing('sigrok-cli', 'socat', 'gcc');

  it.skipIf(without !== '').each(families.map((family) => [family.driver.manifest.id, family.peer, family] as const))(
    `%s means the same to us and to sigrok-cli as %s in every state${without}`,
    async (_id, _peer, { driver, peer, frames, filler, fillerLine, rules }) => {
      const bench = await sigrokBench(peer, (cleanUp) => cleanUps.push(cleanUp));
      const lines = await linesFor(bench, frames, { filler, fillerLine });
      expect(lines).toHaveLength(frames.length);
      const disagreements = frames.flatMap((frame, index) => {
        const line = lines[index] ?? '';
        const why = disagreement(readingOf(driver, frame), sigrokReading(line), rules);
        return why === '' ? [] : [`${why}: ${Buffer.from(frame).toString('hex')} → ${line}`];
      });
      expect(disagreements).toEqual([]);
      const { line } = driver.manifest;
      expect(bench.asked().filter((entry) => entry.startsWith('line '))).toContainEqual(
        expect.stringMatching(new RegExp(`^line ${line?.baudRate} ${line?.dataBits} `)),
      );
      const lastOf = (name: string) =>
        bench
          .asked()
          .filter((entry) => entry.startsWith(name))
          .at(-1);
      expect(lastOf('dtr')).toBe(`dtr ${Number(line?.dtr)}`);
      if (line?.rts !== undefined) expect(lastOf('rts')).toBe(`rts ${Number(line.rts)}`);
    },
    30_000,
  );
});
