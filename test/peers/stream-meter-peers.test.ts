/**
 * Every family of free-running multimeters that libsigrok knows, over its whole frame space, against sigrok-cli 0.7.2 with
 * libsigrok 0.5.2: what it prints and we do not read shows as well as what the two read differently. What it is known to
 * get wrong stands in `known-defects.ts`, what we refuse in `our-refusals.ts`, and nothing is excused elsewhere.
 */
import { afterEach, describe, expect, it } from 'vitest';
import { noRealFrames, realMeterFrames } from '../../drivers/multimeter/stream-meter/real-meter-frames.ts';
import { isSoundReading } from '../../foundation/measurement/reading.ts';
import { peerMeter } from './frame-space.ts';
import { knownDefect } from './known-defects.ts';
import { PeerComparison } from './peer-comparison.ts';
import { missing } from './peer-process.ts';
import { linesFor, sigrokBench } from './sigrok-bench.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** libsigrok's name of the meter, and our id. */
const peers: readonly (readonly [peer: string, id: string])[] = [
  ['uni-t-ut61e-ser', 'uni-t-ut61e'],
  ['voltcraft-vc820-ser', 'voltcraft-vc820'],
  ['voltcraft-vc840-ser', 'voltcraft-vc820'],
  ['tekpower-tp4000ZC', 'tekpower-tp4000zc'],
  ['va-va18b', 'va-va18b'],
  ['va-va40b', 'va-va40b'],
  ['pce-pce-dm32', 'pce-pce-dm32'],
  ['voltcraft-vc940-ser', 'voltcraft-vc940'],
  ['uni-t-ut71a-ser', 'voltcraft-vc940'],
  ['uni-t-ut60g-ser', 'uni-t-ut60g'],
  ['iso-tech-idm103n', 'iso-tech-idm103n'],
  ['uni-t-ut61b-ser', 'uni-t-ut61b'],
  ['voltcraft-vc830-ser', 'voltcraft-vc830'],
  ['peaktech-3415', 'peaktech-3415'],
  ['brymen-bm25x', 'brymen-bm25x'],
  ['eevblog-121gw', 'eevblog-121gw'],
];

/** Other names under which it reads the same meters with the same parsers: a part of the space shows that it does. */
const aliases: typeof peers = [
  ...['uni-t-ut60a-ser', 'uni-t-ut60e-ser', 'tenma-72-7745-ser', 'mastech-ms8250b'].map(
    (peer) => [peer, 'voltcraft-vc820'] as const,
  ),
  ['digitek-dt4000zc', 'tekpower-tp4000zc'],
  ['peaktech-3330', 'pce-pce-dm32'],
  ...['uni-t-ut61c-ser', 'uni-t-ut61d-ser', 'sparkfun-70c'].map((peer) => [peer, 'uni-t-ut61b'] as const),
  ['tenma-72-7750-ser', 'uni-t-ut60g'],
  ['velleman-dvm4100', 'peaktech-3415'],
  ...[
    ...['voltcraft-vc920-ser', 'voltcraft-vc960-ser', 'tenma-72-7730-ser', 'tenma-72-7732-ser', 'tenma-72-9380a-ser'],
    ...['uni-t-ut71b-ser', 'uni-t-ut71c-ser', 'uni-t-ut71d-ser', 'uni-t-ut71e-ser'],
  ].map((peer) => [peer, 'voltcraft-vc940'] as const),
];
const aliasEvery = 29;
/** Names by twos. */
function pairsOf(all: typeof peers): string[][] {
  const names = all.map(([peer]) => peer);
  return names.flatMap((_, nth) => (nth % 2 === 0 ? [names.slice(nth, nth + 2)] : []));
}

/** Families of frames that real meters sent, in the shared test data, with libsigrok's name of the meter. */
const realFrames = [
  ['es51922_ut61e', 'uni-t-ut61e', 31, 'uni-t-ut61e-ser'],
  ['fs9721_vc820', 'voltcraft-vc820', 24, 'voltcraft-vc820-ser'],
  ['ut71x_vc940', 'voltcraft-vc940', 6, 'voltcraft-vc940-ser'],
  ['es51978_idm103n', 'iso-tech-idm103n', 1, 'iso-tech-idm103n'],
] as const;

