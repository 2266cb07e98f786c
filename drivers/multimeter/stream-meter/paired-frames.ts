/**
 * For meters that send every frame twice: two equal frames right behind each other are one, and a frame without its
 * copy is none. That is all the integrity these meters have, and it is a good one: a damaged frame has no equal.
 */
import type { FoundFrame, FrameFinder } from './meter-format.ts';

export class PairedFrames implements FrameFinder {
  readonly #single: FrameFinder;
  #first: FoundFrame | undefined;
  #unpairedBytes = 0;

  constructor(single: FrameFinder) {
    this.#single = single;
  }

  get discardedBytes(): number {
    return this.#single.discardedBytes + this.#unpairedBytes + (this.#first?.bytes.length ?? 0);
  }

  push(chunk: Uint8Array, at?: number): FoundFrame[] {
    return this.#single.push(chunk, at).flatMap((found) => this.#take(found));
  }

  #take(found: FoundFrame): FoundFrame[] {
    const first = this.#first;
    if (first !== undefined && first.to === found.from && equal(first.bytes, found.bytes)) {
      this.#first = undefined;
      return [{ ...found, ...(first.startedAt === undefined ? {} : { startedAt: first.startedAt }), from: first.from }];
    }
    this.#unpairedBytes += first?.bytes.length ?? 0;
    this.#first = found;
    return [];
  }
}

function equal(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}
