/**
 * `busy-day.mjs HOURS SECONDS SEED`: sixteen phones and eight instruments for so many virtual hours, a sample of every
 * watched phone each SECONDS. Prints the figures, the last line as JSON; ends with 1 if anything was wrong or memory grew.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleProcedure } from '../../station/runs/script/bundle.ts';
import { report } from '../benchmarks/figures.ts';
import { BusyBench } from '../support/busy-day/busy-bench.ts';
import { BusyDay, leftBehind } from '../support/busy-day/day.ts';

const [hours = 24, seconds = 5, seed = 1] = process.argv.slice(2).map(Number);
const phones = 16;
/** Between the end of the second hour and the last full hour. */
const mostGrownMiB = 6;
const hourMs = 3_600_000;
const mebibyte = 1024 * 1024;

const { gc } = globalThis as { readonly gc?: () => void };
if (gc === undefined) throw new Error('start this with --expose-gc');

/** Beside the built program is the checkout, two folders up. */
const here = path.dirname(fileURLToPath(import.meta.url));
const bundle = await bundleProcedure(path.resolve(here, '../../test/support/busy-day/bay-work.ts'));
const bench = new BusyBench(bundle, phones, seed % 90);
const day = new BusyDay(bench, { hours, seconds, seed });
const memory: { readonly hour: number; readonly heapMiB: number; readonly rssMiB: number }[] = [];
for (let hour = 1; hour <= hours; hour += 1) bench.clock.after(hour * hourMs, () => noteMemory(hour));

const began = performance.now();
const figures = await day.pass();
const wallSeconds = (performance.now() - began) / 1000;
const wrong = [...figures.wrong, ...leftBehind(bench)];
const grownMiB = (memory.at(-1)?.heapMiB ?? 0) - (memory[1]?.heapMiB ?? 0);
if (grownMiB > mostGrownMiB) wrong.push(`the heap grew by ${grownMiB.toFixed(1)} MiB after the second hour`);
bench.close();
for (const why of wrong.slice(0, 50)) console.log(`       ${why}`);
report({
  hours,
  seconds,
  phones,
  ...figures,
  wrong: wrong.slice(0, 50),
  wrongs: wrong.length,
  grownMiB,
  memory,
  wallSeconds,
});
process.exitCode = wrong.length > 0 ? 1 : 0;

function noteMemory(hour: number): void {
  for (let time = 0; time < 3; time += 1) gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  const [heapMiB, rssMiB] = [heapUsed / mebibyte, rss / mebibyte];
  memory.push({ hour, heapMiB, rssMiB });
  const { runs, samples, wrong } = day.figures;
  const counts = `${runs} runs, ${samples} samples, ${wrong.length} wrong`;
  console.log(`hour ${hour}: ${counts}, heap ${heapMiB.toFixed(1)} MiB, resident ${rssMiB.toFixed(0)} MiB`);
  if (wrong.length > 0) console.log(`       ${wrong.at(-1)}`);
}
