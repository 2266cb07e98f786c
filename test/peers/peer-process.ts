/** Other people's programs as a second opinion: whether they are here, and what they print. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** Why a test that needs these programs cannot run; empty when it can. */
export function missing(...programs: readonly string[]): string {
  const absent = programs.filter((program) => spawnSync('which', [program]).status !== 0);
  return absent.length === 0 ? '' : ` (skipped: ${absent.join(', ')} not installed)`;
}

export interface PeerResult {
  readonly out: string;
  readonly err: string;
}

/**
 * Runs a program to its end; it is ended by force after `limitMs`, by a program of its own: when a test is killed, a peer that
 * has lost its instrument may turn in circles for ever.
 */
export async function run(program: string, args: readonly string[], limitMs = 15_000): Promise<PeerResult> {
  const bounded = ['--signal=KILL', String(limitMs / 1000), program, ...args];
  const child = spawn('timeout', bounded, { stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  await new Promise<void>((done, fail) => {
    child.once('close', () => done());
    child.once('error', fail);
  });
  return { out, err };
}

/** Compiles the library that lets sigrok-cli read a pseudo-terminal; its path. */
export function ptyShim(): string {
  const folder = join(root, '.cache');
  mkdirSync(folder, { recursive: true });
  // One for each process: another test file may be compiling it at this moment.
  const library = join(folder, `pty-shim-${process.pid}.so`);
  const source = join(import.meta.dirname, 'pty-shim.c');
  const built = spawnSync('gcc', ['-shared', '-fPIC', '-O2', '-o', library, source, '-ldl']);
  if (built.status !== 0) throw new Error(`pty-shim.c does not compile: ${built.stderr}`);
  return library;
}

export interface SigrokStream {
  /** Lines printed so far. */
  readonly lines: readonly string[];
  /** Waits until this many lines are there or `limitMs` have passed. */
  until(count: number, limitMs: number): Promise<void>;
  stop(): Promise<void>;
}

/** What sigrok-cli prints: numbers with unit and flags, as people read them, or numbers alone, as they are. */
export type SigrokFormat = 'analog' | 'csv';
const lineStarts: Readonly<Record<SigrokFormat, RegExp>> = { analog: /^(P1|main): /, csv: /^(?=-?(\d|inf|nan))/ };

export interface SigrokOptions {
  /** The library that lets it read a pseudo-terminal. */
  readonly shim: string;
  /** The file that gets what it asked of the line. */
  readonly log: string;
  readonly format?: SigrokFormat | undefined;
  /** Further arguments. */
  readonly options?: readonly string[];
}

/** sigrok-cli reading a meter on a pseudo-terminal until it is stopped. */
export function sigrokOnPty(
  device: string,
  { shim, log, format = 'analog', options = [] }: SigrokOptions,
): SigrokStream {
  const env = { ...process.env, LD_PRELOAD: shim, OHMSTEAD_SHIM_LOG: log };
  const args = ['-d', device, '--samples', '1000000', '-O', format, ...options];
  const start = lineStarts[format];
  const child: ChildProcess = spawn('sigrok-cli', args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
  const lines: string[] = [];
  let rest = '';
  let onLines: () => void = () => undefined;
  child.stdout?.on('data', (chunk: Buffer) => {
    const parts = (rest + chunk.toString()).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts.filter((line) => start.test(line)).map((line) => line.replace(start, '').trim()));
    onLines();
  });
  const gone = new Promise<void>((done) => child.once('close', () => done()));
  return {
    lines,
    async until(count, limitMs) {
      const end = performance.now() + limitMs;
      for (let left = limitMs; lines.length < count && left > 0; left = end - performance.now()) {
        await new Promise<void>((next) => {
          const limit = setTimeout(next, left);
          onLines = () => {
            clearTimeout(limit);
            next();
          };
        });
      }
    },
    async stop() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}
