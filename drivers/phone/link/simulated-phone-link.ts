/**
 * {@link PhoneLink} straight on a simulated phone, without sockets, for rehearsals on virtual time. Guarantees that
 * every wait is on the clock, that a call costs the same constant round trip, and that a lost link, deadlines and the
 * faults of the bench end a call with the same codes as the real link.
 */
import type { Clock } from '../../../foundation/clock/clock.ts';
import { CodedError, type Failure } from '../../../foundation/failure.ts';
import type { Random } from '../../../foundation/random/random.ts';
import type { FaultSwitch } from '../../contract/fault.ts';
import type { PhoneFileStat, PhoneLink, ShellOptions, ShellResult } from '../../contract/phone-link.ts';
import { FaultyShellHost } from '../adb-simulator/faulty-shell-host.ts';
import type { ShellHost, ShellIo } from '../adb-simulator/shell-host.ts';
import { CallsUnderWay, type CallWatch } from './call-watch.ts';
import { heardLines } from './heard-lines.ts';
import { linkDefaults } from './link-defaults.ts';
import { LineCutter, OutputCollector } from './shell-output.ts';

export interface SimulatedPhoneLinkOptions {
  readonly host: ShellHost;
  readonly clock: Clock;
  readonly serial: string;
  readonly faults: FaultSwitch;
  readonly random: Random;
  /** Clock milliseconds of one question and its answer; 20 by default. */
  readonly roundTripMs?: number;
  /** Milliseconds by which the fault `late-answer` delays everything; 25 000 by default. */
  readonly lateByMs?: number;
}

const encoder = new TextEncoder();

interface Limits {
  readonly deadlineMs?: number | undefined;
  readonly idleMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Fails with `phone/not-found` while the cable is out. The link is gone for good when the cable is pulled: open another. */
export async function openSimulatedPhoneLink(options: SimulatedPhoneLinkOptions): Promise<PhoneLink> {
  await options.clock.sleep(options.roundTripMs ?? linkDefaults.roundTripMs);
  const host = new FaultyShellHost(options.host, options);
  if (!host.linkUp()) throw new CodedError('phone/not-found', { serial: options.serial });
  return new SimulatedPhoneLink(host, options);
}

class SimulatedPhoneLink implements PhoneLink {
  readonly serial: string;
  readonly #host: ShellHost;
  readonly #options: SimulatedPhoneLinkOptions;
  readonly #calls = new CallsUnderWay();
  readonly #unwatch: () => void;

  constructor(host: ShellHost, options: SimulatedPhoneLinkOptions) {
    this.serial = options.serial;
    this.#host = host;
    this.#options = options;
    this.#unwatch = host.onLink((up) => {
      if (!up) this.#end('phone/link-lost', { why: 'stream-cut' });
    });
  }

  get closed(): Promise<Failure> {
    return this.#calls.closed;
  }

  run(command: string, options: ShellOptions = {}): Promise<ShellResult> {
    const { deadlineMs = linkDefaults.deadlineMs, idleMs = linkDefaults.idleMs } = options;
    const output = new OutputCollector(options.maxBytes ?? linkDefaults.maxBytes);
    return this.#call(command, { deadlineMs, idleMs, signal: options.signal }, async (watch, signal) => {
      const gather = (where: 'out' | 'err') => (text: string | Uint8Array) => {
        watch.alive();
        try {
          output.add(where, bytesOf(text));
        } catch (error) {
          watch.end(error);
        }
      };
      const io: ShellIo = { out: gather('out'), err: gather('err'), stdin: undefined, signal };
      const code = await this.#host.run(command, io);
      return { code: code & 0xff, out: output.text('out'), err: output.text('err') };
    });
  }

  async stream(
    command: string,
    onLine: (line: string) => void,
    { signal }: { readonly signal: AbortSignal },
  ): Promise<void> {
    await heardLines(onLine, signal, (hear) =>
      this.#call(command, { signal }, async (watch, over) => {
        const tell = hear(watch);
        const lines = new LineCutter((line) => {
          if (!over.aborted) tell(line);
        });
        await this.#host.run(command, {
          out: (text) => lines.push(bytesOf(text)),
          err: () => {},
          stdin: undefined,
          signal: over,
        });
        if (!over.aborted) lines.end();
      }),
    );
  }

  push(path: string, content: Uint8Array, options: { idleMs?: number; mode?: number } = {}): Promise<void> {
    const mtime = Math.floor(this.#options.clock.wall() / 1000);
    return this.#transfer(path, options.idleMs, () => {
      try {
        this.#host.writeFile(path, content.slice(), 0o100000 | (options.mode ?? 0o644), mtime);
      } catch (error) {
        throw new CodedError('phone/file-refused', { path, message: error instanceof Error ? error.message : '' });
      }
    });
  }

  pull(path: string, options: { idleMs?: number; maxBytes?: number } = {}): Promise<Uint8Array> {
    const maxBytes = options.maxBytes ?? linkDefaults.largestFile;
    return this.#transfer(path, options.idleMs, () => {
      const content = this.#host.readFile(path);
      if (content === undefined) {
        const code = this.#host.stat(path) === undefined ? 'phone/no-such-file' : 'phone/file-refused';
        throw new CodedError(code, { path, message: 'open failed' });
      }
      if (content.length > maxBytes) throw new CodedError('phone/too-much-output', { maxBytes });
      return content.slice();
    });
  }

  lstat(path: string): Promise<PhoneFileStat | undefined> {
    return this.#transfer(path, linkDefaults.deadlineMs, () => this.#host.stat(path));
  }

  close(): Promise<void> {
    this.#end('phone/link-closed', {});
    return Promise.resolve();
  }

  /** Files have no shell in which a fault could show: a silent or late phone is one here too. */
  #transfer<T>(path: string, idleMs: number | undefined, work: () => T): Promise<T> {
    return this.#call(path, { idleMs: idleMs ?? linkDefaults.transferIdleMs }, async (_, signal) => {
      const { faults, clock } = this.#options;
      if (faults.has('silence')) await new Promise(() => {});
      if (faults.has('late-answer')) await clock.sleep(this.#options.lateByMs ?? linkDefaults.lateByMs, signal);
      return work();
    });
  }

  async #call<T>(
    what: string,
    limits: Limits,
    work: (watch: CallWatch, signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const { clock, roundTripMs = linkDefaults.roundTripMs } = this.#options;
    const watch = this.#calls.begin({ clock, what, ...limits });
    const over = new AbortController();
    const working = clock.sleep(roundTripMs).then(() => (watch.done ? watch.over : work(watch, over.signal)));
    // What comes after the call is over is nobody's answer.
    working.catch(() => {});
    try {
      return await Promise.race([working, watch.over]);
    } catch (error) {
      over.abort(error);
      throw error;
    } finally {
      watch.stop();
    }
  }

  #end(code: string, params: Record<string, string>): void {
    this.#unwatch();
    this.#calls.end({ code, params: { serial: this.serial, ...params } });
  }
}

function bytesOf(text: string | Uint8Array): Uint8Array {
  return typeof text === 'string' ? encoder.encode(text) : text;
}
