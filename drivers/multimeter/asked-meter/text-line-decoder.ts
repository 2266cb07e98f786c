/**
 * Readings out of a recording of lines of text, for meters whose every line says all of it. Guarantees that a line that is
 * not one whole reading gives none, and that every byte is counted. A line without a checksum is believed as it stands.
 */
import type { Reading } from '../../../foundation/measurement/reading.ts';
import type { StreamDecoder } from '../../contract/driver.ts';
import { textOf } from './asked-simulator.ts';

const carriageReturn = 0x0d;
const lineFeed = 0x0a;
/** A longer line is none. */
const mostBytes = 200;

export class TextLineDecoder implements StreamDecoder {
  readonly #readingOf: (line: string) => Reading | undefined;
  #line: number[] = [];
  #tooLong = false;
  #received = 0;
  #discarded = 0;

  constructor(readingOf: (line: string) => Reading | undefined) {
    this.#readingOf = readingOf;
  }

  get discardedBytes(): number {
    return this.#discarded + this.#line.length;
  }

  push(chunk: Uint8Array, at?: number): Reading[] {
    const readings: Reading[] = [];
    for (const byte of chunk) {
      this.#received += 1;
      if (byte !== carriageReturn && byte !== lineFeed) this.#add(byte);
      else readings.push(...this.#ended(at));
    }
    return readings;
  }

  /** A last line without its end may have been cut. */
  end(): Reading[] {
    this.#discarded += this.#line.length;
    this.#line = [];
    return [];
  }

  #add(byte: number): void {
    this.#line.push(byte);
    if (this.#line.length <= mostBytes) return;
    this.#discarded += this.#line.length;
    this.#line = [];
    this.#tooLong = true;
  }

  /** The line end itself belongs to its line. */
  #ended(at: number | undefined): Reading[] {
    const bytes = this.#line;
    const reading = this.#tooLong ? undefined : this.#readingOf(textOf(Uint8Array.from(bytes)));
    this.#line = [];
    this.#tooLong = false;
    if (reading === undefined) {
      this.#discarded += bytes.length + 1;
      return [];
    }
    const span = { from: this.#received - bytes.length - 1, to: this.#received };
    return [at === undefined ? { ...reading, span } : { ...reading, at, span }];
  }
}
