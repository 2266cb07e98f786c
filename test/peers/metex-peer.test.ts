/** The Metex family, which answers when it is asked, over its whole table of modes, units and points against sigrok-cli. */
import { createReadStream, openSync, writeSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { readingIn } from '../../drivers/multimeter/metex-14/answer.ts';
import { metexMeters } from '../../drivers/multimeter/metex-14/driver.ts';
import { encodeFrame, type MetexFrame } from '../../drivers/multimeter/metex-14/frame.ts';
import { missing } from './peer-process.ts';
import { type SigrokBench, sigrokBench } from './sigrok-bench.ts';
import { sigrokReading } from './sigrok-text.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const request = 0x44;
const functions: readonly (readonly [mode: string, unit: string])[] = [
  ...['V', 'mV', 'A', 'mA', 'uA'].flatMap((unit) => [['DC', unit] as const, ['AC', unit] as const]),
  ...['Ohm', 'kOhm', 'MOhm'].flatMap((unit) => [['OH', unit] as const, ['  ', unit] as const]),
  ...['pF', 'nF', 'uF'].flatMap((unit) => [['CA', unit] as const, ['  ', unit] as const]),
  ['DI', 'mV'],
  ['FR', 'kHz'],
  ['  ', 'kHz'],
  ['TE', 'C'],
  ['DB', 'dB'],
  ['HF', ''],
];

/** libsigrok's name of every meter of the family, and our driver for it. */
const peers: readonly (readonly [peer: string, id: string])[] = [
  ...['metex-me31', 'mastech-mas345', 'voltcraft-me42', 'peaktech-3410', 'radioshack-22-805'].map(
    (peer) => [peer, 'metex-me31'] as const,
  ),
  ...[
    ...['metex-m3640d', 'metex-m4650cr', 'voltcraft-m3650d', 'voltcraft-m3650cr', 'voltcraft-m4650cr'],
    ...['peaktech-4370', 'radioshack-22-168'],
  ].map((peer) => [peer, 'metex-m3640d'] as const),
  ...['metex-m3860m', 'peaktech-4390a'].map((peer) => [peer, 'metex-m3860m'] as const),
];
const fourDisplays: readonly string[] = ['metex-m3860m', 'peaktech-4390a'];

/** The same on each of four displays. */
const four = (frame: Uint8Array) => Uint8Array.from([...frame, ...frame, ...frame, ...frame]);

/** It takes decibels over a level of the meter's own for decibels over a volt. */
const unitNames: Readonly<Record<string, string>> = { dBV: 'dB', '': '1' };

function states(): MetexFrame[] {
  return functions.flatMap(([mode, unit], nth) =>
    [0, 1, 2, 3].flatMap((places) => {
      const digits = 1_000 + ((places * 947 + nth * 131) % 2_990);
      const frame = { mode, unit, digits, places, negative: false, overload: false };
      const overload = { ...frame, digits: 0, overload: true };
      return [frame, { ...frame, negative: true }, { ...frame, digits: 7 }, ...(places === 0 ? [overload] : [])];
    }),
  );
}

/** What it prints when each question is answered with the next state; the first answers are for its search. */
async function answersOf(
  bench: SigrokBench,
  format: 'analog' | 'csv',
  frames: readonly Uint8Array[],
): Promise<string[]> {
  const stream = bench.start(format);
  const far = openSync(bench.pair.far, 'r+');
  const questions = createReadStream('', { fd: far, autoClose: false });
  const volts = encodeFrame({ mode: 'DC', unit: 'V', digits: 1_111, places: 1, negative: false, overload: false });
  const filler = frames[0]?.length === volts.length ? volts : four(volts);
  const isFiller = (line: string) => Number.parseFloat(line) === 111.1;
  let next = 0;
  questions.on('error', () => undefined);
  questions.on('data', (chunk) => {
    for (const byte of Buffer.from(chunk)) {
      if (byte !== request) continue;
      const frame = stream.lines.length === 0 ? undefined : frames[next++];
      writeSync(far, frame ?? filler);
    }
  });
  const states = () => stream.lines.filter((line) => !isFiller(line));
  for (let lines = -1; states().length < frames.length && stream.lines.length > lines; ) {
    lines = stream.lines.length;
    await stream.until(lines + 1, 4_000);
  }
  await stream.stop();
  questions.destroy();
  return states();
}

describe('a Metex on a pseudo-terminal', () => {
  const without = missing('sigrok-cli', 'socat', 'gcc');

  it.skipIf(without !== '').each(peers)(
    `%s of sigrok-cli and our %s show the same number in every state${without}`,
    async (peer, id) => {
      // One parser serves them all, so the whole table goes to the two kinds of answer, and a part to the other names.
      const isWhole = peer === 'metex-m3640d' || peer === 'metex-m3860m';
      const frames = states()
        .filter((_, nth) => isWhole || nth % 40 === 0)
        .map(encodeFrame);
      const bench = await sigrokBench(peer, (cleanUp) => cleanUps.push(cleanUp));
      // libsigrok 0.5.2 rounds to the digits in front of the prefix ("100.0 nF" is printed as 0.0), so numbers are compared
      // as it has them, and its text for unit and flags alone.
      const answers = fourDisplays.includes(peer) ? frames.map(four) : frames;
      const numbers = (await answersOf(bench, 'csv', answers)).map((line) => line.split(',')[0]);
      expect(numbers).toHaveLength(frames.length);
      const disagreements = frames.flatMap((frame, index) => {
        const ours = readingIn(frame);
        const place = `${Buffer.from(frame).toString('latin1').trimEnd()} → ${numbers[index]}`;
        if (ours === undefined) return [`none: ${place}`];
        const theirs = /inf/.test(numbers[index] ?? '') ? null : Number(numbers[index]);
        if ((ours.value === null) !== (theirs === null)) return [`status: ${place}`];
        const away = Math.abs((theirs ?? 0) - (ours.value ?? 0));
        return away <= (ours.resolution ?? 0) / 2 ? [] : [`value: ${place}`];
      });
      expect(disagreements).toEqual([]);
      const { line } = metexMeters.find(({ manifest }) => manifest.id === id)?.manifest ?? {};
      expect(bench.asked()).toContainEqual(
        `line ${line?.baudRate} ${line?.dataBits} ${line?.parity} ${line?.stopBits}`,
      );
    },
    30_000,
  );

  it.skipIf(without !== '')(
    `has the same unit and flags for us and for sigrok-cli in every state${without}`,
    async () => {
      const frames = states().map(encodeFrame);
      const bench = await sigrokBench('metex-m3640d', (cleanUp) => cleanUps.push(cleanUp));
      const texts = await answersOf(bench, 'analog', frames);
      expect(texts).toHaveLength(frames.length);
      const otherNames = frames.flatMap((frame, index) => {
        const ours = readingIn(frame);
        const theirs = sigrokReading(texts[index] ?? '');
        const unit = unitNames[theirs.unit] ?? theirs.unit;
        // It calls every diode test DC, whatever the frame says.
        const told = theirs.flags.filter((flag) => flag !== 'DC' || !theirs.flags.includes('DIODE'));
        const flags = (['ac', 'dc', 'diode'] as const).filter((flag) => told.includes(flag.toUpperCase()));
        const isSame = unit === ours?.unit && flags.join() === ours.flags.join();
        return isSame ? [] : [`${Buffer.from(frame).toString('latin1').trimEnd()} → ${texts[index]}`];
      });
      expect(otherNames).toEqual([]);
    },
    30_000,
  );
});
