/**
 * Every family of free-running multimeters that libsigrok knows, over its whole table of functions and ranges, against
 * sigrok-cli 0.7.2 with libsigrok 0.5.2. What it is known to get wrong stands in the `rules` of a family.
 */
import { afterEach, describe, expect, it } from 'vitest';
import { type MeterFamily, meterFamilies } from '../../drivers/multimeter/meter-families.ts';
import { noRealFrames, realMeterFrames } from '../../drivers/multimeter/stream-meter/real-meter-frames.ts';
import { isSoundReading, type Reading } from '../../foundation/measurement/reading.ts';
import { missing } from './peer-process.ts';
import { linesFor, sigrokBench } from './sigrok-bench.ts';
import { disagreement, type PeerRules, sigrokReading } from './sigrok-text.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** For displays: it prints 1 for every resistance that is not an overload. */
const anyNumberIsShort: PeerRules = { short: ({ status }) => (status === 'overrange' ? 0 : 1) };
/** It calls a resistance short up to a value of its own, and less than none never. */
const shortUpTo = (ohms: number): PeerRules => ({
  short: ({ value }) => (value !== null && value >= 0 && value <= ohms ? 1 : 0),
});

const ut71x: PeerRules = { ...shortUpTo(60), couplingByBitAlone: true };

/** It tells no threshold of the buzzer and looks at no MIN and MAX; it calls the power of DC volt-amperes. */
const eev121gw: PeerRules = { short: () => undefined, unnoticed: ['max', 'min'], unitNames: { VA: 'W' } };

/** libsigrok's name of the meter, our id, and what it is known for. */
const peers: readonly (readonly [peer: string, id: string, rules: PeerRules])[] = [
  // It prints no temperature for this one, although the VC840 with the same chip and lead has one.
  ['voltcraft-vc820-ser', 'voltcraft-vc820', { ...anyNumberIsShort, unknownUnits: ['Cel'] }],
  ['voltcraft-vc840-ser', 'voltcraft-vc820', anyNumberIsShort],
  ['tekpower-tp4000ZC', 'tekpower-tp4000zc', anyNumberIsShort],
  ['va-va18b', 'va-va18b', anyNumberIsShort],
  ['va-va40b', 'va-va40b', anyNumberIsShort],
  ['pce-pce-dm32', 'pce-pce-dm32', anyNumberIsShort],
  ['voltcraft-vc940-ser', 'voltcraft-vc940', ut71x],
  ['uni-t-ut71a-ser', 'voltcraft-vc940', ut71x],
  ['uni-t-ut60g-ser', 'uni-t-ut60g', shortUpTo(25)],
  ['iso-tech-idm103n', 'iso-tech-idm103n', shortUpTo(25)],
  ['uni-t-ut61b-ser', 'uni-t-ut61b', anyNumberIsShort],
  ['voltcraft-vc830-ser', 'voltcraft-vc830', anyNumberIsShort],
  ['peaktech-3415', 'peaktech-3415', anyNumberIsShort],
  ['brymen-bm25x', 'brymen-bm25x', anyNumberIsShort],
  ['eevblog-121gw', 'eevblog-121gw', eev121gw],
];

/** Other names under which it reads the same meters with the same parsers: a part of the table shows that it does. */
const aliases: typeof peers = [
  ['uni-t-ut60a-ser', 'voltcraft-vc820', { ...anyNumberIsShort, unknownUnits: ['Cel'] }],
  ['uni-t-ut60e-ser', 'voltcraft-vc820', anyNumberIsShort],
  ['tenma-72-7745-ser', 'voltcraft-vc820', anyNumberIsShort],
  ['mastech-ms8250b', 'voltcraft-vc820', { ...anyNumberIsShort, unknownUnits: ['Cel'] }],
  ['digitek-dt4000zc', 'tekpower-tp4000zc', anyNumberIsShort],
  ['peaktech-3330', 'pce-pce-dm32', anyNumberIsShort],
  ['uni-t-ut61c-ser', 'uni-t-ut61b', anyNumberIsShort],
  ['uni-t-ut61d-ser', 'uni-t-ut61b', anyNumberIsShort],
  ['sparkfun-70c', 'uni-t-ut61b', anyNumberIsShort],
  ['tenma-72-7750-ser', 'uni-t-ut60g', shortUpTo(25)],
  ['velleman-dvm4100', 'peaktech-3415', anyNumberIsShort],
  ...[
    ...['voltcraft-vc920-ser', 'voltcraft-vc960-ser', 'tenma-72-7730-ser', 'tenma-72-7732-ser', 'tenma-72-9380a-ser'],
    ...['uni-t-ut71b-ser', 'uni-t-ut71c-ser', 'uni-t-ut71d-ser', 'uni-t-ut71e-ser'],
  ].map((peer) => [peer, 'voltcraft-vc940', ut71x] as const),
];
const aliasEvery = 29;

