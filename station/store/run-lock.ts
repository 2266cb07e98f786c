/**
 * Who works on a run. A lock is an exclusive transaction on a small file of its own, so the operating system gives it
 * back however its process ends, `kill -9` and power cut included.
 */
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { CodedError } from '../../foundation/failure.ts';

export interface RunLock {
  release(): void;
}

function lockFile(folder: string, run: string): string {
  return path.join(folder, 'locks', `${run}.lock`);
}

/** Throws `run/taken` when another process works on the run. */
export function lockRun(folder: string, run: string): RunLock {
  const file = lockFile(folder, run);
  mkdirSync(path.dirname(file), { recursive: true });
  const engine = new DatabaseSync(file);
  try {
    engine.exec('PRAGMA busy_timeout = 0');
    engine.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    engine.close();
    throw new CodedError('run/taken', { run }, error);
  }
  return {
    release() {
      engine.close();
      rmSync(file, { force: true });
    },
  };
}

/** Whether some process works on the run now. */
export function isRunning(folder: string, run: string): boolean {
  try {
    lockRun(folder, run).release();
    return false;
  } catch {
    return true;
  }
}
