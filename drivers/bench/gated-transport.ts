/**
 * The door between a driver and its wire. While it is shut the driver's writes fail and only safe frames pass, so that a
 * command still in flight can never switch an output on again behind the station's back.
 */
import { CodedError } from '../../foundation/failure.ts';
import type { Transport } from '../contract/transport.ts';

export interface GatedTransport {
  /** What the driver gets. */
  readonly transport: Transport;
  /** From now on the driver's writes fail with `instrument/made-safe`. */
  shut(): void;
  reopen(): void;
  /** Goes past the door. */
  writeSafe(bytes: Uint8Array, deadlineMs: number): Promise<void>;
}

export function gatedTransport(inner: Transport): GatedTransport {
  let isShut = false;
  return {
    transport: {
      address: inner.address,
      get closed() {
        return inner.closed;
      },
      ...(inner.worstWriteMs === undefined ? {} : { worstWriteMs: inner.worstWriteMs }),
      write(bytes, options) {
        if (isShut) return Promise.reject(new CodedError('instrument/made-safe', { address: inner.address }));
        return inner.write(bytes, options);
      },
      onData: (listener) => inner.onData(listener),
      onClose: (listener) => inner.onClose(listener),
      close: () => inner.close(),
    },
    shut() {
      isShut = true;
    },
    reopen() {
      isShut = false;
    },
    writeSafe: (bytes, deadlineMs) => inner.write(bytes, { deadlineMs }),
  };
}