/** Of 111.1 V DC, which is sent around the states to keep the peer going. */
const voltsLines = ['111.1 V DC', '111.10 V DC'];

function familyOf(id: string): MeterFamily {
  const family = meterFamilies.find(({ driver }) => driver.manifest.id === id);
  if (family === undefined) throw new Error(`no family ${id}`);
  return family;
}

function readingOf({ format }: MeterFamily, frame: Uint8Array): Reading {
  const reading = format.readingOf(frame);
  if (reading === undefined) throw new Error(`${Buffer.from(frame).toString('hex')} is no frame`);
  return reading;
}

/** Families of frames that real meters sent, in the shared test data. */
const realFrames = [
  ['fs9721_vc820', 'voltcraft-vc820', 24],
  ['ut71x_vc940', 'voltcraft-vc940', 6],
  ['es51978_idm103n', 'iso-tech-idm103n', 1],
] as const;

describe('frames of real meters', () => {
  it.skipIf(noRealFrames !== '').each(realFrames)(
    `of %s are to our %s what libsigrok reads${noRealFrames}`,
    (name, id, count) => {
      const family = familyOf(id);
      const frames = realMeterFrames(name);
      expect(frames).toHaveLength(count);
      for (const { bytes, hex, peer } of frames) {
        const reading = readingOf(family, bytes);
        expect(isSoundReading(reading), hex).toBe(true);
        expect(disagreement(reading, sigrokReading(peer), peerRules(id)), hex).toBe('');
      }
    },
  );

  it.skipIf(noRealFrames !== '').each(realFrames)(
    `of %s, all in one recording, lose none${noRealFrames}`,
    (name, id) => {
      const family = familyOf(id);
      const frames = realMeterFrames(name).map(({ bytes }) => bytes);
      const decoder = family.driver.decoder?.();
      const sent = frames.flatMap((bytes) => (family.copies === 2 ? [bytes, bytes] : [bytes]));
      const readings = [...(decoder?.push(Buffer.concat(sent)) ?? []), ...(decoder?.end() ?? [])];
      expect(readings.map(({ span: _, ...reading }) => reading)).toEqual(
        frames.map((bytes) => readingOf(family, bytes)),
      );
      expect(decoder?.discardedBytes).toBe(0);
    },
  );
});

function peerRules(id: string): PeerRules {
  return peers.find(([, own]) => own === id)?.[2] ?? anyNumberIsShort;
}

describe('free-running multimeters on a pseudo-terminal', () => {
  const without = missing('sigrok-cli', 'socat', 'gcc');

  it.skipIf(without !== '').each([...peers, ...aliases])(
    `%s of sigrok-cli and our %s mean the same in every state${without}`,
    async (peer, id, rules) => {
      const family = familyOf(id);
      const { copies, volts, driver } = family;
      const isAlias = aliases.some(([name]) => name === peer);
      const states = family.states
        .filter((frame) => !rules.unknownUnits?.includes(readingOf(family, frame).unit))
        .filter((_, nth) => !isAlias || nth % aliasEvery === 0);
      const copied = (frame: Uint8Array) => (copies === 2 ? Buffer.concat([frame, frame]) : frame);
      const bench = await sigrokBench(peer, (cleanUp) => cleanUps.push(cleanUp));
      const around = { filler: copied(volts), fillerLines: voltsLines };
      const lines = await linesFor(bench, states.map(copied), around);
      const disagreements = states.flatMap((frame, index) => {
        const line = lines[index] ?? '';
        const why = disagreement(readingOf(family, frame), sigrokReading(line), rules);
        return why === '' ? [] : [`${why}: ${Buffer.from(frame).toString('hex')} → ${line}`];
      });
      expect(disagreements).toEqual([]);
      expect(lines).toHaveLength(states.length);
      const { line } = driver.manifest;
      expect(bench.asked().filter((entry) => entry.startsWith('line '))).toContainEqual(
        expect.stringMatching(new RegExp(`^line ${line?.baudRate} ${line?.dataBits} `)),
      );
      const lastOf = (name: string) =>
        bench
          .asked()
          .filter((entry) => entry.startsWith(name))
          .at(-1);
      if (line?.dtr !== undefined) expect(lastOf('dtr')).toBe(`dtr ${Number(line.dtr)}`);
      if (line?.rts !== undefined) expect(lastOf('rts')).toBe(`rts ${Number(line.rts)}`);
    },
    30_000,
  );
});
