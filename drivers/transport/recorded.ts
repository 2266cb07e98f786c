/**
 * A transport whose every byte, both ways, goes into a transcript with the clock time it passed. Guarantees that the
 * bytes the driver counts are the bytes the transcript counts: chunks that arrive before the first listener are held for
 * it, so a span named by a reading points at the same bytes in the record.
 */
import type { Clock } from '../../foundation/clock/clock.ts';
import type { Transcript, Transport } from '../contract/transport.ts';

/** A transport that counts. */
export interface RecordedTransport extends Transport {
  /** Bytes received since it was opened: where the next received byte will stand in the stream. */
  readonly receivedBytes: number;
  readonly sentBytes: number;
}

/** More than this is not held for a listener that never comes. */
const mostHeldBytes = 256 * 1024;

export function recordedTransport(inner: Transport, transcript: Transcript, clock: Clock): RecordedTransport {
  const listeners = new Set<(chunk: Uint8Array, at: number) => void>();
  let held: { readonly chunk: Uint8Array; readonly at: number }[] | undefined = [];
  let heldBytes = 0;
  let receivedBytes = 0;
  let sentBytes = 0;
  const note = (text: string) =>
    transcript.record({ direction: 'note', at: clock.now(), bytes: new TextEncoder().encode(text) });

  note(`open ${inner.address}`);
  inner.onData((chunk, at) => {
    if (held !== undefined) {
      if (heldBytes + chunk.length > mostHeldBytes) return note(`not listened to: ${chunk.length} bytes`);
      held.push({ chunk, at });
      heldBytes += chunk.length;
    }
    receivedBytes += chunk.length;
    transcript.record({ direction: 'received', at, bytes: chunk });
    for (const listener of [...listeners]) listener(chunk, at);
  });
  inner.onClose((reason) => note(`close ${reason.code}`));

  return {
    address: inner.address,
    get closed() {
      return inner.closed;
    },
    ...(inner.worstWriteMs === undefined ? {} : { worstWriteMs: inner.worstWriteMs }),
    get receivedBytes() {
      return receivedBytes;
    },
    get sentBytes() {
      return sentBytes;
    },
    async write(bytes, options) {
      // Recorded before the write: what may have reached the instrument must be in the record even if the write fails.
      sentBytes += bytes.length;
      transcript.record({ direction: 'sent', at: clock.now(), bytes: bytes.slice() });
      await inner.write(bytes, options);
    },
    onData(listener) {
      const waiting = held;
      held = undefined;
      listeners.add(listener);
      for (const { chunk, at } of waiting ?? []) listener(chunk, at);
      return () => listeners.delete(listener);
    },
    onClose: (listener) => inner.onClose(listener),
    close: () => inner.close(),
  };
}
