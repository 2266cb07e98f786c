/** P2: a displayed reading is already on disk: whatever anybody saw before a `kill -9` is in the journal after it. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { seededRandom } from '../../foundation/random/random.ts';
import { SqliteJournalStore } from '../../station/journal/sqlite-journal-store.ts';
import type { Entry } from '../../station/record/entry.ts';
import { fold } from '../../station/record/fold.ts';
import { openDatabase } from '../../station/store/database.ts';
import { CommandProcess } from '../support/command-process.ts';

const root = path.resolve(fileURLToPath(new URL('../..', import.meta.url)));
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
const folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-p02-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What stood on the screen when the station was killed so many lines into the run. */
function screenAtDeath(ticket: string, lines: number): Promise<Entry[]> {
  return new Promise((resolve) => {
    const args = ['run', 'fast-charge', '--ticket', ticket, '--bench', 'simulated', '--speed', '1000', '--json'];
    const env = { ...process.env, OHMSTEAD_DATA: folder };
    const child = spawn(process.execPath, [path.join(root, 'bin/ohmstead.mjs'), ...args], {
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let screen = '';
    child.stdout.on('data', (data: Buffer) => {
      screen += data.toString();
      if (screen.split('\n').length > lines) child.kill('SIGKILL');
    });
    child.on('close', () => {
      // The last line may be cut off: nobody could read it.
      const whole = screen.split('\n').slice(0, -1);
      resolve(whole.map((line) => JSON.parse(line) as Entry));
    });
  });
}

it(`every value on the screen at the moment of a kill is in the journal (seed ${seed})`, async () => {
  const random = seededRandom(seed);
  const opened = await new CommandProcess(['ticket', 'new', '--brand', 'D', '--model', 'D', '--fault', 'x', '--json'], {
    folder,
  }).ended;
  const { number: ticket } = JSON.parse(opened.stdout) as { number: string };
  for (let kill = 0; kill < 5; kill += 1) {
    const seen = await screenAtDeath(ticket, random.integer(1, 400));
    const run = seen[0]?.run ?? '';
    const database = openDatabase(folder);
    const journal = [...new SqliteJournalStore(database).entries(run)];
    database.close();
    expect(seen.length).toBeGreaterThan(0);
    expect(journal.slice(0, seen.length)).toEqual(seen);
    expect(fold(journal).verdict).toBe('INTERRUPTED');
  }
}, 120_000);
