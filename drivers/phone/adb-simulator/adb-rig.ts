/**
 * The real adb program in front of a simulated phone, for tests only: its own server on a free port (never 5555–5585),
 * its own home, and everything ended by `stop`.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RealClock } from '../../../foundation/clock/real-clock.ts';
import { findAdb } from '../link/adb-binary.ts';
import { AdbServer } from '../link/adb-server.ts';

export interface AdbOutcome {
  readonly code: number | null;
  readonly out: Buffer;
  readonly err: string;
}

export interface AdbRig {
  readonly server: AdbServer;
  readonly folder: string;
  /** Runs the adb client against our server; `input` is its standard input. */
  adb(args: readonly string[], input?: string): Promise<AdbOutcome>;
  stop(): Promise<void>;
}

/** Tests with the real adb are skipped where it is not installed (`apt install adb`). */
export const adbInstalled = isAdbInstalled();

/** A port of this machine that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port >= 5555 && port <= 5585 ? freePort() : port));
    });
  });
}

/** A running rig. */
export async function startAdbRig(): Promise<AdbRig> {
  const folder = mkdtempSync(join(tmpdir(), 'ohmstead-adb-'));
  const server = await AdbServer.start({ clock: new RealClock(), dataFolder: folder, port: await freePort() });
  return {
    server,
    folder,
    adb: (args, input) => runAdb(server.host.port, folder, args, input),
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The adb client as a person would run it, against the server on `port`. */
export function runAdb(port: number, home: string, args: readonly string[], input = ''): Promise<AdbOutcome> {
  return new Promise((resolve, reject) => {
    const child = spawn('adb', ['-P', String(port), ...args], { env: { ...process.env, HOME: home } });
    const out: Buffer[] = [];
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString();
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out: Buffer.concat(out), err }));
    // A client that has ended does not read its input any more.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

function isAdbInstalled(): boolean {
  try {
    findAdb();
    return true;
  } catch {
    return false;
  }
}
