/** Conversations that a person has typed, or another program has held. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ByteDriver } from '../contract/driver.ts';
import { scpiMultimeter } from '../multimeter/scpi-multimeter/driver.ts';
import { koradDriver } from '../power-supply/korad-ka3005p/driver.ts';
import { jbcUsbDriver } from '../soldering-station/jbc-p02/driver.ts';
import { p02Bytes, parseInner } from '../soldering-station/jbc-p02/frame.ts';
import { centerDriver } from '../thermometer/center-309/driver.ts';
import { km003cDriver } from '../usb-meter/chargerlab-km003c/driver.ts';
import { decoded, record } from './recording-rig.ts';

const seed = 20_260_105;
const values = (answers: readonly unknown[]) =>
  answers.flatMap((answer) => (answer as { value: number | null }[]).map(({ value }) => value));

/** Lines of a recording without heading, times and remarks: as somebody types them. */
async function typedFrom(driver: ByteDriver, samples: number): Promise<{ lines: string[]; all: (number | null)[] }> {
  const { text } = await record(driver, { samples, seed });
  const lines = text
    .split('\n')
    .filter((line) => /^[<>]/.test(line))
    .map((line) => line.replace(/ @[\d.]+/, '').replace(/ {2}#.*/, ''));
  return { lines, all: values((await decoded(driver, text)).answers) };
}

/** Every question with what came behind it. */
function exchangesOf(lines: readonly string[]): string[][] {
  const exchanges: string[][] = [];
  for (const line of lines) {
    const last = exchanges.at(-1);
    if (line.startsWith('>') || last === undefined) exchanges.push([line]);
    else last.push(line);
  }
  return exchanges;
}

describe.each([koradDriver, scpiMultimeter, centerDriver].map((driver) => [driver.manifest.id, driver] as const))(
  'a conversation with %s',
  (_id, driver) => {
    it('without times is read, and no time is made up', async () => {
      const { lines, all } = await typedFrom(driver, 3);
      const told = await decoded(driver, lines.join('\n'));
      expect(told.failure).toBeUndefined();
      expect(values(told.answers)).toEqual(all);
      expect(new Set(told.times)).toEqual(new Set([undefined]));
    });

    it('noted byte by byte by a sniffer is read all the same', async () => {
      const { lines, all } = await typedFrom(driver, 2);
      const bytewise = lines.flatMap((line) =>
        line
          .slice(2)
          .split(' ')
          .map((byte) => `${line[0]} ${byte}`),
      );
      const told = await decoded(driver, bytewise.join('\n'));
      expect([told.failure, values(told.answers)]).toEqual([undefined, all]);
    });

    it('with questions of another program in between is read, and they are counted', async () => {
      const { lines, all } = await typedFrom(driver, 2);
      const foreign = ['> "SYST:FOREIGN?\\n"', '< "1\\n"'];
      const mixed = exchangesOf(lines).flatMap((exchange) => [...exchange, ...foreign]);
      const told = await decoded(driver, mixed.join('\n'));
      expect([told.failure, values(told.answers)]).toEqual([undefined, all]);
      expect(told.unused).toBeGreaterThan(0);
    });

    it('that lacks the answer to one question tells no reading of it', async () => {
      const { lines, all } = await typedFrom(driver, 4);
      const exchanges = exchangesOf(lines);
      const place = exchanges.length - 3;
      const silent = exchanges.flatMap((exchange, nth) => (nth === place ? exchange.slice(0, 1) : exchange));
      const told = await decoded(driver, silent.join('\n'));
      expect(all.join()).toContain(values(told.answers).slice(0, -2).join());
      for (const value of values(told.answers)) expect(all).toContain(value);
      expect(values(told.answers).length).toBeLessThan(all.length);
    });

    it('that ends in the middle of an answer tells no reading of it', async () => {
      const { lines, all } = await typedFrom(driver, 2);
      const last = lines.lastIndexOf(lines.filter((line) => line.startsWith('<')).at(-1) ?? '');
      const cut = (lines[last] ?? '').slice(0, -3);
      const told = await decoded(driver, [...lines.slice(0, last), cut].join('\n'));
      expect(values(told.answers)).toEqual(all.slice(0, values(told.answers).length));
      expect(values(told.answers).length).toBeLessThan(all.length);
      expect(told.failure?.code).toMatch(/^conversation\/ends-/);
    });

    it('that was not asked who it is says what is missing, and what comes next', async () => {
      const { lines } = await typedFrom(driver, 2);
      const [first = []] = exchangesOf(lines);
      const without = lines.filter((line) => line !== first[0]);
      const told = await decoded(driver, ['> "HELLO"', ...without, '> "BYE"'].join('\n'));
      expect(told.answers).toEqual([]);
      expect(told.failure).toMatchObject({ code: 'conversation/not-recorded', params: { next: '"HELLO"', line: 1 } });
    });
  },
);

it.each([koradDriver, centerDriver, km003cDriver].map((driver) => [driver.manifest.id, driver] as const))(
  'whatever lines of a conversation with %s are lost, doubled or swapped, no number is told that is not in it',
  async (_id, driver) => {
    const { lines, all } = await typedFrom(driver, 6);
    const change = fc.record({ what: fc.constantFrom('lost', 'doubled', 'swapped'), place: fc.nat(lines.length - 2) });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
        const changed = [...lines];
        for (const { what, place } of changes) {
          const two = changed.slice(place, place + 2);
          if (what === 'lost') changed.splice(place, 1);
          else if (what === 'doubled') changed.splice(place, 0, ...two.slice(0, 1));
          else changed.splice(place, 2, ...two.reverse());
        }
        const told = await decoded(driver, changed.join('\n'));
        for (const value of values(told.answers)) expect(all).toContain(value);
        expect(told.failure?.code ?? 'conversation/').toMatch(/^(conversation|instrument)\//);
      }),
      { seed, numRuns: 40 },
    );
  },
);

