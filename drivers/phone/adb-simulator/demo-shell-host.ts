/**
 * A shell host with a handful of commands, for testing the wire itself. It knows nothing of Android and is no phone:
 * `echo`, `err`, `exit`, `sleep`, `cat`, `ticks`, `flood`, `hang`, `dumpsys`, separated by `; `.
 */
import type { Clock } from '../../../foundation/clock/clock.ts';
import type { HostFileEntry, HostFileStat, ShellHost, ShellIo } from './shell-host.ts';

interface StoredFile extends HostFileStat {
  readonly content: Uint8Array;
}

export class DemoShellHost implements ShellHost {
  readonly properties = { product: 'demo_product', model: 'Demo_Phone', device: 'demo' };
  readonly files = new Map<string, StoredFile>();
  /** Commands that ran, in order. */
  readonly ran: string[] = [];
  /** Commands that were told to end before they had. */
  readonly aborted: string[] = [];
  readonly reboots: string[] = [];
  readonly #clock: Clock;
  readonly #listeners = new Set<(up: boolean) => void>();
  #up = true;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async run(command: string, io: ShellIo): Promise<number> {
    this.ran.push(command);
    try {
      let code = 0;
      for (const part of command.split('; ')) {
        const exit = /^exit (\d+)$/.exec(part);
        if (exit !== null) return Number(exit[1]);
        code = await this.#one(part, io);
      }
      return code;
    } catch (error) {
      if (io.signal.aborted) this.aborted.push(command);
      throw error;
    }
  }

  async #one(command: string, io: ShellIo): Promise<number> {
    const [name = '', ...words] = command.split(' ');
    const argument = words.join(' ');
    const [first = 0, second = 0] = words.map(Number);
    switch (name) {
      case '':
      case 'cat':
        for await (const chunk of io.stdin ?? []) io.out(chunk);
        return 0;
      case 'echo':
        io.out(`${argument}\n`);
        return 0;
      case 'err':
        io.err(`${argument}\n`);
        return 0;
      case 'sleep':
        await this.#clock.sleep(first, io.signal);
        return 0;
      case 'ticks':
        for (let tick = 1; tick <= first; tick += 1) {
          io.out(`tick ${tick}\n`);
          await this.#clock.sleep(second, io.signal);
        }
        return 0;
      case 'flood':
        io.out(new Uint8Array(first).fill(0x78));
        return 0;
      case 'hang':
        return new Promise((_, reject) => {
          io.signal.addEventListener('abort', () => reject(io.signal.reason));
        });
      case 'dumpsys':
        io.out(`Can't find service: ${argument}\n`);
        return 0;
      default:
        io.err(`/system/bin/sh: ${name}: inaccessible or not found\n`);
        return 127;
    }
  }

  readFile(path: string): Uint8Array | undefined {
    return this.files.get(path)?.content;
  }

  writeFile(path: string, content: Uint8Array, mode: number, mtime: number): void {
    if (path.startsWith('/system/')) throw new Error('Read-only file system');
    this.files.set(path, { content, mode, mtime, size: content.length });
  }

  stat(path: string): HostFileStat | undefined {
    if (this.list(path) !== undefined) return { mode: 0o040755, size: 4096, mtime: 1_700_000_000 };
    return this.files.get(path);
  }

  list(path: string): readonly HostFileEntry[] | undefined {
    const folder = path.endsWith('/') ? path : `${path}/`;
    const entries = [...this.files]
      .filter(([name]) => name.startsWith(folder) && !name.slice(folder.length).includes('/'))
      .map(([name, file]) => ({ ...file, name: name.slice(folder.length) }));
    return entries.length === 0 && path !== '/data/local/tmp' ? undefined : entries;
  }

  reboot(target: string): void {
    this.reboots.push(target);
  }

  linkUp(): boolean {
    return this.#up;
  }

  onLink(listener: (up: boolean) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The hand on the cable. */
  setLink(up: boolean): void {
    if (up === this.#up) return;
    this.#up = up;
    for (const listener of [...this.#listeners]) listener(up);
  }
}
