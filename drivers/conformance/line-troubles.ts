/**
 * What a line does to whole chunks, which no simulator plays: they come twice, several come as one, what we send loses bytes,
 * both ends are set to other speeds. To be put between a line and a driver ({@link BenchOptions.through}).
 */
import type { Clock } from '../../foundation/clock/clock.ts';
import { type Random, seededRandom } from '../../foundation/random/random.ts';
import type { Transport } from '../contract/transport.ts';

const lineTroubles = ['doubled', 'merged', 'loss-to-device', 'other-speed'] as const;
/**
 * `doubled`: one chunk in five comes again; `merged`: what comes within 150 ms comes at once; `loss-to-device`: 3 % of the bytes we
 * send vanish; `other-speed`: every byte that comes is another one, as it is with another number of bits a second.
 */
export type LineTrouble = (typeof lineTroubles)[number];

const doubledPart = 0.2;
const mergedMs = 150;
const lostPart = 0.03;

export class TroubledLine implements Transport {
  readonly address: string;
  /** Undefined: nothing is wrong with the line. */
  trouble: LineTrouble | undefined;
  readonly #line: Transport;
  readonly #random: Random;
  readonly #listeners = new Set<(chunk: Uint8Array, at: number) => void>();

  constructor(line: Transport, clock: Clock, seed: number, trouble?: LineTrouble) {
    this.#line = line;
    this.address = line.address;
    this.#random = seededRandom(seed);
    this.trouble = trouble;
    let held: number[] = [];
    line.onData((chunk) => {
      if (this.trouble === 'merged') {
        if (held.length === 0) {
          clock.after(mergedMs, () => {
            const all = Uint8Array.from(held);
            held = [];
            this.#tell(all, clock.now());
          });
        }
        held.push(...chunk);
        return;
      }
      if (this.trouble === 'other-speed')
        this.#tell(
          chunk.map(() => this.#random.integer(0, 255)),
          clock.now(),
        );
      else this.#tell(chunk, clock.now());
      if (this.trouble === 'doubled' && this.#random.next() < doubledPart) this.#tell(chunk.slice(), clock.now());
    });
  }

  get closed(): boolean {
    return this.#line.closed;
  }

  write(bytes: Uint8Array, options?: Parameters<Transport['write']>[1]): Promise<void> {
    const isLossy = this.trouble === 'loss-to-device';
    return this.#line.write(isLossy ? bytes.filter(() => this.#random.next() >= lostPart) : bytes, options);
  }

  onData(listener: (chunk: Uint8Array, at: number) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  onClose(listener: Parameters<Transport['onClose']>[0]): () => void {
    return this.#line.onClose(listener);
  }

  close(): Promise<void> {
    return this.#line.close();
  }

  #tell(chunk: Uint8Array, at: number): void {
    for (const listener of [...this.#listeners]) listener(chunk, at);
  }
}
