/**
 * Byte pipes. A transport moves bytes and knows nothing of their meaning; it never parses. Guarantees of every
 * transport: chunks arrive in order; the close is reported exactly once, with a reason; nothing waits for ever
 * (a write that misses its deadline closes the pipe).
 */
import type { Failure } from '../../foundation/failure.ts';

export interface WriteOptions {
  readonly deadlineMs?: number;
  /** Whether an answer will come. Wires that have to fetch answers (USBTMC) look for a question mark when it is not said. */
  readonly answered?: boolean;
}

export interface Transport {
  /** `/dev/ttyUSB0`, `tcp:127.0.0.1:5025`, `sim:meter` …: for people and logs, never an identity. */
  readonly address: string;
  readonly closed: boolean;
  /** Milliseconds that a write may have to wait for an answer that is due and cannot be given up sooner; none where absent. */
  readonly worstWriteMs?: number;
  /** Resolves when the bytes are handed over. Misses its deadline (2 s by default): closes, rejects `transport/write-timeout`. */
  write(bytes: Uint8Array, options?: WriteOptions): Promise<void>;
  /** Chunks of any size; `at` is clock milliseconds of arrival. Returns what takes the listener away. */
  onData(listener: (chunk: Uint8Array, at: number) => void): () => void;
  /** Once, with why: `transport/closed` (we did), `transport/unplugged`, `transport/peer-closed`, `transport/io`. At once if closed already. */
  onClose(listener: (reason: Failure) => void): () => void;
  close(): Promise<void>;
}

/** How a serial line is set, and which control lines power the instrument's optocoupler. */
export interface LineSettings {
  readonly baudRate: number;
  readonly dataBits: 7 | 8;
  readonly parity: 'none' | 'odd' | 'even';
  readonly stopBits: 1 | 2;
  readonly dtr?: boolean;
  readonly rts?: boolean;
  readonly flow?: 'none' | 'rts-cts' | 'xon-xoff';
}

/** One direction of a recorded conversation. */
export interface TranscriptEntry {
  readonly direction: 'sent' | 'received' | 'note';
  /** Clock milliseconds. */
  readonly at: number;
  readonly bytes: Uint8Array;
}

export interface Transcript {
  record(entry: TranscriptEntry): void;
}
