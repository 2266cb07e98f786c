/** SIGINT, SIGTERM and SIGHUP. Without a listener they end the process at once, as the shell expects. */

const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The part of `process` that is needed. */
export interface SignalSource {
  on(signal: NodeJS.Signals, listener: () => void): unknown;
  off(signal: NodeJS.Signals, listener: () => void): unknown;
}

export class Signals {
  readonly #source: SignalSource;
  readonly #listeners = new Set<(signal: string) => void>();
  readonly #handlers = names.map((name) => [name, () => this.raise(name)] as const);

  constructor(source: SignalSource) {
    this.#source = source;
  }

  /** As if the signal had come. */
  raise(signal: string): void {
    for (const listener of [...this.#listeners]) listener(signal);
  }

  listen(listener: (signal: string) => void): () => void {
    if (this.#listeners.size === 0) for (const [name, handler] of this.#handlers) this.#source.on(name, handler);
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) for (const [name, handler] of this.#handlers) this.#source.off(name, handler);
    };
  }
}
