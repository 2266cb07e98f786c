/** The one test command: what the machine lacks, build, format, lint, import directions, types, tests; ends with a count. */
import { spawn } from 'node:child_process';
import { endWith, runTests } from './counted-tests.mjs';
import { ensureDebianPackages } from './debian-packages.mjs';

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

const args = process.argv.slice(2);
const tests = await runTests({ reporter: 'default', results: '.cache/test-results.json', args });
const failedChecks = checks.filter((ok) => !ok).length;
if (failedChecks > 0) console.log(`failed: ${failedChecks} of the checks before the tests, told above`);
endWith({
  passed: tests.passed + checks.length - failedChecks,
  failed: tests.failed + failedChecks,
  skipped: tests.skipped,
});
