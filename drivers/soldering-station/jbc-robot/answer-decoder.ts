/**
 * Tip temperatures out of a recording of a station in robot mode, with addresses or without. Only answers to that question count:
 * a set temperature is told by `ohmstead decode --conversation`, which says which is which.
 */
import type { Reading } from '../../../foundation/measurement/reading.ts';
import type { StreamDecoder } from '../../contract/driver.ts';
import { celsiusReading } from '../soldering-words.ts';
import { answering, factoryAddresses, parseRobot } from './frame.ts';

/** An answer with its five digits, with addresses and without. */
const addressedBytes = 16;
const plainBytes = 12;

export class RobotAnswerDecoder implements StreamDecoder {
  #pending = new Uint8Array(0);
  #passed = 0;
  discardedBytes = 0;

  push(chunk: Uint8Array, at?: number): Reading[] {
    this.#pending = Uint8Array.from([...this.#pending, ...chunk]);
    return this.#take(addressedBytes, at);
  }

  end(): Reading[] {
    return this.#take(1);
  }

  /** Everything as long as at least `needed` bytes are there. */
  #take(needed: number, at?: number): Reading[] {
    const readings: Reading[] = [];
    let place = 0;
    while (this.#pending.length - place >= needed) {
      const bytes = this.#pending.subarray(place);
      const found = [addressedBytes, plainBytes].find((length) => celsiusIn(bytes, length) !== undefined);
      const celsius = found === undefined ? undefined : celsiusIn(bytes, found);
      if (found !== undefined && celsius !== undefined) {
        const span = { from: this.#passed + place, to: this.#passed + place + found };
        readings.push({ ...celsiusReading(celsius, 1, at === undefined ? {} : { at }), span });
      } else this.discardedBytes += 1;
      place += found ?? 1;
    }
    this.#pending = this.#pending.slice(place);
    this.#passed += place;
    return readings;
  }
}

/** The tip temperature in the answer of this length at the beginning. */
function celsiusIn(bytes: Uint8Array, length: number): number | undefined {
  if (bytes.length < length) return undefined;
  const addresses = length === addressedBytes ? answering(factoryAddresses) : undefined;
  const frame = parseRobot(bytes.subarray(0, length), addresses);
  return frame?.header === 'A' && /^TT[1-4]$/.test(frame.command) ? frame.data : undefined;
}
