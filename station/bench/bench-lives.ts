/** Who wants to hear of a bench that begins and of one that ends; each is told once of each. */
import type { BenchClient } from './bench-client.ts';

export class BenchLives {
  readonly #up = new Set<(client: BenchClient) => void>();
  readonly #down = new Set<(reason: string) => void>();

  onUp(listener: (client: BenchClient) => void): () => void {
    this.#up.add(listener);
    return () => this.#up.delete(listener);
  }

  onDown(listener: (reason: string) => void): () => void {
    this.#down.add(listener);
    return () => this.#down.delete(listener);
  }

  begins(client: BenchClient): void {
    for (const listener of [...this.#up]) listener(client);
  }

  /** `reason`: a code. */
  ends(reason: string): void {
    for (const listener of [...this.#down]) listener(reason);
  }
}
