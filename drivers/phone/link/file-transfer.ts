/**
 * Files through Tango's `sync:`. Guarantees that a file that ends early is a failure and never a short file, and that
 * what the phone refuses is told in its own words. `lstat` only: old phones have no `stat`.
 */
import { type Adb, type AdbSync, AdbSyncError } from '@yume-chan/adb';
import { ReadableStream } from '@yume-chan/stream-extra';
import { CodedError } from '../../../foundation/failure.ts';
import type { PhoneFileStat } from '../../contract/phone-link.ts';
import type { CallWatch } from './call-watch.ts';
import { OutputCollector } from './shell-output.ts';

/** Bytes handed to the phone between two signs of life. */
const pieceBytes = 64 * 1024;

/** `mtime` in seconds since 1970. `phone/file-refused` with the phone's words. */
export async function pushFile(
  adb: Adb,
  path: string,
  content: Uint8Array,
  attributes: { readonly mode: number; readonly mtime: number },
  watch: CallWatch,
): Promise<void> {
  let at = 0;
  const file = new ReadableStream<Uint8Array>({
    pull(controller) {
      watch.alive();
      const piece = content.subarray(at, at + pieceBytes);
      at += piece.length;
      if (piece.length === 0) controller.close();
      else controller.enqueue(piece);
    },
  });
  const sync = await adb.sync();
  await inPhonesWords(path, sync.write({ filename: path, file, permission: attributes.mode, mtime: attributes.mtime }));
}

/** `phone/no-such-file`, `phone/file-refused`, `phone/too-much-output`. */
export async function pullFile(adb: Adb, path: string, maxBytes: number, watch: CallWatch): Promise<Uint8Array> {
  const sync = await adb.sync();
  return inPhonesWords(path, gather(sync, path, maxBytes, watch));
}

/** `undefined` when there is no such file. */
export async function lstatFile(adb: Adb, path: string): Promise<PhoneFileStat | undefined> {
  const sync = await adb.sync();
  try {
    const { mode, size, mtime } = await sync.lstat(path);
    return { mode, size: Number(size), mtime: Number(mtime) };
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    // The old answer for "missing" is all zeros, which Tango calls an lstat error.
    if (message === 'ENOENT' || message === 'lstat error') return undefined;
    if (/^E[A-Z]+$/.test(message)) throw new CodedError('phone/file-refused', { path, message }, error);
    throw error;
  }
}

async function gather(sync: AdbSync, path: string, maxBytes: number, watch: CallWatch): Promise<Uint8Array> {
  const content = new OutputCollector(maxBytes);
  const reader = sync.read(path).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return content.bytes('out');
    watch.alive();
    content.add('out', value);
  }
}

async function inPhonesWords<T>(path: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof AdbSyncError)) throw error;
    const code = error.message.includes('No such file') ? 'phone/no-such-file' : 'phone/file-refused';
    throw new CodedError(code, { path, message: error.message }, error);
  }
}
