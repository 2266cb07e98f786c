/**
 * One shell command through Tango: gathered, or line by line. The process's `exited` promise gets its catch at once,
 * because a stream that ends early rejects it when nobody is listening any more.
 */
import type { Adb } from '@yume-chan/adb';
import type { ReadableStream } from '@yume-chan/stream-extra';
import { CodedError } from '../../../foundation/failure.ts';
import type { ShellResult } from '../../contract/phone-link.ts';
import type { CallWatch } from './call-watch.ts';
import { LegacyEnd, LineCutter, legacyResult, OutputCollector, withExitCode } from './shell-output.ts';

/** With exit code and separate errors, as phones since Android 7 can. */
export async function runShell(adb: Adb, command: string, maxBytes: number, watch: CallWatch): Promise<ShellResult> {
  const process = await spawn(adb, command);
  const output = new OutputCollector(maxBytes);
  const gather = (where: 'out' | 'err') => (chunk: Uint8Array) => {
    watch.alive();
    output.add(where, chunk);
  };
  const [code] = await Promise.all([
    process.exited,
    drain(process.stdout, gather('out')),
    drain(process.stderr, gather('err')),
  ]);
  return { code, out: output.text('out'), err: output.text('err') };
}

/** For a phone without `shell_v2`: errors are among the output, and the shell itself is asked for the code. */
export async function runLegacy(adb: Adb, command: string, maxBytes: number, watch: CallWatch): Promise<ShellResult> {
  const socket = await adb.createSocket(`shell:${withExitCode(command)}`);
  const output = new OutputCollector(maxBytes);
  await drain(socket.readable, (chunk) => {
    watch.alive();
    output.add('out', chunk);
  });
  const result = legacyResult(output.text('out'));
  if (result === undefined) throw new CodedError('phone/link-lost', { serial: adb.serial, why: 'no-exit-code' });
  return result;
}

/** Resolves when the command has ended by itself. */
export async function streamShell(
  adb: Adb,
  command: string,
  legacy: boolean,
  onLine: (line: string) => void,
): Promise<void> {
  const end = new LegacyEnd(onLine);
  const lines = new LineCutter(legacy ? (line) => end.line(line) : onLine);
  const push = (chunk: Uint8Array) => lines.push(chunk);
  if (legacy) {
    await drain((await adb.createSocket(`shell:${withExitCode(command)}`)).readable, push);
    lines.end();
    // An old shell's stream ends in the same orderly way when the cable is pulled; only the code tells the difference.
    if (!end.seen()) throw new CodedError('phone/link-lost', { serial: adb.serial, why: 'no-exit-code' });
    return;
  }
  const process = await spawn(adb, command);
  await Promise.all([process.exited, drain(process.stdout, push), drain(process.stderr, () => {})]);
  lines.end();
}

async function spawn(adb: Adb, command: string) {
  const shell = adb.subprocess.shellProtocol;
  if (shell === undefined) throw new CodedError('phone/not-supported', { what: 'shell_v2' });
  // As a list: a string would be split into words and put together again.
  const process = await shell.spawn([command]);
  process.exited.catch(() => {});
  return process;
}

async function drain(stream: ReadableStream<Uint8Array>, onChunk: (chunk: Uint8Array) => void): Promise<void> {
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    onChunk(value);
  }
}
