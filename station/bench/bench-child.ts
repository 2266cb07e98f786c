/** A bench in a child process of its own, forked from the bundled entry. */
import { fork } from 'node:child_process';
import { type BenchProcessSettings, benchSettingsVariable } from '../../drivers/bench/bench-process-entry.ts';
import type { Port } from '../../foundation/port/port.ts';
import { processPort } from '../../foundation/port/process-port.ts';

/** A started bench process, however it is carried. */
export interface BenchChild {
  readonly pid: number | undefined;
  readonly port: Port;
  /** Resolves with what it ended with; never rejects. */
  readonly exited: Promise<{ readonly code: number | null; readonly signal: string | null }>;
  /** SIGKILL: works on a process that is stopped or loops. */
  kill(): void;
}

export interface ForkOptions {
  /** The bundled `bench-main`. */
  readonly entry: string;
  readonly settings?: BenchProcessSettings;
  /** What the bench says on stderr; only a crash says anything. */
  onLog?(text: string): void;
}

export function forkBench({ entry, settings, onLog }: ForkOptions): BenchChild {
  const child = fork(entry, [], {
    // 'advanced' keeps what a structured clone keeps, as a MessagePort does (NaN, undefined).
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: [],
    // A terminal's Ctrl-C and a `kill` of the whole group are the station's to answer: it needs the bench to put things
    // back. When the station is gone the closed channel makes the bench leave.
    detached: true,
    env: { ...process.env, [benchSettingsVariable]: JSON.stringify(settings ?? {}) },
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => onLog?.(text));
  const exited = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
    // A fork that never came to life has no exit.
    child.once('error', () => resolve({ code: null, signal: null }));
  });
  return { pid: child.pid, port: processPort(child), exited, kill: () => void child.kill('SIGKILL') };
}
