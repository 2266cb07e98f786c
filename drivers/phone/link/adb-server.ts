/**
 * Our own adb server as a supervised child, on a private port so that no other tool's adb can kill it. Guarantees: it
 * listens on this machine only, keeps its keys in our data folder, leaves the ports of simulators alone, is started
 * again a bounded number of times when it dies, and is stopped by its process id.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../../foundation/clock/clock.ts';
import { CodedError, type Failure, failureOf } from '../../../foundation/failure.ts';
import { findAdb } from './adb-binary.ts';
import { AdbHost } from './adb-host.ts';

export interface AdbServerOptions {
  readonly clock: Clock;
  /** Keys and adb's home live in here. */
  readonly dataFolder: string;
  /** 5138 by default. */
  readonly port?: number;
  /** Path of the program; found in PATH by default. */
  readonly binary?: string;
  /** Told when the server died (`phone/adb-server-died`), is back (`undefined`), or is given up (`phone/adb-server-failed`). */
  readonly onTrouble?: (failure: Failure | undefined) => void;
}

export const privateAdbPort = 5138;
/** Where everybody else's adb server is. */
export const usualAdbPort = 5037;

const readyDeadlineMs = 10_000;
const readyCheckMs = 50;
const stopDeadlineMs = 2_000;
const restartPausesMs = [500, 1_000, 2_000, 4_000];
/** After this long without a crash the restarts are counted from zero. */
const calmMs = 60_000;
const keptErrorCharacters = 2_000;

export class AdbServer {
  readonly host: AdbHost;
  readonly #options: AdbServerOptions;
  readonly #binary: string;
  #child: ChildProcess | undefined;
  #errors = '';
  #restarts = 0;
  #startedAt = 0;
  #stopping = false;

  private constructor(options: AdbServerOptions, binary: string) {
    this.#options = options;
    this.#binary = binary;
    this.host = new AdbHost({ port: options.port ?? privateAdbPort, clock: options.clock });
  }

  /**
   * Resolves when it answers. A server that already answers on our port (left by a station that was killed) is used as
   * it is and not stopped. Fails with `phone/adb-missing` or `phone/adb-server-failed`.
   */
  static async start(options: AdbServerOptions): Promise<AdbServer> {
    const server = new AdbServer(options, findAdb(options.binary));
    if (await server.#answers()) return server;
    await server.#launch();
    return server;
  }

  /** Process id of our child; `undefined` while it is down, or when the server was there before us. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGTERM');
    const cancel = this.#options.clock.deadline(stopDeadlineMs, () => child.kill('SIGKILL'));
    await exited;
    cancel();
  }

  async #launch(): Promise<void> {
    const home = join(this.#options.dataFolder, 'adb-home');
    mkdirSync(join(home, '.android'), { recursive: true, mode: 0o700 });
    this.#errors = '';
    // Not `tcp:127.0.0.1:PORT`: adb 29 aborts on it. A bare port listens on 127.0.0.1 only.
    const child = spawn(this.#binary, ['-L', `tcp:${this.host.port}`, 'nodaemon', 'server'], {
      env: adbEnvironment(home),
      stdio: ['ignore', 'ignore', 'pipe'],
      // A terminal's Ctrl-C must not take the phone away before the run has put it back; we end it by its id.
      detached: true,
    });
    this.#child = child;
    this.#startedAt = this.#options.clock.now();
    const killWithUs = () => child.kill('SIGKILL');
    process.once('exit', killWithUs);
    child.on('error', (error) => {
      this.#errors += error.message;
      if (this.#child === child) this.#child = undefined;
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      this.#errors = (this.#errors + chunk.toString()).slice(-keptErrorCharacters);
    });
    let ready = false;
    child.on('close', () => {
      process.removeListener('exit', killWithUs);
      if (this.#child === child) this.#child = undefined;
      if (ready && !this.#stopping) void this.#restart();
    });
    await this.#untilReady(child);
    ready = true;
  }

  async #untilReady(child: ChildProcess): Promise<void> {
    const { clock } = this.#options;
    const giveUpAt = clock.now() + readyDeadlineMs;
    while (this.#child === child && clock.now() < giveUpAt && !this.#stopping) {
      if (await this.#answers()) return;
      await clock.sleep(readyCheckMs);
    }
    child.kill('SIGKILL');
    throw new CodedError('phone/adb-server-failed', { port: this.host.port, message: this.#errors.trim() });
  }

  async #restart(): Promise<void> {
    const { clock, onTrouble } = this.#options;
    onTrouble?.({ code: 'phone/adb-server-died', params: { port: this.host.port, message: this.#errors.trim() } });
    if (clock.now() - this.#startedAt > calmMs) this.#restarts = 0;
    let last: Failure = { code: 'phone/adb-server-failed', params: { port: this.host.port } };
    while (this.#restarts < restartPausesMs.length) {
      await clock.sleep(restartPausesMs[this.#restarts++] ?? calmMs);
      if (this.#stopping) return;
      try {
        await this.#launch();
        onTrouble?.(undefined);
        return;
      } catch (error) {
        last = failureOf(error);
      }
    }
    onTrouble?.(last);
  }

  async #answers(): Promise<boolean> {
    try {
      await this.host.version();
      return true;
    } catch {
      return false;
    }
  }
}

/** `phone/other-adb-server` when another tool's server answers: it may hold the phones' USB. Touches nothing. */
export async function otherAdbServer(clock: Clock, port = usualAdbPort): Promise<Failure | undefined> {
  try {
    const version = await new AdbHost({ port, clock, deadlineMs: 1_000 }).version();
    return { code: 'phone/other-adb-server', params: { port, version } };
  } catch {
    return undefined;
  }
}

function adbEnvironment(home: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(ADB_|ANDROID_)/.test(name));
  return {
    ...Object.fromEntries(kept),
    HOME: home,
    ANDROID_USER_HOME: join(home, '.android'),
    // Without it every adb server greets whatever listens on the odd ports 5555 to 5585, a simulated instrument too.
    ADB_LOCAL_TRANSPORT_MAX_PORT: '5553',
  };
}
