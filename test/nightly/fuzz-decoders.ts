/**
 * `fuzz-decoders.mjs INPUTS SEED`: random and mutated bytes for every decoder of the catalogue, the inputs shared among
 * them, and as many for the parsers that none of them uses. Prints what each was given and what was wrong; ends with 1 if anything was, or if memory grew.
 */
import { catalogue } from '../../drivers/catalogue.ts';
import { decodes, fuzzDecoder, sayings } from '../../drivers/conformance/fuzz.ts';
import { fuzzParser } from '../../drivers/conformance/fuzz-parsers.ts';
import { parserTargets } from '../../drivers/conformance/parser-targets.ts';

const [allInputs = 10_000_000, seed = 1] = process.argv.slice(2).map(Number);
const mostGrownBytes = 16_000_000;
const batch = 20_000;

const drivers = catalogue.filter(decodes);
const each = Math.ceil(allInputs / drivers.length / batch) * batch;
let failed = false;

for (const driver of drivers) {
  const said = await sayings(driver, seed);
  let readings = 0;
  let grown = 0;
  const wrong: string[] = [];
  let before: number | undefined;
  for (let done = 0; done < each && wrong.length === 0; done += batch) {
    const outcome = fuzzDecoder(driver, said, { seed: seed + done, inputs: batch });
    readings += outcome.readings;
    wrong.push(...outcome.wrong);
    globalThis.gc?.();
    const now = process.memoryUsage().heapUsed;
    before ??= now;
    grown = now - before;
  }
  const isBad = wrong.length > 0 || grown > mostGrownBytes;
  failed ||= isBad;
  const memory = `memory ${grown >= 0 ? '+' : ''}${(grown / 1e6).toFixed(1)} MB`;
  console.log(`${isBad ? 'FAILED' : 'ok    '} ${driver.manifest.id}: ${each} inputs, ${readings} readings, ${memory}`);
  for (const why of wrong) console.log(`       ${why}`);
}
for (const target of parserTargets) {
  const count = Math.ceil(allInputs / parserTargets.length);
  const { understood, wrong } = fuzzParser(target, seed, count);
  failed ||= wrong.length > 0;
  console.log(`${wrong.length > 0 ? 'FAILED' : 'ok    '} ${target.name}: ${count} inputs, ${understood} understood`);
  for (const why of wrong) console.log(`       ${why}`);
}
process.exit(failed ? 1 : 0);
