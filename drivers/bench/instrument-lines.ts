/**
 * Which line settings an instrument is opened with, where its public sources differ and it may have one or the other.
 * Guarantees that the next is tried only when nothing was understood on the one before, and that what has worked is tried
 * first the next time, where there is a memory also by the next process.
 */
import { failureOf } from '../../foundation/failure.ts';
import type { Driver } from '../contract/driver.ts';
import type { LineSettings } from '../contract/transport.ts';
import type { LineMemory } from './known-lines.ts';
import { parseAddress } from './open-address.ts';

/** What a wrong line looks like from here. */
const notUnderstood = new Set([
  'instrument/not-recognised',
  'instrument/no-answer',
  'instrument/timeout',
  'instrument/silent',
]);

/** `place`: what the instrument is known as, else its address. */
export class InstrumentLines {
  readonly #worked: LineMemory;

  constructor(memory: LineMemory = new Map()) {
    this.#worked = memory;
  }

  /** Gives what `open` gives; fails as it failed on the first line when none was the right one. */
  async each<T>(
    driver: Driver,
    address: string,
    place: string,
    open: (line: LineSettings | undefined) => Promise<T>,
  ): Promise<T> {
    const { id, line, otherLines = [] } = driver.manifest;
    if (line === undefined || otherLines.length === 0) return open(undefined);
    const parsed = parseAddress(address);
    // Who says the line in the address means that one.
    if (parsed.kind !== 'serial' || parsed.line !== undefined) return open(undefined);
    const key = `${id} ${place}`;
    const all = [line, ...otherLines];
    const known = this.#worked.get(key);
    const worked = all.find((each) => JSON.stringify(each) === known);
    let first: unknown;
    for (const one of worked === undefined ? all : [worked, ...all.filter((each) => each !== worked)]) {
      try {
        const opened = await open(one);
        this.#worked.set(key, JSON.stringify(one));
        return opened;
      } catch (error) {
        if (!notUnderstood.has(failureOf(error).code)) throw error;
        first ??= error;
      }
    }
    throw first;
  }
}
