/**
 * A USBTMC instrument through the kernel's own driver, `/dev/usbtmcN`: every write is a message, every read a request.
 * Guarantees: reads happen only after a message that asks; a read that fails by time is over (the kernel has aborted it
 * then); an answer without a line feed is given one. The kernel waits five seconds for a read, which cannot be changed
 * from here, so an instrument that takes longer is better reached through USB itself, and whatever is written meanwhile
 * waits for it (`worstWriteMs`). What is urgent goes past it (`usbtmc-detour.ts`).
 * Source: Linux, `drivers/usb/class/usbtmc.c` (facts only).
 */
import { type FileHandle, open } from 'node:fs/promises';
import type { Clock } from '../../foundation/clock/clock.ts';
import { CodedError } from '../../foundation/failure.ts';
import type { Transport } from '../contract/transport.ts';
import { PipeEvents } from './pipe-events.ts';
import { holderOf } from './port-holders.ts';
import { usbBusy } from './usb-refusal.ts';

/** A file as far as this needs it. */
export type UsbtmcFile = Pick<FileHandle, 'read' | 'write' | 'close'>;

const writeDeadlineMs = 6_000;
/** The kernel's five seconds, and room. */
const worstWriteMs = 5_500;
/** One read of the kernel; an answer that fills it goes on in the next. */
const readBytes = 1024 * 1024;
const lineFeed = 0x0a;
const questionMark = 0x3f;

/**
 * `usb/no-permission`, `usb/busy`, `port/not-found`, `usb/cannot-open`. The kernel lets any number of programs in, whose
 * questions and answers would be mixed up.
 */
export async function openUsbtmcFile(path: string, clock: Clock): Promise<Transport> {
  const file = await open(path, 'r+').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EACCES' || error.code === 'EPERM') throw new CodedError('usb/no-permission', { address: path });
    if (error.code === 'EBUSY') throw usbBusy(path);
    if (error.code === 'ENOENT' || error.code === 'ENODEV') throw new CodedError('port/not-found', { path });
    throw new CodedError('usb/cannot-open', { address: path, cause: error.code ?? error.message });
  });
  const holder = await holderOf(path, process.pid);
  if (holder === undefined) return usbtmcFileTransport(file, path, clock);
  await file.close();
  throw usbBusy(path, holder);
}

/** On a file that is open already. */
export function usbtmcFileTransport(file: UsbtmcFile, address: string, clock: Clock): Transport {
  const events = new PipeEvents();
  let turn: Promise<void> = Promise.resolve();
  const shut = (code: string, params: Readonly<Record<string, string>> = {}) => {
    if (events.close({ code, params: { address, ...params } })) void file.close().catch(() => undefined);
  };
  const failed = (error: unknown) => {
    const cause = (error as NodeJS.ErrnoException).code ?? String(error);
    // Nothing came in time; whoever waits has a deadline of its own.
    if (cause === 'ETIMEDOUT' || cause === 'EAGAIN') return;
    shut(cause === 'ENODEV' || cause === 'ESHUTDOWN' ? 'transport/unplugged' : 'transport/io', { cause });
  };
  const readAnswer = async () => {
    const buffer = new Uint8Array(readBytes);
    for (let last: number | undefined; ; ) {
      const { bytesRead } = await file.read(buffer, 0, readBytes, null);
      last = bytesRead > 0 ? buffer[bytesRead - 1] : last;
      if (bytesRead > 0) events.data(buffer.slice(0, bytesRead), clock.now());
      if (bytesRead === readBytes) continue;
      if (last !== lineFeed) events.data(Uint8Array.of(lineFeed), clock.now());
      return;
    }
  };
  const exchange = async (bytes: Uint8Array) => {
    if (events.closedError !== undefined) throw events.closedError;
    let from = 0;
    while (from < bytes.length) from += (await file.write(bytes, from, bytes.length - from, null)).bytesWritten;
  };
  return {
    address,
    worstWriteMs,
    get closed() {
      return events.reason !== undefined;
    },
    write(bytes, options) {
      if (events.closedError !== undefined) return Promise.reject(events.closedError);
      return new Promise((resolve, reject) => {
        const cancel = clock.deadline(options?.deadlineMs ?? writeDeadlineMs, () => {
          reject(new CodedError('transport/write-timeout', { address }));
          shut('transport/io', { cause: 'write-timeout' });
        });
        const stop = events.onClose(({ code, params }) => reject(new CodedError(code, params)));
        const sent = turn
          .then(() => exchange(bytes.slice()))
          .finally(() => {
            cancel();
            stop();
          });
        sent.then(resolve, reject);
        // The answer is waited for in the background; the next message goes behind it.
        const isAnswered = options?.answered ?? bytes.includes(questionMark);
        turn = sent.then(() => (isAnswered ? readAnswer() : undefined)).catch(failed);
      });
    },
    onData: (listener) => events.onData(listener),
    onClose: (listener) => events.onClose(listener),
    close() {
      shut('transport/closed');
      return Promise.resolve();
    },
  };
}
