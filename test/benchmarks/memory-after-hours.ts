/**
 * Resident memory after a soak of so many virtual hours, with everything that belongs to a rehearsal and the store of a
 * real run. One soak a process: the program that compares starts one for each length, with `--expose-gc`.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { RehearsalStage } from '../../station/compose/rehearsal.ts';
import { bundleProcedure } from '../../station/runs/script/bundle.ts';
import { report } from './figures.ts';
import { temporaryStation } from './temporary-station.ts';

const hours = Number(process.argv[2] ?? 1);
/** Beside the built benchmark is the checkout, two folders up. */
const file = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../test/benchmarks/soak-of-hours.ts');
const { gc } = globalThis as { readonly gc?: () => void };
if (gc === undefined) throw new Error('start this with --expose-gc');

const mebibyte = 1024 * 1024;
const bundle = await bundleProcedure(file);
const station = temporaryStation(bundle);
const run = station.addRun();
let samples = 0;
let figures: object | undefined;
const answers = { 'plug-charger': true, hours };
const onEntry = ({ kind }: { readonly kind: string }) => {
  if (kind === 'sample') samples += 1;
  // While the run still holds all it has ever kept; afterwards even a leak would be gone with it.
  if (kind === 'soak.end') figures = memoryNow();
};
const stage = new RehearsalStage({ bundle, answers, onEntry });
const began = performance.now();
await stage.clock.run(stage.execute(run, station.journals));
const wallMs = performance.now() - began;
if (samples !== hours * 720 + 1) throw new Error(`${samples} samples in ${hours} hours`);

report({ hours, samples, wallMs, ...figures, timersKept: stage.clock.kept });
station.close();

function memoryNow(): object {
  // The first collection may leave what finalizers and freed pages give back in the next.
  for (let time = 0; time < 3; time += 1) gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  return { rssMiB: rss / mebibyte, heapMiB: heapUsed / mebibyte, externalMiB: external / mebibyte };
}
