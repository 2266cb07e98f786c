/**
 * The phone's end of one adb stream, whatever carries it: packets of a device link, or a socket of an adb server. The
 * services of the simulated phone are written on this and cannot tell the difference.
 */
import type { ByteQueue } from '../link/byte-queue.ts';

export interface ServiceStream {
  /** What the computer sends. Ends when it closes the stream or the link dies. */
  readonly input: ByteQueue;
  /** Resolves when the computer has taken the bytes; writes stay in order. Does nothing on a stream that is gone. */
  write(bytes: Uint8Array): Promise<void>;
  /** Closes after everything written has been taken. */
  close(): Promise<void>;
  /** Aborted when the stream is gone for the computer. */
  readonly signal: AbortSignal;
}

/** What serves a stream until it is done. */
export type Service = (stream: ServiceStream) => Promise<void>;
