/**
 * The shell of the simulated phone: Android 14's tools on the simulated unit, for every wire that carries an adb shell.
 * Guarantees that what it shows is the unit's truth rounded as a phone rounds it, and nothing of its own.
 */
import type { Clock } from '../../../../foundation/clock/clock.ts';
import type { SimulatedPhone } from '../../../simulated-unit/unit.ts';
import type {
  BannerProperties,
  HostFileEntry,
  HostFileStat,
  ShellHost,
  ShellIo,
} from '../../adb-simulator/shell-host.ts';
import { androidCommands, propertiesOf } from './android-commands.ts';
import { type Flavour, flavours } from './flavour.ts';
import { PhoneAtOneInstant } from './phone-at-one-instant.ts';
import { PhoneFiles } from './phone-files.ts';
import { type CommandIo, type PhoneCommand, ShellInterpreter } from './shell-interpreter.ts';
import { systemCommands } from './system-commands.ts';
import { textCommands } from './text-commands.ts';

export interface AndroidShellOptions {
  readonly clock: Clock;
  /** Whose habits of telling; `pixel` by default. */
  readonly flavour?: Flavour['name'];
}

const folderMode = 0o040755;
const fileMode = 0o100644;

export class AndroidShell implements ShellHost {
  readonly #phone: PhoneAtOneInstant;
  readonly #flavour: Flavour;
  readonly #files: PhoneFiles;
  readonly #commands: ReadonlyMap<string, PhoneCommand>;

  constructor(phone: SimulatedPhone, options: AndroidShellOptions) {
    this.#phone = new PhoneAtOneInstant(phone, options.clock);
    this.#flavour = flavours[options.flavour ?? 'pixel'];
    this.#files = new PhoneFiles(this.#phone, this.#flavour);
    const parts = { phone: this.#phone, flavour: this.#flavour, clock: options.clock, files: this.#files };
    this.#commands = new Map([
      ...textCommands(this.#files),
      ...systemCommands(this.#files, options.clock, this.#phone),
      ...androidCommands(parts),
    ]);
  }

  async run(command: string, io: ShellIo): Promise<number> {
    this.#phone.forget();
    const shell = new ShellInterpreter(this.#commands, this.#files);
    let input: Promise<Uint8Array> | undefined;
    const commandIo: CommandIo = {
      stdin: () => {
        input ??= allOf(io.stdin);
        return input;
      },
      out: (text) => io.out(text),
      err: (text) => io.err(text),
      signal: io.signal,
    };
    if (command !== '') return shell.run(command, commandIo);
    let status = 0;
    for await (const line of linesOf(io.stdin)) {
      const exit = /^exit *(\d*)$/.exec(line.trim());
      if (exit !== null) return exit[1] === '' ? status : Number(exit[1]) & 0xff;
      status = await shell.run(line, { ...commandIo, stdin: () => Promise.resolve(new Uint8Array()) });
    }
    return status;
  }

  readFile(path: string): Uint8Array | undefined {
    const content = this.#files.read(path);
    return content instanceof Uint8Array ? content : undefined;
  }

  writeFile(path: string, content: Uint8Array, mode: number, mtime: number): void {
    this.#files.write(path, content, mode, mtime);
  }

  stat(path: string): HostFileStat | undefined {
    const content = this.#files.read(path);
    if (content === undefined) {
      return this.list(path) === undefined ? undefined : { mode: folderMode, size: 3452, mtime: 0 };
    }
    const written = this.#files.written(path);
    const size = content === 'denied' ? 4096 : content.length;
    return { mode: fileMode | (written?.mode ?? 0), size, mtime: written?.mtime ?? 0 };
  }

  list(path: string): readonly HostFileEntry[] | undefined {
    const names = this.#files.names(path);
    if (names === undefined) return undefined;
    return [...names].map(([name, isFile]) => {
      const stat = isFile ? this.stat(`${path}/${name}`) : undefined;
      return { name, mode: folderMode, size: 3452, mtime: 0, ...stat };
    });
  }

  reboot(target: string): void {
    this.#phone.reboot(target === '' ? 'reboot,adb' : `reboot,${target}`);
  }

  get properties(): BannerProperties {
    const properties = propertiesOf({ phone: this.#phone, flavour: this.#flavour });
    const device = properties.get('ro.product.device') ?? 'generic';
    return {
      product: properties.get('ro.product.name') ?? device,
      model: (properties.get('ro.product.model') ?? 'Phone').replaceAll(' ', '_'),
      device,
    };
  }

  linkUp(): boolean {
    return this.#phone.linkUp();
  }

  onLink(listener: (up: boolean) => void): () => void {
    return this.#phone.onLink(listener);
  }
}

async function allOf(stdin: AsyncIterable<Uint8Array> | undefined): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stdin ?? []) chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks));
}

async function* linesOf(stdin: AsyncIterable<Uint8Array> | undefined): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of stdin ?? []) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}
