/** Conversations that a person has typed, or another program has held. */
import { describe, expect, it } from 'vitest';
import type { ByteDriver } from '../contract/driver.ts';
import { scpiMultimeter } from '../multimeter/scpi-multimeter/driver.ts';
import { koradDriver } from '../power-supply/korad-ka3005p/driver.ts';
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

/** Lines from the `nth` question of these bytes on, up to the next line that is a question. */
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
