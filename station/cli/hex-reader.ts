/** Hexadecimal text to bytes, in pieces of any size. What is neither hexadecimal nor a separator is refused with its place. */
import { CodedError } from '../../foundation/failure.ts';

const separators = new Set([...' \t\r\n,:;-']);

export class HexReader {
  #half: string | undefined;
  #place = 0;

  /** Fails with `usage/not-hex`. */
  push(text: Uint8Array): Uint8Array {
    const bytes: number[] = [];
    for (const code of text) {
      this.#take(String.fromCharCode(code), bytes);
      this.#place += 1;
    }
    return Uint8Array.from(bytes);
  }

  /** Fails with `usage/half-a-byte` when a digit is left over. */
  end(): void {
    if (this.#half !== undefined) throw new CodedError('usage/half-a-byte', { place: this.#place });
  }

  #take(character: string, bytes: number[]): void {
    if (separators.has(character)) {
      if (this.#half !== undefined) throw new CodedError('usage/half-a-byte', { place: this.#place });
      return;
    }
    if (/[xX]/.test(character) && this.#half === '0') {
      this.#half = undefined;
      return;
    }
    if (!/[0-9a-fA-F]/.test(character)) throw new CodedError('usage/not-hex', { place: this.#place, character });
    if (this.#half === undefined) {
      this.#half = character;
      return;
    }
    bytes.push(Number.parseInt(this.#half + character, 16));
    this.#half = undefined;
  }
}
