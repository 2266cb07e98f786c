/** The wire between an adapter's chip and the simulated instrument behind it; a new one for every time it is plugged in. */
import type { Wire } from '../../../drivers/contract/simulator.ts';

export class InstrumentWire implements Wire {
  readonly #toHost: (bytes: Uint8Array) => void;
  readonly #toInstrument = new Set<(chunk: Uint8Array) => void>();
  readonly #onClosed = new Set<() => void>();
  #isClosed = false;

  constructor(toHost: (bytes: Uint8Array) => void) {
    this.#toHost = toHost;
  }

  send(bytes: Uint8Array): void {
    if (!this.#isClosed) this.#toHost(bytes);
  }

  /** The host wrote this. */
  heard(bytes: Uint8Array): void {
    for (const listener of [...this.#toInstrument]) listener(bytes);
  }

  onData(listener: (chunk: Uint8Array) => void): () => void {
    this.#toInstrument.add(listener);
    return () => this.#toInstrument.delete(listener);
  }

  onClose(listener: () => void): () => void {
    if (this.#isClosed) listener();
    else this.#onClosed.add(listener);
    return () => this.#onClosed.delete(listener);
  }

  hangUp(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const listener of [...this.#onClosed]) listener();
    this.#onClosed.clear();
  }
}
