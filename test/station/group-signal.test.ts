/** A signal to the whole process group, as a terminal or a service manager sends it, is a Stop that can put things back. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import type { Entry } from '../../station/record/entry.ts';
import { CommandProcess } from '../support/command-process.ts';

const root = path.resolve(fileURLToPath(new URL('../..', import.meta.url)));
const folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-signal-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s to the group: the call is hung up before the run ends',
  async (signal) => {
    const data = path.join(folder, signal);
    const opened = await new CommandProcess(
      ['ticket', 'new', '--brand', 'D', '--model', 'D', '--fault', 'x', '--json'],
      { folder: data },
    ).ended;
    const { number } = JSON.parse(opened.stdout) as { number: string };
    // At the real pace the simulated bench is a process of its own.
    const args = ['run', 'call-soak', '--ticket', number, '--bench', 'simulated', '--speed', '1', '--json'];
    const env = { ...process.env, OHMSTEAD_DATA: data };
    const child = spawn(process.execPath, [path.join(root, 'bin/ohmstead.mjs'), ...args], {
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let stdout = '';
    let sent = false;
    child.stdout.on('data', (text: Buffer) => {
      stdout += text.toString();
      if (sent || !stdout.includes('"kind":"sample"')) return;
      sent = true;
      process.kill(-(child.pid ?? 0), signal);
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    const entries = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Entry);
    expect(code).toBe(2);
    expect(entries.find(({ kind }) => kind === 'undo')).toMatchObject({ name: 'line', outcome: 'done' });
    expect(entries.at(-1)).toMatchObject({ kind: 'run.stop', verdict: 'STOPPED' });
  },
  60_000,
);
