/** A pair of pseudo-terminals from socat: a serial cable whose two ends are paths. Killing it pulls the cable. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Why tests with real ports cannot run here; empty when they can. */
export const noPtys: string = spawnSync('socat', ['-V']).status === 0 ? '' : 'socat is not installed';

export interface PtyPair {
  /** The station's end and the instrument's end. */
  readonly near: string;
  readonly far: string;
  /** Kills socat, as a pulled cable; resolves when it is gone. */
  pull(): Promise<void>;
  /** Plugs the cable in again, under the same paths. */
  plug(): Promise<void>;
  /** Holds every byte in the cable until it is released, as a very busy machine does. */
  hold(): void;
  release(): void;
  remove(): Promise<void>;
}

export async function ptyPair(): Promise<PtyPair> {
  const folder = mkdtempSync(join(tmpdir(), 'ohmstead-pty-'));
  const near = join(folder, 'near');
  const far = join(folder, 'far');
  let socat: ChildProcess | undefined;
  const pull = async () => {
    const child = socat;
    socat = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
    for (const path of [near, far]) rmSync(path, { force: true });
  };
  const plug = async () => {
    const end = (path: string) => `pty,raw,echo=0,link=${path}`;
    const child = spawn('socat', ['-d', '-d', end(near), end(far)], { stdio: ['ignore', 'ignore', 'pipe'] });
    socat = child;
    await new Promise<void>((resolve, reject) => {
      let said = '';
      child.stderr?.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        if (said.includes('starting data transfer loop')) resolve();
      });
      child.once('exit', () => reject(new Error(`socat ended: ${said}`)));
    });
  };
  await plug();
  const remove = async () => {
    await pull();
    rmSync(folder, { recursive: true, force: true });
  };
  const hold = () => void socat?.kill('SIGSTOP');
  const release = () => void socat?.kill('SIGCONT');
  return { near, far, pull, plug, hold, release, remove };
}
