import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadScript } from './load-script.ts';

const run = promisify(execFile);
let folder: string;
let script: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ohmstead-load-'));
  script = path.join(folder, 'ohmstead-load.sh');
  await writeFile(script, loadScript);
});
afterEach(async () => {
  await start(0, 0);
  await rm(folder, { recursive: true, force: true });
});

function start(percent: number, seconds: number): Promise<unknown> {
  return run('sh', [script, String(percent), String(seconds)], { env: { ...process.env, OHMSTEAD_DIR: folder } });
}

async function loops(): Promise<number[]> {
  const pids = (await readFile(path.join(folder, 'ohmstead-load.pids'), 'utf8')).trim().split('\n').map(Number);
  return pids.filter((pid) => Number.isInteger(pid) && pid > 1);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function until(condition: () => boolean): Promise<boolean> {
  for (let tries = 0; tries < 100 && !condition(); tries += 1) await pause(50);
  return condition();
}

it.skipIf(process.platform !== 'linux')(
  'the load starts at least one loop and percentage 0 ends every one of them',
  async () => {
    await start(1, 30);
    const pids = await loops();
    expect(pids).toHaveLength(1);
    expect(await until(() => pids.every(isAlive))).toBe(true);
    const command = await readFile(`/proc/${pids[0]}/cmdline`, 'utf8');
    expect(command).toContain('ohmstead-load');
    await start(0, 0);
    expect(await until(() => !pids.some(isAlive))).toBe(true);
  },
);

it.skipIf(process.platform !== 'linux')('a loop that nobody ends, ends by itself', async () => {
  await start(1, 1);
  const pids = await loops();
  expect(await until(() => !pids.some(isAlive))).toBe(true);
});

it.skipIf(process.platform !== 'linux')('a process that inherited the id of a dead loop is not killed', async () => {
  const other = execFile('sleep', ['20']);
  const pid = other.pid ?? 0;
  await writeFile(path.join(folder, 'ohmstead-load.pids'), `${pid}\n`);
  await start(0, 0);
  expect(isAlive(pid)).toBe(true);
  other.kill();
});
