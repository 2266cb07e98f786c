/** A procedure that cannot be used, or answers that fit no question of it: told with 64 before anything is a run. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StationLink } from '../../station/cli/command.ts';
import { stationRehearsals } from '../../station/cli/station-rehearsals.ts';
import { type HeadlessStation, openStation } from '../../station/compose/headless.ts';
import { procedureSource } from '../script/runaways.ts';
import { FakeCommand } from '../support/fake-surroundings.ts';

let folder: string;
let station: HeadlessStation;
let ticket: string;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'bad-procedures-'));
  station = openStation(folder);
  ({ number: ticket } = await station.call('ticket/new', { brand: 'A', model: 'B', fault: 'C' }));
});
afterAll(async () => {
  await station.close();
  rmSync(folder, { recursive: true });
});

/** The station stays open for the next command. */
function command(): FakeCommand {
  const link: StationLink = {
    call: (...args) => station.call(...args),
    on: (name, listener) => station.on(name, listener),
    close: () => Promise.resolve(),
  };
  const parts = { openStation: () => Promise.resolve(link), rehearsals: () => Promise.resolve(stationRehearsals) };
  return new FakeCommand({ folder, parts });
}

async function refused(argv: readonly string[]): Promise<string> {
  const asked = command();
  expect(await asked.run(...argv)).toBe(64);
  expect(asked.stdout.text).toBe('');
  expect(await station.call('run/list', { ticket })).toEqual([]);
  return asked.stderr.text;
}

describe.each([
  ['run', () => ['--ticket', ticket, '--bench', 'simulated', '--speed', '900']],
  ['rehearse', () => []],
] as const)('%s', (verb, options) => {
  it.each([
    ['an endless loop', 'while (true) {}', 'script/runaway-at-load'],
    [
      'a hoard of memory',
      'const hoard: unknown[] = []; for (;;) hoard.push(new Uint8Array(1_000_000));',
      'script/runaway-at-load',
    ],
    ['a mistake', "throw new TypeError('a mistake');", 'script/error-at-load'],
    ['no syntax', 'const = ;', 'script/does-not-compile'],
  ])('of a file with %s at its top touches no instrument and says so', async (_, line, code) => {
    const file = path.join(folder, 'bad.ts');
    writeFileSync(file, procedureSource('', line));
    const sentence = await refused([verb, file, ...options()]);
    expect(sentence).toContain(`[${code}]`);
    expect(sentence).not.toContain('put back in order');
  });

  it('with an answer to no question names the questions there are', async () => {
    const sentence = await refused([verb, 'battery-health', ...options(), '--answer', 'place-prods=yes']);
    expect(sentence).toContain('[answer/unknown-key]');
    expect(sentence).toContain('place-probes');
  });

  it('with an answer of the wrong kind is refused before it begins', async () => {
    const sentence = await refused([verb, 'battery-health', ...options(), '--answer', 'place-probes=maybe']);
    expect(sentence).toContain('[answer/invalid]');
  });
});
