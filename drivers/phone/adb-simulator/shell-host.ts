/**
 * What a simulated phone must offer so that adb can be spoken in front of it: a shell, files, its name, and a cable
 * that can be pulled. Guarantees nothing about sockets: the adb device, the fake adb server and the in-process link
 * all stand on this one interface and so show the same phone.
 */

/** What a running command sees of the outside. */
export interface ShellIo {
  out(text: string | Uint8Array): void;
  err(text: string): void;
  /** Ends when the other side has closed it; absent where the service has no input. */
  readonly stdin: AsyncIterable<Uint8Array> | undefined;
  /** Aborted when the caller went away or the cable was pulled; the command must end then. */
  readonly signal: AbortSignal;
}

/** `mode` with the type bits of Linux (0o100644 a file, 0o040755 a folder), size in bytes, mtime in seconds since 1970. */
export interface HostFileStat {
  readonly mode: number;
  readonly size: number;
  readonly mtime: number;
}

/** One name in a folder, with its stat. */
export interface HostFileEntry extends HostFileStat {
  readonly name: string;
}

/** The words after `device::` in the greeting of an adb device, without which `devices -l` shows no model. */
export interface BannerProperties {
  readonly product: string;
  readonly model: string;
  readonly device: string;
}

/** The phone behind the wire. */
export interface ShellHost {
  /** Runs a command line and gives its exit code (0–255). The empty command is an interactive shell. */
  run(command: string, io: ShellIo): Promise<number>;
  /** `undefined` when there is no such file. */
  readFile(path: string): Uint8Array | undefined;
  /** Throws an `Error` whose message is the phone's own words (`Permission denied`) when it refuses. */
  writeFile(path: string, content: Uint8Array, mode: number, mtime: number): void;
  /** `undefined` when there is nothing at the path. Links are not followed. */
  stat(path: string): HostFileStat | undefined;
  /** `undefined` when there is no such folder. */
  list(path: string): readonly HostFileEntry[] | undefined;
  /** `adb reboot`, `adb reboot bootloader`: the target, empty for the system. */
  reboot(target: string): void;
  readonly properties: BannerProperties;
  /** Whether the data cable carries anything now. */
  linkUp(): boolean;
  /** Called at every change of {@link linkUp}; returns what takes the listener away. */
  onLink(listener: (up: boolean) => void): () => void;
}
