/** What the command makes is compiled and put through the faults, in a copy of the layout that shares the other sources. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { catalogue } from '../../../drivers/catalogue.ts';
import { openBench, readMany, recovers, wrongs } from '../../../drivers/conformance/conformance.ts';
import { decodes, fuzzDecoder, sayings } from '../../../drivers/conformance/fuzz.ts';
import type { ByteDriver } from '../../../drivers/contract/driver.ts';
import { faultNames } from '../../../drivers/contract/fault.ts';
import { failureOf } from '../../../foundation/failure.ts';
import { Arguments } from '../arguments.ts';
import type { Surroundings } from '../command.ts';
import { newDriverCommand } from '../commands/new-driver-command.ts';

const repository = path.resolve(import.meta.dirname, '../../..');
const id = 'acme-m1';
let root: string;
let meters: string;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'ohmstead-new-driver-'));
  meters = path.join(root, 'drivers/multimeter');
  mkdirSync(meters, { recursive: true });
  for (const name of ['foundation', 'node_modules', 'tsconfig.base.json'])
    symlinkSync(path.join(repository, name), path.join(root, name));
  for (const folder of ['drivers', 'drivers/multimeter']) {
    for (const name of readdirSync(path.join(repository, folder))) {
      if (folder === 'drivers' && name === 'multimeter') continue;
      symlinkSync(path.join(repository, folder, name), path.join(root, folder, name));
    }
  }
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

async function make(name: string, more: Readonly<Record<string, string>> = {}): Promise<Record<string, unknown>> {
  const told: Record<string, unknown>[] = [];
  const output = { object: (value: Record<string, unknown>) => told.push(value), line: () => undefined };
  const surroundings = { output, language: 'en', drivers: catalogue } as unknown as Surroundings;
  expect(await newDriverCommand.run(new Arguments([name], { sources: root, ...more }), surroundings)).toBe(0);
  return told[0] ?? {};
}

const code = (work: Promise<unknown>) => work.catch((error: unknown) => failureOf(error).code);

/** Puts the lines of the paper in the two marked places. */
function fillIn(): void {
  const paper = readFileSync(path.join(repository, 'docs/drivers.md'), 'utf8');
  const filled = /```ts\n(const kinds = [\s\S]*?)```/.exec(paper)?.[1] ?? '';
  const file = path.join(meters, id, 'payload.ts');
  const made = readFileSync(file, 'utf8');
  expect(made.match(/FILL IN \d/g)).toEqual(['FILL IN 1', 'FILL IN 2']);
  writeFileSync(file, made.slice(0, made.indexOf('/** FILL IN 1')) + filled);
}

function compiled(): string {
  const options = { noEmit: true, composite: false, emitDeclarationOnly: false, declaration: false, types: ['node'] };
  const config = {
    extends: path.join(repository, 'tsconfig.base.json'),
    compilerOptions: options,
    include: ['drivers/multimeter/acme-*/*.ts'],
  };
  writeFileSync(path.join(root, 'tsconfig.acme.json'), JSON.stringify(config));
  const tsc = path.join(repository, 'node_modules/typescript/bin/tsc');
  return spawnSync(process.execPath, [tsc, '-p', path.join(root, 'tsconfig.acme.json'), '--pretty', 'false'], {
    encoding: 'utf8',
    cwd: root,
  }).stdout;
}

/** In odd chunks, and under every fault of the line and of the instrument. */
async function neverWrong(driver: ByteDriver): Promise<void> {
  for (const chunkBytes of [undefined, 1]) {
    const bench = await openBench(driver, { seed: 5, ...(chunkBytes === undefined ? {} : { chunkBytes }) });
    expect((await readMany(bench, 0, 8)).filter(({ kind }) => kind !== 'right')).toEqual([]);
    for (const [index, fault] of faultNames.filter((name) => name !== 'drift' && name !== 'unplug').entries()) {
      bench.faults.set(fault, true);
      const outcomes = await readMany(bench, 8 + 40 * index, 12);
      bench.faults.set(fault, false);
      if (fault === 'late-answer') await bench.clock.advance(16_000);
      outcomes.push(...(await recovers(bench, 20 + 40 * index, 3, 60_000)));
      expect(wrongs(outcomes), fault).toEqual([]);
    }
    await bench.clock.run(bench.instrument.close());
  }
}

