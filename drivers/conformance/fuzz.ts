/**
 * Random and mutated bytes for every decoder of the catalogue. What it finds out: a decoder never throws; it never tells
 * a reading that breaks its own rules; it invents none, that is, the bytes a reading names say the same all by
 * themselves; it counts no byte twice. Everything follows from the seed.
 */
import { isSoundReading, type Reading } from '../../foundation/measurement/reading.ts';
import { type Random, seededRandom } from '../../foundation/random/random.ts';
import type { Driver, StreamDecoder } from '../contract/driver.ts';
import { openBench, readMany } from './conformance.ts';

export type DecodingDriver = Driver & { decoder(): StreamDecoder };

/** Whether bytes alone mean something for this driver. */
export function decodes(driver: Driver): driver is DecodingDriver {
  return driver.decoder !== undefined;
}

/** What an instrument of this driver says in half a minute on the simulated bench, message by message. */
export async function sayings(driver: DecodingDriver, seed: number): Promise<Uint8Array[]> {
  const bench = await openBench(driver, { seed });
  const said: Uint8Array[] = [];
  bench.transport?.onData((chunk) => said.push(chunk.slice()));
  await readMany(bench, 0, 6);
  bench.faults.set('overload', true);
  await readMany(bench, 6, 2);
  await bench.clock.run(bench.instrument.close());
  return said;
}

export interface FuzzOutcome {
  readonly inputs: number;
  readonly readings: number;
  /** In words, with the bytes; empty where all is well. At most a few. */
  readonly wrong: readonly string[];
}

/** A decoder is given this many inputs before a fresh one takes over. */
const inputsForOne = 40;
const mostWrong = 5;

/** Gives `inputs` inputs to decoders of a driver. `said`: what its instrument really says, to be mutated. */
export function fuzzDecoder(
  driver: DecodingDriver,
  said: readonly Uint8Array[],
  { seed, inputs }: { readonly seed: number; readonly inputs: number },
): FuzzOutcome {
  const random = seededRandom(seed);
  const wrong: string[] = [];
  let readings = 0;
  for (let done = 0; done < inputs && wrong.length < mostWrong; done += inputsForOne) {
    const session = new Session(driver);
    const count = Math.min(inputsForOne, inputs - done);
    const timed = random.next() < 0.5;
    let at = 0;
    for (let nth = 0; nth < count; nth += 1) {
      at += random.integer(0, 700);
      session.push(inputOf(said, random), timed ? at : undefined);
    }
    session.end();
    readings += session.readings;
    wrong.push(...session.wrong.map((why) => `${driver.manifest.id}, seed ${seed}, input ${done}: ${why}`));
  }
  return { inputs, readings, wrong: wrong.slice(0, mostWrong) };
}

class Session {
  readonly wrong: string[] = [];
  readings = 0;
  readonly #driver: DecodingDriver;
  readonly #decoder: StreamDecoder;
  #stream: number[] = [];
  #told = 0;

  constructor(driver: DecodingDriver) {
    this.#driver = driver;
    this.#decoder = driver.decoder();
  }

  push(bytes: Uint8Array, at: number | undefined): void {
    for (const byte of bytes) this.#stream.push(byte);
    this.#judge(() => this.#decoder.push(bytes, at));
  }

  end(): void {
    this.#judge(() => this.#decoder.end());
    const { discardedBytes } = this.#decoder;
    const isCounted = discardedBytes >= 0 && discardedBytes + this.#told <= this.#stream.length;
    if (!isCounted) this.wrong.push(`${discardedBytes} discarded and ${this.#told} told of ${this.#stream.length}`);
  }

  #judge(decode: () => Reading[]): void {
    try {
      let before = -1;
      for (const reading of decode()) {
        this.readings += 1;
        const { span } = reading;
        const why = this.#wrongWith(reading);
        if (why !== undefined) this.wrong.push(`${why}: ${JSON.stringify(reading)} ${this.#hexOf(span)}`);
        // Several readings may come from the same bytes.
        if (span !== undefined && span.from >= before) this.#told += span.to - Math.max(before, span.from);
        before = Math.max(before, span?.to ?? -1);
      }
    } catch (error) {
      this.wrong.push(`threw ${String(error)}: ${this.#hexOf({ from: 0, to: this.#stream.length })}`);
    }
  }

  #wrongWith(reading: Reading): string | undefined {
    if (!isSoundReading(reading)) return 'breaks its own rules';
    const { span } = reading;
    if (span === undefined) return 'names no bytes';
    if (!(span.from >= 0 && span.from < span.to && span.to <= this.#stream.length))
      return 'names bytes that never came';
    const alone = this.#driver.decoder();
    const again = [...alone.push(Uint8Array.from(this.#stream.slice(span.from, span.to))), ...alone.end()];
    return again.some((each) => sameReading(each, reading)) ? undefined : 'is not in the bytes it names';
  }

  #hexOf(span: Reading['span']): string {
    return Buffer.from(this.#stream.slice(span?.from ?? 0, span?.to ?? 0)).toString('hex');
  }
}

function sameReading(one: Reading, other: Reading): boolean {
  const { at: _at, span: _span, latencyMs: _latency, ...own } = one;
  const { at: _otherAt, span: _otherSpan, latencyMs: _otherLatency, ...others } = other;
  return JSON.stringify(own) === JSON.stringify(others);
}

/** Bytes of nothing, or one or two messages with a few changes. */
export function inputOf(said: readonly Uint8Array[], random: Random): Uint8Array {
  if (said.length === 0 || random.next() < 0.1) return noise(random, random.integer(0, 48));
  const pick = () => said[random.integer(0, said.length - 1)] ?? new Uint8Array(0);
  let bytes = [...pick(), ...(random.next() < 0.3 ? pick() : [])];
  for (let changes = random.integer(0, 3); changes > 0; changes -= 1) bytes = changed(bytes, random);
  return Uint8Array.from(bytes);
}

function changed(bytes: readonly number[], random: Random): number[] {
  const place = random.integer(0, Math.max(0, bytes.length - 1));
  const before = bytes.slice(0, place);
  const behind = bytes.slice(place + 1);
  const byte = bytes[place] ?? 0;
  switch (random.integer(0, 6)) {
    case 0:
      return [...before, byte ^ (1 << random.integer(0, 7)), ...behind];
    case 1:
      return [...before, random.integer(0, 255), ...behind];
    case 2:
      return [...before, ...behind];
    case 3:
      return [...before, byte, random.integer(0, 255), ...behind];
    case 4:
      return [...before, byte, byte, ...behind];
    case 5:
      return before;
    default:
      return [...behind, ...before];
  }
}

function noise(random: Random, length: number): Uint8Array {
  return Uint8Array.from({ length }, () => random.integer(0, 255));
}
