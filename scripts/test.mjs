/** The one test command: what the machine lacks, build, format, lint, import directions, types, tests; ends with a count. */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { ensureDebianPackages } from './debian-packages.mjs';

const results = '.cache/test-results.json';
const run = (name, command, args) =>
  new Promise((resolve) => {
    const began = Date.now();
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], shell: false });
    let output = '';
    child.stdout.on('data', (data) => (output += data));
    child.stderr.on('data', (data) => (output += data));
    child.on('close', (code) => {
      const seconds = ((Date.now() - began) / 1000).toFixed(1);
      console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
      if (code !== 0) console.log(output);
      resolve(code === 0);
    });
  });
const bin = (name) => `node_modules/.bin/${name}`;
const rooms = ['foundation', 'drivers', 'procedures', 'station', 'renderer', 'electron', 'test'];

mkdirSync('.cache', { recursive: true });
rmSync(results, { force: true });
ensureDebianPackages();

const checks = [await run('build', process.execPath, ['scripts/build.mjs'])];
const [types, ...rest] = await Promise.all([
  run('types, layer by layer', bin('tsc'), ['-b']),
  run('format and lint', bin('biome'), ['check', '--error-on-warnings', '.']).then(async (ok) => [
    ok,
    await run('import directions', bin('depcruise'), ['--config', '.dependency-cruiser.cjs', ...rooms]),
  ]),
]);
checks.push(types, ...rest.flat());

const only = process.argv.slice(2);
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
await new Promise((resolve) => {
  spawn(bin('vitest'), ['run', ...reporters, ...only], { stdio: 'inherit' }).on('close', resolve);
});

let report = { numPassedTests: 0, numFailedTests: 1, numPendingTests: 0, testResults: [] };
try {
  report = JSON.parse(readFileSync(results, 'utf8'));
} catch {
  console.log('The test runner left no results.');
}
// A file that does not even load has no failed test of its own.
const broken = report.testResults.filter(
  (file) => file.status === 'failed' && file.assertionResults.every((one) => one.status !== 'failed'),
).length;
const failedChecks = checks.filter((ok) => !ok).length;
for (const file of report.testResults)
  for (const one of file.assertionResults)
    if (one.status === 'pending' || one.status === 'skipped') console.log(`skipped: ${one.fullName}`);
const passed = report.numPassedTests + checks.length - failedChecks;
const failed = report.numFailedTests + broken + failedChecks;
const skipped = report.numPendingTests;
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(failed === 0 ? 0 : 1);
