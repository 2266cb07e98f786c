/**
 * Our own small interface to a phone's shell and files, whatever library or simulator is behind it. Guarantees: every
 * call has a hard deadline and an idle deadline; a link that dies rejects with `phone/link-lost` (never an exit code);
 * a command that ended says its exit code.
 */
import type { Failure } from '../../foundation/failure.ts';

export interface ShellResult {
  readonly code: number;
  /** Carriage returns of legacy shells are taken out; not trimmed otherwise. */
  readonly out: string;
  readonly err: string;
}

export interface ShellOptions {
  /** Hard limit for the whole command, clock milliseconds; 10 000 by default. Fails with `phone/command-timeout`. */
  readonly deadlineMs?: number;
  /** Limit without any output, clock milliseconds; 8 000 by default. */
  readonly idleMs?: number;
  /** Output beyond this is cut and the command ended with `phone/too-much-output`; 4 MiB by default. */
  readonly maxBytes?: number;
  readonly signal?: AbortSignal;
}

export interface PhoneFileStat {
  readonly mode: number;
  readonly size: number;
  readonly mtime: number;
}

export interface PhoneLink {
  /** adb's serial: our device key. May contain `:` and spaces. */
  readonly serial: string;
  run(command: string, options?: ShellOptions): Promise<ShellResult>;
  /** Lines as they come, until the signal aborts or the link dies. */
  stream(command: string, onLine: (line: string) => void, options: { readonly signal: AbortSignal }): Promise<void>;
  push(
    path: string,
    content: Uint8Array,
    options?: { readonly idleMs?: number; readonly mode?: number },
  ): Promise<void>;
  pull(path: string, options?: { readonly idleMs?: number; readonly maxBytes?: number }): Promise<Uint8Array>;
  /** `undefined` when there is no such file. */
  lstat(path: string): Promise<PhoneFileStat | undefined>;
  /** Resolves with the reason when the link is gone; never rejects. */
  readonly closed: Promise<Failure>;
  close(): Promise<void>;
}