describe('frames of real meters', () => {
  it.skipIf(noRealFrames !== '').each(realFrames)(
    `of %s are to our %s what libsigrok reads${noRealFrames}`,
    (name, id, count, peer) => {
      const { readingOf } = peerMeter(id);
      const frames = realMeterFrames(name);
      expect(frames).toHaveLength(count);
      const comparison = new PeerComparison(peer);
      for (const { bytes, hex, peer: line } of frames) {
        const ours = readingOf(bytes);
        expect(ours !== undefined && isSoundReading(ours), hex).toBe(true);
        comparison.take({ frame: bytes, ours, line });
      }
      expect(comparison.disagreements).toEqual([]);
    },
  );

  it.skipIf(noRealFrames !== '').each(realFrames)(
    `of %s, all in one recording, lose none${noRealFrames}`,
    (name, id) => {
      const { driver, copies, readingOf } = peerMeter(id);
      const frames = realMeterFrames(name).map(({ bytes }) => bytes);
      const decoder = driver.decoder?.();
      const sent = frames.flatMap((bytes) => (copies === 2 ? [bytes, bytes] : [bytes]));
      const readings = [...(decoder?.push(Buffer.concat(sent)) ?? []), ...(decoder?.end() ?? [])];
      expect(readings.map(({ span: _, ...reading }) => reading)).toEqual(frames.map(readingOf));
      expect(decoder?.discardedBytes).toBe(0);
    },
  );
});

describe('free-running multimeters on a pseudo-terminal', () => {
  const without = missing('sigrok-cli', 'socat', 'gcc');
  const isFiller = (line: string) => /^(11\.111|111\.10?) V DC$/.test(line);
  const isSeparator = (line: string) => /^(22\.222|222\.20?) V DC$/.test(line);

  async function compared(peer: string, id: string, every = 1): Promise<PeerComparison> {
    const { copies, filler, separator, space, driver, readingOf, display } = peerMeter(id);
    const frames = space.filter((_, nth) => nth % every === 0);
    const copied = (frame: Uint8Array) => (copies === 2 ? Buffer.concat([frame, frame]) : frame);
    const bench = await sigrokBench(peer, (cleanUp) => cleanUps.push(cleanUp));
    const around = { filler: copied(filler), separator: copied(separator), isFiller, isSeparator };
    const lines = await linesFor(bench, frames.map(copied), around);
    expect(lines, peer).toHaveLength(frames.length);
    const comparison = new PeerComparison(peer);
    for (const [nth, frame] of frames.entries()) {
      comparison.take({ frame, display: display(frame), ours: readingOf(frame), line: lines[nth] });
    }
    expectLine(driver.manifest.line, bench.asked());
    return comparison;
  }

  it.skipIf(without !== '').each(peers)(
    `%s of sigrok-cli and our %s mean the same over the whole frame space${without}`,
    async (peer, id) => {
      const { disagreements, unseen } = await compared(peer, id);
      expect(disagreements).toEqual([]);
      expect(unseen).toEqual([]);
    },
    60_000,
  );

  // Two at a time: most of it is waiting for a peer to find its meter.
  it.skipIf(without !== '').each(pairsOf(aliases))(
    `as does a part of it by other names, of %s and %s${without}`,
    async (...names) => {
      const all = await Promise.all(
        names.map((peer) => compared(peer, aliases.find(([name]) => name === peer)?.[1] ?? peer, aliasEvery)),
      );
      expect(all.flatMap(({ disagreements }) => disagreements)).toEqual([]);
    },
    60_000,
  );
});

/** Speed, framing and control lines are what our manifest says; of the parity see the defect. */
function expectLine(line: ReturnType<typeof peerMeter>['driver']['manifest']['line'], asked: readonly string[]): void {
  if (line === undefined) throw new Error('a meter on a line is expected');
  const parity = line.parity === 'odd' ? swapped.parity : line.parity;
  expect(asked).toContain(`line ${line.baudRate} ${line.dataBits} ${parity} ${line.stopBits}`);
  const lastOf = (name: string) => asked.filter((entry) => entry.startsWith(name)).at(-1);
  if (line.dtr !== undefined) expect(lastOf('dtr')).toBe(`dtr ${Number(line.dtr)}`);
  if (line.rts !== undefined) expect(lastOf('rts')).toBe(`rts ${Number(line.rts)}`);
}

/** It means odd parity and hands the kernel even. */
const swapped = { ...knownDefect('the parities are swapped'), parity: 'even' };