it('the folder compiles as it was made, and when its two places are filled in as the paper says', async () => {
  expect(await make(id)).toEqual({
    folder: path.join(meters, id),
    files: ['driver.ts', 'frame.ts', 'payload.ts', `${id}.test.ts`, 'README.md'],
    import: `import { acmeM1 } from './multimeter/acme-m1/driver.ts';`,
    entry: 'acmeM1,',
  });
  const generated = readFileSync(path.join(meters, id, `${id}.test.ts`), 'utf8');
  // What a failing test says first: a folder as it was made reads nothing, and stands in no list.
  for (const where of ['places 1 and 2 of payload.ts', 'add it to drivers/catalogue.ts'])
    expect(generated).toContain(where);
  fillIn();
  await make('acme-m2-as-made');
  await make('acme-s1', { kind: 'asked-multimeter' });
  expect(compiled()).toBe('');
}, 180_000);

it('the filled-in meter reads the truth, never anything else under any fault, and survives what is thrown at its decoder', async () => {
  await make(id);
  fillIn();
  const made = (await import(/* @vite-ignore */ path.join(meters, id, 'driver.ts'))) as { acmeM1: ByteDriver };
  const driver = made.acmeM1;
  if (!decodes(driver)) throw new Error('it has no decoder');
  const tried = fuzzDecoder(driver, await sayings(driver, 11), { seed: 11, inputs: 8_000 });
  expect(tried.wrong).toEqual([]);
  expect(tried.readings).toBeGreaterThan(80);
  await neverWrong(driver);
}, 120_000);

it('the meter that is asked reads the truth as it was made, and never anything else under any fault', async () => {
  expect(await make('acme-s1', { kind: 'asked-multimeter' })).toMatchObject({
    folder: path.join(meters, 'acme-s1'),
    files: ['driver.ts', 'words.ts', 'simulator.ts', 'acme-s1.test.ts', 'README.md'],
    import: `import { acmeS1 } from './multimeter/acme-s1/driver.ts';`,
  });
  const words = readFileSync(path.join(meters, 'acme-s1', 'words.ts'), 'utf8');
  expect(words.match(/FILL IN \d/g)).toEqual(['FILL IN 1', 'FILL IN 2']);
  const made = await import(/* @vite-ignore */ path.join(meters, 'acme-s1', 'driver.ts'));
  await neverWrong((made as { acmeS1: ByteDriver }).acmeS1);
}, 120_000);

it('nothing that is there is overwritten, neither a folder nor the name of a driver', async () => {
  mkdirSync(path.join(meters, id));
  writeFileSync(path.join(meters, id, 'driver.ts'), 'mine');
  expect(await code(make(id))).toBe('new-driver/exists');
  expect(readdirSync(path.join(meters, id))).toEqual(['driver.ts']);
  expect(readFileSync(path.join(meters, id, 'driver.ts'), 'utf8')).toBe('mine');
  expect(await code(make('uni-t-ut61e'))).toBe('new-driver/exists');
  expect(await code(make('voltcraft-vc820'))).toBe('new-driver/exists');
});

it.each([
  '',
  'meter',
  '../../acme-m1',
  'acme/m1',
  'acme-m1\n',
  'Acme-M1',
  'acme--m1',
  '-acme-m1',
  'acme-m1.ts',
  "acme-'+x",
  `acme-${'x'.repeat(300)}`,
  '電表-m1',
])('a name that is none (%j) makes nothing', async (name) => {
  const before = readdirSync(meters);
  expect(await code(make(name))).toBe('new-driver/bad-id');
  expect(readdirSync(meters)).toEqual(before);
});

it('another kind and a folder without the sources are refused', async () => {
  expect(await code(make(id, { kind: '../x' }))).toBe('new-driver/unknown-kind');
  expect(await code(make(id, { sources: tmpdir() }))).toBe('new-driver/no-sources');
});
