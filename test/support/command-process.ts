/** The `ohmstead` command as a real process, from the built program. `npm test` builds it before any test. */
import { type ChildProcessByStdio, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const root = path.resolve(fileURLToPath(new URL('../..', import.meta.url)));
if (!existsSync(path.join(root, 'dist/ohmstead.mjs')))
  execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: root, stdio: 'inherit' });

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions {
  readonly folder: string;
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

export class CommandProcess {
  readonly child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly ended: Promise<Ended>;
  stdout = '';
  stderr = '';

  constructor(args: readonly string[], { folder, env, cwd }: CommandOptions) {
    const { PATH = '', HOME = '' } = process.env;
    this.child = spawn(process.execPath, [path.join(root, 'bin/ohmstead.mjs'), ...args], {
      cwd: cwd ?? root,
      env: { PATH, HOME, OHMSTEAD_DATA: folder, ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.child.stdout.on('data', (data: Buffer) => {
      this.stdout += data.toString();
    });
    this.child.stderr.on('data', (data: Buffer) => {
      this.stderr += data.toString();
    });
    this.child.stdin.on('error', () => undefined);
    this.ended = new Promise((resolve) => {
      this.child.on('close', (code) => resolve({ code, stdout: this.stdout, stderr: this.stderr }));
    });
  }

  /** Resolves when `found` is true of what came out so far; rejects when the process ends before. */
  async until(found: (process: CommandProcess) => boolean, limitMs = 20_000): Promise<void> {
    const began = Date.now();
    while (!found(this)) {
      if (this.child.exitCode !== null || Date.now() - began > limitMs)
        throw new Error(`never came: ${this.stdout.slice(-500)} ${this.stderr.slice(-500)}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}

/** Runs the command to its end. */
export function ohmstead(args: readonly string[], options: CommandOptions): Promise<Ended> {
  const command = new CommandProcess(args, options);
  command.child.stdin.end(options.stdin ?? '');
  return command.ended;
}

/** Every line of standard output as JSON; throws where one is not. */
export function jsonLines(stdout: string): Record<string, unknown>[] {
  if (stdout !== '' && !stdout.endsWith('\n')) throw new Error('the last line has no end');
  const lines = stdout.split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** A fresh data folder whose name is as hostile as a file system allows. */
export function hostileFolder(): { readonly folder: string; remove(): void } {
  const base = mkdtempSync(path.join(tmpdir(), 'ohmstead-'));
  return {
    folder: path.join(base, `工作 台 'quoted" $(x) \`y\` \n;&%20`),
    remove: () => rmSync(base, { recursive: true, force: true }),
  };
}