it('an answer from before is never given to a later question', async () => {
  const { lines } = await typedFrom(koradDriver, 1);
  const opening = exchangesOf(lines).slice(0, -2).flat();
  const told = await decoded(
    koradDriver,
    [...opening, '> "IOUT1?"', '< "9.999"', '> "VOUT1?"', '< "05.00"', '> "NEXT?"', '< "1"'].join('\n'),
  );
  expect(JSON.stringify(told.answers)).not.toContain('9.999');
});

it('a KM003C is read whatever numbers another program has given its questions', async () => {
  const { lines, all } = await typedFrom(km003cDriver, 3);
  const renumbered = lines.map((line) => {
    const [mark = '', first = '', number = '', ...rest] = line.split(' ');
    return [mark, first, ((Number.parseInt(number, 16) + 90) & 0xff).toString(16).padStart(2, '0'), ...rest].join(' ');
  });
  expect(renumbered).not.toEqual(lines);
  const told = await decoded(km003cDriver, renumbered.join('\n'));
  expect([told.failure, values(told.answers)]).toEqual([undefined, all]);
});

it('parts of a reading that were recorded a minute apart are not put together', async () => {
  const { text } = await record(koradDriver, { samples: 2, seed });
  const whole = values((await decoded(koradDriver, text)).answers);
  const lines = text.trimEnd().split('\n');
  // Everything from the second question of the first reading on is later.
  const from = lines.length - 2 * 8 + 2;
  const torn = lines.map((line, place) =>
    place < from ? line : line.replace(/@([\d.]+)/, (_, at: string) => `@${Number(at) + 60_000}`),
  );
  const told = await decoded(koradDriver, torn.join('\n'));
  expect([told.failure, values(told.answers), told.unused]).toEqual([undefined, whole.slice(2), 4]);
});

it('the transcript of a run, in which more was done than reading, gives the readings in it', async () => {
  const { text } = await record(koradDriver, { samples: 3, seed });
  const lines = text.split('\n').flatMap((line) => {
    const [, mark, at, hex] = /^([<>]) @([\d.]+) ([0-9a-f ]+?)(?: {2}#.*)?$/.exec(line) ?? [];
    return mark === undefined ? [] : [{ at: Number(at), dir: mark === '>' ? 'sent' : 'received', hex, text: '' }];
  });
  const setting = { at: 0, dir: 'sent', hex: '56 53 45 54 31 3a 30 35 2e 30 30', text: 'VSET1:05.00' };
  const entries = [{ kind: 'transcript', version: 1, run: 'R', role: 'supply' }, ...lines];
  entries.splice(-4, 0, { ...setting, at: lines.at(-4)?.at ?? 0 });
  const told = await decoded(koradDriver, entries.map((entry) => JSON.stringify(entry)).join('\n'));
  expect(told.failure).toBeUndefined();
  expect(values(told.answers)).toHaveLength(6);
  expect(values(told.answers)).toEqual(values((await decoded(koradDriver, text)).answers));
  expect(told.unused).toBe(1);
});

const real = path.resolve(import.meta.dirname, '../../../shared/vectors/jbc/p02_transcript.json');

it.skipIf(!existsSync(real))(
  'the greeting of a real JBC station, held by another program, is followed to the answer it lacks (needs the vectors)',
  async () => {
    const frames = JSON.parse(readFileSync(real, 'utf8')) as { inner_frames: { dir: 'dev' | 'host'; hex: string }[] };
    const text = frames.inner_frames.map(({ dir, hex }) => {
      const frame = parseInner(Uint8Array.from(Buffer.from(hex, 'hex')));
      if (frame === undefined) throw new Error(`no frame: ${hex}`);
      return `${dir === 'dev' ? '<' : '>'} ${Buffer.from(p02Bytes(frame)).toString('hex')}`;
    });
    const told = await decoded(jbcUsbDriver, text.join('\n'));
    // The published transcript leaves out the answer to the question of the station's number.
    const params = { asked: '10 02 1d 00 01 1e 00 03 10 03', next: '10 02 1d 00 02 06 00 18 10 03', line: 6 };
    expect(told.failure).toEqual({ code: 'conversation/unanswered', params });
  },
);
