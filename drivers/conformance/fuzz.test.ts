/**
 * Two hundred thousand random and mutated inputs shared by the decoders of the catalogue, and as many by the parsers that none of
 * them uses; `scripts/nightly.mjs` gives ten million to each.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../catalogue.ts';
import { decodes, fuzzDecoder, sayings } from './fuzz.ts';
import { fuzzParser } from './fuzz-parsers.ts';
import { parserTargets } from './parser-targets.ts';

const seed = Number(process.env.OHMSTEAD_SEED?.split(',')[0] ?? 20_260_105);
const allInputs = 200_000;
const mostGrownBytes = 4_000_000;

const drivers = catalogue.filter(decodes);
const inputs = Math.ceil(allInputs / drivers.length / 40) * 40;

describe.each(drivers.map((driver) => [driver.manifest.id, driver] as const))('the decoder of %s', (_id, driver) => {
  it(`given ${inputs} random and mutated inputs throws nothing, invents nothing and keeps nothing (seed ${seed})`, async () => {
    const said = await sayings(driver, seed);
    expect(said.length).toBeGreaterThan(3);
    const first = fuzzDecoder(driver, said, { seed, inputs: inputs / 2 });
    const before = heapAfterCollection();
    const second = fuzzDecoder(driver, said, { seed: seed + 1, inputs: inputs / 2 });
    expect(heapAfterCollection() - before).toBeLessThan(mostGrownBytes);
    expect([...first.wrong, ...second.wrong]).toEqual([]);
    // Otherwise nothing was tried.
    expect(first.readings + second.readings).toBeGreaterThan(inputs / 100);
  });
});

describe.each(parserTargets.map((target) => [target.name, target] as const))('%s', (_name, target) => {
  const each = Math.ceil(allInputs / parserTargets.length);

  it(`given ${each} random and mutated inputs throws nothing and invents nothing (seed ${seed})`, () => {
    const { understood, wrong } = fuzzParser(target, seed, each);
    expect(wrong).toEqual([]);
    // Otherwise nothing was tried.
    expect(understood).toBeGreaterThan(each / 100);
  });
});

function heapAfterCollection(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}
