/**
 * How long a rehearsed soak takes: wall time and processor time of whole rehearsals on virtual time, loading of the
 * script's engine included, bundling of the procedure not (it happens once a process and is timed on its own).
 */

import { bundleByName } from '../../station/compose/library.ts';
import { rehearse } from '../../station/compose/rehearsal.ts';
import { openModuleLane } from '../../station/runs/script/module-lane.ts';
import { openInlineLane } from '../../station/runs/script/quickjs-lane-inline.ts';
import { answersFor, median, report } from './figures.ts';

const [procedure = 'video-soak', lane = 'quickjs', times = '7'] = process.argv.slice(2);
const beganBundle = performance.now();
const bundle = await bundleByName(procedure);
const bundleMs = performance.now() - beganBundle;
const openLane = lane === 'quickjs' ? openInlineLane : async () => openModuleLane(bundle);

const wallMs: number[] = [];
const userMs: number[] = [];
let entries = 0;
let virtualMs = 0;
let verdict = '';
for (let time = 0; time < Number(times); time += 1) {
  const cpu = process.cpuUsage();
  const began = performance.now();
  const rehearsed = await rehearse({ bundle, answers: answersFor(procedure), openLane });
  wallMs.push(performance.now() - began);
  const used = process.cpuUsage(cpu);
  userMs.push((used.user + used.system) / 1000);
  entries = rehearsed.entries.length;
  virtualMs = rehearsed.clock.now();
  verdict = rehearsed.record.verdict;
}
report({
  procedure,
  lane,
  times: wallMs.length,
  bundleMs,
  firstWallMs: wallMs[0] ?? 0,
  medianWallMs: median(wallMs),
  firstProcessorMs: userMs[0] ?? 0,
  medianProcessorMs: median(userMs),
  leastProcessorMs: Math.min(...userMs),
  entries,
  virtualMs,
  verdict,
});
