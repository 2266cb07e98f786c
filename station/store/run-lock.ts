/**
 * Who works on a run, and which run has which instrument, among all processes of a machine. A lock is an exclusive
 * transaction on a small file of its own, so the operating system gives it back however its process ends, `kill -9` and
 * power cut included. The file itself stays: were it removed, a process that has it open already and one that makes it
 * anew could both believe that they hold the lock.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { partedAddress } from '../../drivers/bench/line-in-address.ts';
import { CodedError } from '../../foundation/failure.ts';
import { storeFailure } from './database.ts';
import { makeFolder } from './make-folder.ts';

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
  return lock(lockFile(folder, run), () => new CodedError('run/taken', { run }));
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

/**
 * The instrument at an address, for one run or whoever else, whatever data folder its station has. Throws `lease/taken
 * {instrument, owner}` while another process has it. `folder`: the data folder of the one who asks now; two stations number
 * their runs alike, so who is refused is told it.
 */
export function lockInstrument(address: string, who: string, folder?: string): RunLock {
  const name = createHash('sha256').update(canonicalAddress(address)).digest('hex').slice(0, 24);
  const file = path.join(tmpdir(), `ohmstead-instruments-${userInfo().uid}`, name);
  const owner = `${file}.owner`;
  const held = lock(`${file}.lock`, () => {
    return new CodedError('lease/taken', {
      instrument: address,
      owner: existsSync(owner) ? readFileSync(owner, 'utf8') : '?',
    });
  });
  writeFileSync(owner, folder === undefined ? who : `${who} (${folder})`);
  return held;
}

/** Two names of one serial port are one port. */
export function canonicalAddress(address: string): string {
  // What is said of its line makes no other port of it.
  const { port } = partedAddress(address);
  try {
    return port.startsWith('/') ? realpathSync(port) : port.toLowerCase();
  } catch {
    // A port that is not there now; opening it will say so.
    return port;
  }
}

function lock(file: string, taken: () => CodedError): RunLock {
  let engine: InstanceType<typeof DatabaseSync> | undefined;
  try {
    makeFolder(path.dirname(file));
    engine = new DatabaseSync(file);
    engine.exec(`PRAGMA busy_timeout = ${askingMs}`);
    engine.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    engine?.close();
    const failure = storeFailure(error, file);
    throw failure.code === 'store/busy' ? taken() : failure;
  }
  let held: typeof engine | undefined = engine;
  return {
    release() {
      held?.close();
      held = undefined;
    },
  };
}
