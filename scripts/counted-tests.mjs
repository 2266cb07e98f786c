/** Runs the test runner and counts what came of it, so that every command of this repository ends with the same line. */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

/**
 * Resolves with the counts when it has ended. `reporter`: the runner's name for how much it prints meanwhile; `results`: the
 * file its results go to.
 */
export async function runTests({ reporter, results, args }) {
  mkdirSync(path.dirname(results), { recursive: true });
  rmSync(results, { force: true });
  const reporters = [`--reporter=${reporter}`, '--reporter=json', `--outputFile.json=${results}`];
  const code = await new Promise((resolve) => {
    const child = spawn('node_modules/.bin/vitest', ['run', ...reporters, ...args], { stdio: 'inherit' });
    child.on('error', () => resolve(1));
    child.on('close', resolve);
  });
  return countsOf(results, code);
}

function countsOf(results, code) {
  let report;
  try {
    report = JSON.parse(readFileSync(results, 'utf8'));
  } catch {
    console.log('The test runner left no results.');
    return { passed: 0, failed: 1, skipped: 0 };
  }
  // A file that does not even load has no failed test of its own.
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((one) => one.status !== 'failed'),
  );
  for (const file of report.testResults)
    for (const one of file.assertionResults) {
      if (one.status === 'pending' || one.status === 'skipped') console.log(`skipped: ${one.fullName}`);
      if (one.status === 'failed') tellFailure(file, one.fullName, one.failureMessages.join('\n'));
    }
  for (const file of broken) tellFailure(file, 'does not load, or fails outside of its tests', file.message ?? '');
  const failed = report.numFailedTests + broken.length;
  // Something went wrong outside of every test, which the runner has told.
  const outside = failed === 0 && code !== 0 ? 1 : 0;
  return { passed: report.numPassedTests, failed: failed + outside, skipped: report.numPendingTests };
}

/** Again at the end, and in few lines: of a long output the end is what is kept. */
function tellFailure(file, name, message) {
  const [first = '', ...rest] = message.split('\n').filter((line) => line.trim() !== '');
  const where = rest.find((line) => line.includes('.test.ts')) ?? '';
  console.log(`failed: ${path.relative('.', file.name)} > ${name}: ${first.trim().slice(0, 400)} ${where.trim()}`);
}

/** The last line of the command, and its exit code. */
export function endWith({ passed, failed, skipped }) {
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  process.exit(failed === 0 ? 0 : 1);
}
