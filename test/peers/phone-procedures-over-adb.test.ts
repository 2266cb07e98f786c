/**
 * The phone procedures through the real adb server to the simulated phone, which listens as a device for `adb connect`:
 * real processes, real sockets, thirty times faster than life.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { RunRecord } from '../../station/record/record.ts';
import { CommandProcess } from '../support/command-process.ts';

const hasAdb = spawnSync('adb', ['version']).status === 0;
const folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-adb-'));
const speed = '30';
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A free port that adb servers do not probe. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error()),
      );
    });
  });
}

/** Every station of this file has an adb server of its own. */
const adbPorts = new Map<string, number>();

async function command(data: string, ...args: string[]): Promise<string> {
  const env = { OHMSTEAD_ADB_PORT: String(adbPorts.get(data)) };
  const { code, stdout, stderr } = await new CommandProcess(args, { folder: data, env }).ended;
  if (code === 64 || code === 69) throw new Error(`${args.join(' ')}: ${stderr}`);
  return stdout;
}

/** One simulated phone, one station, one run; the folded record. */
async function runOverAdb(procedure: string, scenario: string): Promise<RunRecord> {
  const data = path.join(folder, scenario);
  const port = await freePort();
  adbPorts.set(data, await freePort());
  const address = `127.0.0.1:${port}`;
  const phone = new CommandProcess(
    ['simulate', 'android', '--port', `tcp:${address}`, '--scenario', scenario, '--speed', speed],
    { folder: data },
  );
  try {
    await phone.until(({ stdout, stderr }) => `${stdout}${stderr}`.includes(address));
    const bench = path.join(folder, `${scenario}.json`);
    const instruments = [{ driver: 'android', address: `tcp:${address}` }];
    writeFileSync(bench, JSON.stringify({ simulated: true, instruments }));
    const opened = await command(data, 'ticket', 'new', '--brand', 'Demo', '--model', 'D1', '--fault', 'x', '--json');
    const ticket = (JSON.parse(opened) as { number: string }).number;
    const answers = ['--answer', 'peer-number=10086'];
    const run = ['run', procedure, '--ticket', ticket, '--bench', bench, '--speed', speed, ...answers, '--json'];
    const lines = (await command(data, ...run)).trim().split('\n');
    const { run: id } = JSON.parse(lines.at(-1) ?? '{}') as { run: string };
    return JSON.parse(await command(data, 'show', id, '--json')) as RunRecord;
  } finally {
    phone.child.kill('SIGTERM');
    await phone.ended;
  }
}

describe.skipIf(!hasAdb)('through the real adb server (skipped where adb is not installed)', () => {
  it.concurrent('a dropped call fails the call soak', async () => {
    const record = await runOverAdb('call-soak', 'dropped-call');
    expect(record.verdict, JSON.stringify(record.reasons)).toBe('FAIL');
    expect(record.reasons.map(({ code }) => code)).toContain('call-dropped');
  }, 180_000);

  it.concurrent('a link pulled for a minute is a recorded hole and not an end', async () => {
    const record = await runOverAdb('call-soak', 'link-loss');
    expect(record.verdict, JSON.stringify(record.reasons)).toBe('PASS');
    const soak = record.steps.find((step) => step.kind === 'soak');
    expect(soak?.holes).toBeGreaterThan(0);
    expect(record.interruptions).toContainEqual(expect.objectContaining({ cause: 'hole', ended: true }));
  }, 180_000);

  it.concurrent('a phone that restarts in the middle fails', async () => {
    const record = await runOverAdb('call-soak', 'reboot');
    expect(record.verdict, JSON.stringify(record.reasons)).toBe('FAIL');
    expect(record.reasons.map(({ code }) => code)).toContain('rebooted');
  }, 180_000);
});
