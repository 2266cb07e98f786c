/**
 * A shell host with the faults of the bench in front of it, done once for every wire: the real device port, the fake
 * server and the in-process link all show them the same way. `drift` and `overload` are the unit's business, not the
 * shell's.
 */
import type { Clock } from '../../../foundation/clock/clock.ts';
import type { Random } from '../../../foundation/random/random.ts';
import type { FaultSwitch } from '../../contract/fault.ts';
import { damaged } from '../../transport/simulated.ts';
import { linkDefaults } from '../link/link-defaults.ts';
import type { BannerProperties, HostFileEntry, HostFileStat, ShellHost, ShellIo } from './shell-host.ts';

export interface FaultyShellHostOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly faults: FaultSwitch;
  /** Milliseconds by which `late-answer` delays everything; longer than a caller's patience by default. */
  readonly lateByMs?: number;
}

const encoder = new TextEncoder();

export class FaultyShellHost implements ShellHost {
  readonly #host: ShellHost;
  readonly #options: FaultyShellHostOptions;

  constructor(host: ShellHost, options: FaultyShellHostOptions) {
    this.#host = host;
    this.#options = options;
  }

  get properties(): BannerProperties {
    return this.#host.properties;
  }

  async run(command: string, io: ShellIo): Promise<number> {
    const { clock, faults } = this.#options;
    if (faults.has('late-answer')) await clock.sleep(this.#options.lateByMs ?? linkDefaults.lateByMs, io.signal);
    const code = await this.#host.run(command, {
      ...io,
      out: (text) => this.#pass(text, io.out),
      err: (text) => this.#pass(text, (bytes) => io.err(new TextDecoder().decode(bytes))),
    });
    if (!faults.has('silence')) return code;
    // Not even the end of the command gets through; only the caller's giving up ends it.
    return new Promise((_, reject) => {
      if (io.signal.aborted) reject(io.signal.reason);
      io.signal.addEventListener('abort', () => reject(io.signal.reason));
    });
  }

  readFile(path: string): Uint8Array | undefined {
    const content = this.#host.readFile(path);
    return content === undefined ? undefined : damaged(content, this.#options);
  }

  writeFile(path: string, content: Uint8Array, mode: number, mtime: number): void {
    this.#host.writeFile(path, content, mode, mtime);
  }

  stat(path: string): HostFileStat | undefined {
    return this.#host.stat(path);
  }

  list(path: string): readonly HostFileEntry[] | undefined {
    return this.#host.list(path);
  }

  reboot(target: string): void {
    this.#host.reboot(target);
  }

  linkUp(): boolean {
    return this.#host.linkUp() && !this.#options.faults.has('unplug');
  }

  onLink(listener: (up: boolean) => void): () => void {
    let last = this.linkUp();
    const look = () => {
      const up = this.linkUp();
      if (up === last) return;
      last = up;
      listener(up);
    };
    const stops = [this.#host.onLink(look), this.#options.faults.onChange(look)];
    return () => {
      for (const stop of stops) stop();
    };
  }

  #pass(text: string | Uint8Array, on: (bytes: Uint8Array) => void): void {
    if (this.#options.faults.has('silence')) return;
    on(damaged(typeof text === 'string' ? encoder.encode(text) : text, this.#options));
  }
}
