/**
 * Real `kill -9` of the whole process tree at random moments, then `resume`: same verdict as an uninterrupted run, chain
 * valid, and everything anybody saw on the screen is in the journal (P2).
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { seededRandom } from '../../foundation/random/random.ts';
import { SqliteJournalStore } from '../../station/journal/sqlite-journal-store.ts';
import type { Entry } from '../../station/record/entry.ts';
import { openDatabase } from '../../station/store/database.ts';
import { CommandProcess } from '../support/command-process.ts';

const root = path.resolve(fileURLToPath(new URL('../..', import.meta.url)));
const folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-kill-'));
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
const random = seededRandom(seed);
const speed = '400';
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function command(...args: string[]) {
  return new CommandProcess(args, { folder }).ended;
}

/** What is on disk. */
function journalOf(run: string): Entry[] {
  const database = openDatabase(folder);
  try {
    return [...new SqliteJournalStore(database).entries(run)];
  } finally {
    database.close();
  }
}

/** Every line of the screen is an entry that somebody saw. */
function seen(text: string): Entry[] {
  const lines = text.split('\n');
  // The last line may have been cut off by the kill; nobody could read it.
  return lines.slice(0, -1).map((line) => JSON.parse(line) as Entry);
}

/** Starts the command as the head of a process group and kills the group `afterMs` after its first entry. */
function killed(
  args: readonly string[],
  afterMs: number,
): Promise<{ readonly stdout: string; readonly ended: boolean }> {
  return new Promise((resolve) => {
    const env = { ...process.env, OHMSTEAD_DATA: folder };
    const child = spawn(process.execPath, [path.join(root, 'bin/ohmstead.mjs'), ...args], {
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let stdout = '';
    let wasKilled = false;
    child.stdout.on('data', (data: Buffer) => {
      if (stdout === '') {
        setTimeout(() => {
          wasKilled = child.exitCode === null;
          if (wasKilled && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
        }, afterMs);
      }
      stdout += data.toString();
    });
    child.on('close', () => resolve({ stdout, ended: !wasKilled }));
  });
}

it(`twenty kills of the process tree over the four procedures (seed ${seed})`, async () => {
  const opened = await command('ticket', 'new', '--brand', 'Demo', '--model', 'D1', '--fault', 'x', '--json');
  const ticket = (JSON.parse(opened.stdout) as { number: string }).number;
  const procedures = ['fast-charge', 'call-soak', 'video-soak', 'battery-health'] as const;
  let kills = 0;
  for (let round = 0; kills < 20; round += 1) {
    expect(round, 'most runs ended before they could be killed').toBeLessThan(60);
    const procedure = procedures[round % procedures.length] as string;
    const run = ['run', procedure, '--ticket', ticket, '--bench', 'simulated', '--speed', speed, '--json'];
    let attempt = await killed(run, random.integer(0, 1_500));
    const first = seen(attempt.stdout)[0];
    if (first === undefined) continue;
    const all: Entry[] = [];
    // Killed, and killed again while it is taken over, until it comes to its end.
    for (let life = 0; ; life += 1) {
      all.push(...seen(attempt.stdout));
      if (attempt.ended) break;
      kills += 1;
      const resume = ['resume', first.run, '--json'];
      if (life < 2 && kills < 20) attempt = await killed(resume, random.integer(0, 1_500));
      else attempt = { stdout: (await command(...resume)).stdout, ended: true };
    }
    const journal = journalOf(first.run);
    const hashes = new Map(journal.map((entry) => [entry.i, entry.hash]));
    for (const entry of all) expect(hashes.get(entry.i), `entry ${entry.i} of ${first.run} was seen`).toBe(entry.hash);
    expect(journal.at(-1)).toMatchObject({ kind: 'run.stop', verdict: 'PASS' });
    const verified = await command('verify', first.run, '--json');
    expect(JSON.parse(verified.stdout)).toMatchObject({ ok: true, chainBrokenAt: null });
  }
  console.log(`${kills} kills of real processes, seed ${seed}`);
}, 300_000);
