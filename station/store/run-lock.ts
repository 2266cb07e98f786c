/**
 * Who works on a run. A lock is an exclusive transaction on a small file of its own, so the operating system gives it
 * back however its process ends, `kill -9` and power cut included. The file itself stays: were it removed, a process
 * that has it open already and one that makes it anew could both believe that they hold the lock.
 */
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { CodedError } from '../../foundation/failure.ts';
import { storeFailure } from './database.ts';

export interface RunLock {
  /** Releasing twice does nothing. */
  release(): void;
}

/** Somebody who only asks whether the run is being worked on holds the lock for an instant. */
const askingMs = 50;

function lockFile(folder: string, run: string): string {
  return path.join(folder, 'locks', `${run}.lock`);
}

/** Throws `run/taken` when another process works on the run, `store/…` when the file cannot be had. */
export function lockRun(folder: string, run: string): RunLock {
  const file = lockFile(folder, run);
  let engine: InstanceType<typeof DatabaseSync> | undefined;
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    engine = new DatabaseSync(file);
    engine.exec(`PRAGMA busy_timeout = ${askingMs}`);
    engine.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    engine?.close();
    const failure = storeFailure(error, file);
    throw failure.code === 'store/busy' ? new CodedError('run/taken', { run }, error) : failure;
  }
  let held: typeof engine | undefined = engine;
  return {
    release() {
      held?.close();
      held = undefined;
    },
  };
}

/** Whether some process works on the run now. */
export function isRunning(folder: string, run: string): boolean {
  if (!existsSync(lockFile(folder, run))) return false;
  try {
    lockRun(folder, run).release();
    return false;
  } catch (error) {
    if (error instanceof CodedError && error.code === 'run/taken') return true;
    throw error;
  }
}
