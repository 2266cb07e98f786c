/** A pipe for messages between two sides that need not know whether a thread, a process or nothing lies between them. */

export interface Port {
  /** Sends a structured-cloneable message; after the close it does nothing. */
  post(message: unknown): void;
  /** Returns what takes the listener away again. */
  onMessage(listener: (message: unknown) => void): () => void;
  /** Called once when either side closes or dies; at once if that has happened already. */
  onClose(listener: () => void): () => void;
  close(): void;
}

/** Listener bookkeeping that every carrier of a port shares. */
export class PortListeners {
  readonly #message = new Set<(message: unknown) => void>();
  readonly #close = new Set<() => void>();
  closed = false;

  message(message: unknown): void {
    if (this.closed) return;
    for (const listener of [...this.#message]) listener(message);
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    for (const listener of [...this.#close]) listener();
    this.#close.clear();
    this.#message.clear();
  }

  onMessage(listener: (message: unknown) => void): () => void {
    this.#message.add(listener);
    return () => this.#message.delete(listener);
  }

  onClose(listener: () => void): () => void {
    if (this.closed) {
      listener();
      return () => undefined;
    }
    this.#close.add(listener);
    return () => this.#close.delete(listener);
  }
}
