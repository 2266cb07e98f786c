/**
 * `wrong-readings.mjs READS SEED [ID …]`: every driver of the catalogue and the other models of them, so many reads under each
 * fault that damages bytes, opened again whenever the line was given up. Prints how they went; ends with 1 when a single
 * reading was wrong, or when a driver gave no right one at all.
 */
import { catalogue } from '../../drivers/catalogue.ts';
import { Bench, readManyUnder, rights, wrongs } from '../../drivers/conformance/conformance.ts';
import { otherModels } from '../../drivers/conformance/models.ts';
import type { Driver } from '../../drivers/contract/driver.ts';
import type { FaultName } from '../../drivers/contract/fault.ts';

const [reads = 5_000, seed = 1] = process.argv.slice(2).map(Number);
const only = process.argv.slice(4);
const faults: readonly FaultName[] = ['byte-loss', 'garbage', 'late-answer'];
/** A bench is used for so many reads; then a fresh one with another seed takes over. */
const batch = 250;
const mostShown = 5;

const kinds: readonly { readonly driver: Driver; readonly name: string; readonly model?: string }[] = [
  ...catalogue.filter(({ link }) => link === 'bytes').map((driver) => ({ driver, name: driver.manifest.id })),
  ...otherModels,
];

let failed = false;
for (const { driver, name, model } of kinds) {
  if (only.length > 0 && !only.includes(driver.manifest.id)) continue;
  let right = 0;
  const wrong: string[] = [];
  for (const fault of faults) {
    for (let done = 0; done < reads; done += batch) {
      const benchSeed = seed + done;
      // A scope's capture is dozens of answers; with every thirtieth byte gone it never comes whole.
      const isRare = driver.manifest.capability === 'Oscilloscope' && (done / batch) % 2 === 1;
      const options = { seed: benchSeed, ...(isRare ? { damagePart: 0.05 } : {}) };
      const bench = new Bench(driver, model === undefined ? options : { ...options, model });
      await bench.open();
      const outcomes = await readManyUnder(bench, fault, 0, Math.min(batch, reads - done));
      right += rights(outcomes);
      wrong.push(...wrongs(outcomes).map((why) => `${fault}, seed ${benchSeed}: ${why}`));
    }
  }
  const isBad = wrong.length > 0 || right === 0;
  failed ||= isBad;
  const share = ((100 * right) / (reads * faults.length)).toFixed(1);
  console.log(`${isBad ? 'FAILED' : 'ok    '} ${name}: ${wrong.length} wrong, ${share} % right`);
  for (const why of wrong.slice(0, mostShown)) console.log(`       ${why}`);
}
process.exit(failed ? 1 : 0);
