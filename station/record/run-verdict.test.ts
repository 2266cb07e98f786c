/** The verdict of a run, from those of its measurements and what else has happened. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DeclaredMeasure } from '../../foundation/measurement/declaration.ts';
import { type MeasureVerdict, type RunEvidence, runVerdict } from './verdict.ts';

const seed = 20260105;
const declared: DeclaredMeasure = {
  key: 'voltage',
  title: { 'zh-CN': '电压', 'zh-TW': '電壓', en: 'Voltage' },
  unit: 'V',
  limits: { lo: 3.5, hi: 4.4 },
  rule: 'simple',
  infoOnly: false,
  optional: false,
};
const evidence = (verdicts: readonly MeasureVerdict[], more: Partial<RunEvidence> = {}): RunEvidence => ({
  stopped: false,
  faults: 0,
  undecided: false,
  completed: true,
  measures: verdicts.map((verdict) => ({ declared, verdict })),
  ...more,
});

it.each<[string, RunEvidence, string]>([
  ['everything passed', evidence(['PASS', 'INFO', 'PASS']), 'PASS'],
  ['one failed', evidence(['PASS', 'FAIL']), 'FAIL'],
  ['one failed and another could not be decided', evidence(['FAIL', 'INCONCLUSIVE']), 'FAIL'],
  ['a fault of the unit was found', evidence(['PASS'], { faults: 1 }), 'FAIL'],
  ['one passed only within its guard band', evidence(['PASS', 'CONDITIONAL_PASS']), 'INCONCLUSIVE'],
  ['one failed only within its guard band', evidence(['PASS', 'CONDITIONAL_FAIL']), 'INCONCLUSIVE'],
  ['one could not be decided', evidence(['PASS', 'INCONCLUSIVE']), 'INCONCLUSIVE'],
  ['the procedure could not decide', evidence(['PASS'], { undecided: true }), 'INCONCLUSIVE'],
  ['the script did not come to its end', evidence(['PASS'], { completed: false }), 'INCONCLUSIVE'],
  ['nobody took a required measurement', evidence(['PASS', 'UNSET']), 'FAIL'],
  ['nobody took it and the script broke', evidence(['PASS', 'UNSET'], { completed: false }), 'INCONCLUSIVE'],
  ['nothing was declared at all', evidence([]), 'FAIL'],
  ['there was only information, and nothing to judge', evidence(['INFO']), 'FAIL'],
  ['somebody stopped it after a failure', evidence(['FAIL'], { stopped: true }), 'STOPPED'],
  ['somebody stopped it when all had passed', evidence(['PASS'], { stopped: true }), 'STOPPED'],
])('the verdict of a run in which %s', (_situation, given, verdict) => {
  expect(runVerdict(given)).toBe(verdict);
});

it('an optional measurement that the unit cannot give does not fail a run, one that is bad does', () => {
  const optional = (verdict: MeasureVerdict) => ({ declared: { ...declared, optional: true }, verdict });
  const required = { declared, verdict: 'PASS' as const };
  expect(runVerdict(evidence([], { measures: [required, optional('UNSET')] }))).toBe('PASS');
  expect(runVerdict(evidence([], { measures: [required, optional('FAIL')] }))).toBe('FAIL');
  expect(runVerdict(evidence([], { measures: [optional('UNSET')] }))).toBe('FAIL');
});

it('a run is PASS only when it came to its end, nobody doubted, and every measurement is good', () => {
  const all: MeasureVerdict[] = [
    'PASS',
    'CONDITIONAL_PASS',
    'CONDITIONAL_FAIL',
    'FAIL',
    'INCONCLUSIVE',
    'UNSET',
    'INFO',
  ];
  const run = fc.record({
    stopped: fc.boolean(),
    faults: fc.nat(1),
    undecided: fc.boolean(),
    completed: fc.boolean(),
    measures: fc.array(fc.record({ declared: fc.constant(declared), verdict: fc.constantFrom(...all) }), {
      maxLength: 3,
    }),
  });
  fc.assert(
    fc.property(run, (given) => {
      const clean = !given.stopped && given.faults === 0 && !given.undecided && given.completed;
      const verdicts = given.measures.map(({ verdict }) => verdict);
      const good = verdicts.includes('PASS') && verdicts.every((verdict) => /^(PASS|INFO)$/.test(verdict));
      return (runVerdict(given) === 'PASS') === (clean && good);
    }),
    { seed, numRuns: 2_000 },
  );
});
