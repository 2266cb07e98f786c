/**
 * The Metex family over every mode × unit and its whole table of points, signs and overloads against sigrok-cli 0.7.2 with
 * libsigrok 0.5.2. Frames come as from a meter that sends by itself: it takes them without having asked. It rounds to the
 * digits in front of the prefix (`100.0 nF` is printed as `0.0`), so numbers are compared as CSV, unit and flags as text.
 */
import { afterEach, describe, expect, it } from 'vitest';
import { readingIn } from '../../drivers/multimeter/metex-14/answer.ts';
import { metexMeters } from '../../drivers/multimeter/metex-14/driver.ts';
import { encodeFrame, type MetexFrame } from '../../drivers/multimeter/metex-14/frame.ts';
import { knownDefect } from './known-defects.ts';
import { PeerComparison } from './peer-comparison.ts';
import { missing, type SigrokFormat } from './peer-process.ts';
import { linesFor, type SigrokBench, sigrokBench } from './sigrok-bench.ts';
import { differences, sigrokReading } from './sigrok-text.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const modes = ['DC', 'AC', 'OH', 'CA', 'TE', 'DI', 'FR', 'DB', 'WT', 'CO', 'HF', 'MN', 'MX', 'AG', '  '];
const units = [
  ...['V', 'mV', 'A', 'mA', 'uA', 'Ohm', 'kOhm', 'KOhm', 'MOhm', 'pF', 'nF', 'uF', 'kHz', 'KHz', 'C', 'dB', ''],
  ...['F', 'Hz', 'MHz', 'W', 'dBm'],
];
const blank: MetexFrame = { mode: 'DC', unit: 'V', digits: 1_111, places: 1, negative: false, overload: false };

/** libsigrok's name of every meter of the family, and our driver for it. */
const peers: readonly (readonly [peer: string, id: string])[] = [
  ...['metex-me31', 'mastech-mas345', 'voltcraft-me42', 'peaktech-3410', 'radioshack-22-805'].map(
    (peer) => [peer, 'metex-me31'] as const,
  ),
  ...[
    ...['metex-m4650cr', 'voltcraft-m3650d', 'voltcraft-m3650cr', 'voltcraft-m4650cr', 'peaktech-4370'],
    ...['radioshack-22-168'],
  ].map((peer) => [peer, 'metex-m3640d'] as const),
  ...['metex-m3860m', 'peaktech-4390a'].map((peer) => [peer, 'metex-m3860m'] as const),
];
const fourDisplays: readonly string[] = ['metex-m3860m', 'peaktech-4390a'];
const partOfOthers = 40;

/** The same on each of four displays. */
const four = (frame: Uint8Array) => Uint8Array.from([...frame, ...frame, ...frame, ...frame]);

/** Everything a meter can show with a mode and unit that fit, and one of each that do not. */
function states(): Uint8Array[] {
  return modes.flatMap((mode, nth) =>
    units.flatMap((unit, place) => {
      const frame = { ...blank, mode, unit, digits: 1_000 + ((place * 947 + nth * 131) % 2_990) };
      if (readingIn(encodeFrame(frame)) === undefined) return [encodeFrame(frame)];
      const shown = [0, 1, 2, 3].flatMap((places) => [
        { ...frame, places },
        { ...frame, places, negative: true },
        { ...frame, places, digits: 7 },
      ]);
      return [...shown, { ...frame, digits: 0 }, { ...frame, digits: 0, places: 0, overload: true }].map(encodeFrame);
    }),
  );
}

async function printed(bench: SigrokBench, frames: readonly Uint8Array[], format: SigrokFormat, isFour = false) {
  const sent = isFour ? four : (frame: Uint8Array) => frame;
  const isNumber = (line: string, number: number) => Number.parseFloat(line) === number;
  return linesFor(bench, frames.map(sent), {
    filler: sent(encodeFrame(blank)),
    separator: sent(encodeFrame({ ...blank, digits: 2_222 })),
    isFiller: (line) => isNumber(line, 111.1),
    isSeparator: (line) => isNumber(line, 222.2),
    format,
  });
}

/** What it prints as CSV, as a number. */
function numberIn(line: string): number {
  return Number(line.split(',')[0]?.replace(/inf.*/, 'Infinity'));
}

describe('a Metex on a pseudo-terminal', () => {
  const without = missing('sigrok-cli', 'socat', 'gcc');

  it.skipIf(without !== '')(
    `means the same to us and to sigrok-cli in every mode and unit${without}`,
    async () => {
      const frames = states();
      const start = () => sigrokBench('metex-m3640d', (cleanUp) => cleanUps.push(cleanUp));
      const [numbers, texts] = [
        await printed(await start(), frames, 'csv'),
        await printed(await start(), frames, 'analog'),
      ];
      expect([numbers.length, texts.length]).toEqual([frames.length, frames.length]);
      const comparison = new PeerComparison('metex-m3640d');
      for (const [nth, frame] of frames.entries()) {
        const ours = readingIn(frame);
        const [number, line] = [numbers[nth], texts[nth]];
        const theirs = line === undefined || number === undefined ? undefined : sigrokReading(line);
        const value = numberIn(number ?? '');
        const found = differences(ours, theirs === undefined ? undefined : { ...theirs, value });
        const text = Buffer.from(frame).toString('latin1').trimEnd();
        comparison.judge({ frame, text, ours }, found, `${number} ${line}`);
      }
      expect(comparison.disagreements).toEqual([]);
      expect(comparison.unseen).toEqual([]);
      const nanofarads = { ...blank, mode: 'CA', unit: 'nF' };
      const place = frames.findIndex((frame) => Buffer.from(frame).equals(encodeFrame({ ...nanofarads, digits: 7 })));
      expect(texts[place], knownDefect('Metex: text without the digits behind a prefix').says).toBe('0.0 F');
    },
    60_000,
  );

  it.skipIf(without !== '').each(peers)(
    `%s of sigrok-cli and our %s show the same number in a part of it${without}`,
    async (peer, id) => {
      const isFour = fourDisplays.includes(peer);
      const frames = states().filter((frame, nth) => nth % partOfOthers === 0 && readingIn(frame) !== undefined);
      const bench = await sigrokBench(peer, (cleanUp) => cleanUps.push(cleanUp));
      const numbers = await printed(bench, frames, 'csv', isFour);
      const disagreements = frames.flatMap((frame, nth) => {
        const ours = readingIn(frame);
        const theirs = numberIn(numbers[nth] ?? 'none');
        const isSame =
          ours?.value === null || ours === undefined
            ? theirs === Number.POSITIVE_INFINITY
            : Math.abs(theirs - ours.value) <= (ours.resolution ?? 0) / 2;
        return isSame ? [] : [`${Buffer.from(frame).toString('latin1').trimEnd()} → ${numbers[nth]}`];
      });
      expect(disagreements).toEqual([]);
      expect(numbers).toHaveLength(frames.length);
      const { line } = metexMeters.find(({ manifest }) => manifest.id === id)?.manifest ?? {};
      expect(bench.asked()).toContainEqual(
        `line ${line?.baudRate} ${line?.dataBits} ${line?.parity} ${line?.stopBits}`,
      );
    },
    30_000,
  );
});
