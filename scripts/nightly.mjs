/**
 * `node scripts/nightly.mjs [NAME …]`: what is too long for every `npm test`. OHMSTEAD_SEED repeats a night (another seed
 * otherwise, printed first), OHMSTEAD_INPUTS, OHMSTEAD_READS and OHMSTEAD_HOURS make it shorter. Ends with 1 if anything was wrong.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { bundleTestPrograms } from './test-programs.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = `${root}.cache/nightly`;
const seed = Number(process.env.OHMSTEAD_SEED ?? Date.now() % 1_000_000_000);
const inputs = Number(process.env.OHMSTEAD_INPUTS ?? 10_000_000);
const reads = Number(process.env.OHMSTEAD_READS ?? 5_000);
const hours = Number(process.env.OHMSTEAD_HOURS ?? 24);

/** Arguments for `test/nightly/NAME.ts`. */
const entries = {
  'fuzz-decoders': [inputs, seed],
  'wrong-readings': [reads, seed],
  'busy-day': [hours, 5, seed],
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in entries));
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}; there are: ${Object.keys(entries).join(', ')}`);
  process.exit(64);
}

function run(name, args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--expose-gc', `${folder}/${name}.mjs`, ...args.map(String)], {
      cwd: root,
      stdio: 'inherit',
    });
    child.on('close', (code) => resolve(code === 0));
  });
}

const programs = Object.fromEntries(Object.keys(entries).map((name) => [name, `test/nightly/${name}.ts`]));
await bundleTestPrograms(root, folder, programs);

console.log(`seed ${seed}`);
let ok = true;
for (const [name, args] of Object.entries(entries)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const began = Date.now();
  const went = await run(name, args);
  ok &&= went;
  console.log(`${went ? 'ok    ' : 'FAILED'} ${name} (${((Date.now() - began) / 1000).toFixed(0)} s, seed ${seed})`);
}
process.exit(ok ? 0 : 1);
