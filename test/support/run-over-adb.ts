/**
 * One run of a phone procedure through the real adb server to the simulated phone, which listens as a device for
 * `adb connect`: real processes, real sockets, faster than life.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { RunRecord } from '../../station/record/record.ts';
import { CommandProcess } from './command-process.ts';

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

export interface RunOverAdb {
  readonly procedure: string;
  readonly scenario: string;
  /** How many times faster than life; what waits for a real process has that much less real time. */
  readonly speed: number;
}

/** One simulated phone, one station with an adb server of its own, one run; the folded record. */
export async function runOverAdb({ procedure, scenario, speed }: RunOverAdb): Promise<RunRecord> {
  const folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-adb-'));
  const address = `127.0.0.1:${await freePort()}`;
  const env = { OHMSTEAD_ADB_PORT: String(await freePort()) };
  const command = async (...args: string[]): Promise<string> => {
    const { code, stdout, stderr } = await new CommandProcess(args, { folder, env }).ended;
    if (code === 64 || code === 69) throw new Error(`${args.join(' ')}: ${stderr}`);
    return stdout;
  };
  const phone = new CommandProcess(
    ['simulate', 'android', '--port', `tcp:${address}`, '--scenario', scenario, '--speed', String(speed)],
    { folder },
  );
  try {
    await phone.until(({ stdout, stderr }) => `${stdout}${stderr}`.includes(address));
    const bench = path.join(folder, 'bench.json');
    const instruments = [{ driver: 'android', address: `tcp:${address}` }];
    writeFileSync(bench, JSON.stringify({ simulated: true, instruments }));
    const opened = await command('ticket', 'new', '--brand', 'Demo', '--model', 'D1', '--fault', 'x', '--json');
    const ticket = (JSON.parse(opened) as { number: string }).number;
    const answers = ['--answer', 'peer-number=10086'];
    const run = [
      'run',
      procedure,
      '--ticket',
      ticket,
      '--bench',
      bench,
      '--speed',
      String(speed),
      ...answers,
      '--json',
    ];
    const lines = (await command(...run)).trim().split('\n');
    const { run: id } = JSON.parse(lines.at(-1) ?? '{}') as { run: string };
    return JSON.parse(await command('show', id, '--json')) as RunRecord;
  } finally {
    phone.child.kill('SIGTERM');
    await phone.ended;
    rmSync(folder, { recursive: true, force: true });
  }
}
