import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CodedError } from '../../foundation/failure.ts';
import { jbcUsbDriver } from '../soldering-station/jbc-p02/driver.ts';
import { InstrumentLines } from './instrument-lines.ts';
import { lineMemory } from './known-lines.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ohmstead-lines-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The parities that a bench process of its own tries, until the one that is right. */
async function tried(path: string, right: string): Promise<string[]> {
  const parities: string[] = [];
  const lines = new InstrumentLines(lineMemory(path));
  await lines.each(jbcUsbDriver, '/dev/ttyUSB7', '10c4:ea60@1-2', async (line) => {
    parities.push(line?.parity ?? '');
    if (line?.parity !== right) throw new CodedError('instrument/not-recognised');
  });
  return parities;
}

it('a line that an earlier process found out is tried first by the next, and the other when it was changed since', async () => {
  const path = join(folder, 'new', 'lines.json');
  expect(await tried(path, 'none')).toEqual(['even', 'none']);
  expect(await tried(path, 'none')).toEqual(['none']);
  expect(await tried(path, 'even')).toEqual(['none', 'even']);
  expect(await tried(path, 'even')).toEqual(['even']);
  expect(readdirSync(join(folder, 'new'))).toEqual(['lines.json']);
});

it.each(['', '[]', 'null', '{"jbc-p02 10c4:ea60@1-2": 7}', '{"jbc-p02 10c4:ea60@1-2": "{\\"baudRate\\": 1}"}'])(
  'a file that is damaged (%j) is a hint that is missing',
  async (text) => {
    const path = join(folder, 'lines.json');
    writeFileSync(path, text);
    expect(await tried(path, 'none')).toEqual(['even', 'none']);
  },
);

it('a place that cannot be written to keeps nothing from being opened', async () => {
  writeFileSync(join(folder, 'file'), '');
  expect(await tried(join(folder, 'file', 'lines.json'), 'even')).toEqual(['even']);
});

it('no more is kept than a bench can have had', () => {
  const path = join(folder, 'lines.json');
  for (let number = 0; number < 105; number += 1) lineMemory(path).set(`jbc-p02 ${number}`, '{}');
  expect(lineMemory(path).get('jbc-p02 4')).toBeUndefined();
  expect(lineMemory(path).get('jbc-p02 5')).toBe('{}');
  expect(lineMemory(path).get('jbc-p02 104')).toBe('{}');
});
