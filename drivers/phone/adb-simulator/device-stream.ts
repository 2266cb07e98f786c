/**
 * One stream on a device link. Guarantees adb's flow rule: at most one WRTE is on its way until the OKAY for it has
 * come, and none is longer than both sides allow (longer ones wedge the real adb for ever).
 */
import { ByteQueue } from '../link/byte-queue.ts';
import type { ServiceStream } from './service-stream.ts';

export interface DeviceStreamOptions {
  readonly maxData: number;
  readonly sendData: (payload: Uint8Array) => void;
  readonly sendClose: () => void;
}

export class DeviceStream implements ServiceStream {
  readonly input = new ByteQueue();
  readonly #options: DeviceStreamOptions;
  readonly #gone = new AbortController();
  #tail: Promise<void> = Promise.resolve();
  #acknowledged: (() => void) | undefined;
  #closed = false;

  constructor(options: DeviceStreamOptions) {
    this.#options = options;
  }

  get signal(): AbortSignal {
    return this.#gone.signal;
  }

  write(bytes: Uint8Array): Promise<void> {
    this.#tail = this.#tail.then(() => this.#writePieces(bytes));
    return this.#tail;
  }

  async close(): Promise<void> {
    await this.#tail;
    if (this.#closed) return;
    this.#closed = true;
    this.#options.sendClose();
    this.input.end();
  }

  /** OKAY came: the next piece may go. */
  acknowledge(): void {
    const next = this.#acknowledged;
    this.#acknowledged = undefined;
    next?.();
  }

  /** The computer closed the stream, or the cable is out. */
  end(): void {
    this.#closed = true;
    this.input.end();
    this.#gone.abort(new Error('the stream is gone'));
    this.acknowledge();
  }

  async #writePieces(bytes: Uint8Array): Promise<void> {
    for (let from = 0; from < bytes.length; from += this.#options.maxData) {
      if (this.#closed) return;
      const piece = bytes.subarray(from, from + this.#options.maxData);
      await new Promise<void>((resolve) => {
        this.#acknowledged = resolve;
        this.#options.sendData(piece);
      });
    }
  }
}
