/** What may be asked about the past: pages and curves of bounded size. Errors are `input/…` codes that name the field. */
import * as v from 'valibot';
import type { Validators } from '../../foundation/port/contract.ts';
import { finite, integer, line, longest, oneOf, runId, validator } from './input-rules.ts';
import type { RunQuestions } from './station-api.ts';

/** Verdicts by which runs can be looked for; the last two are of runs without an end. */
const searchedVerdicts = ['PASS', 'FAIL', 'INCONCLUSIVE', 'STOPPED', 'INTERRUPTED', 'RUNNING'] as const;

/** Lines of one page, and buckets of one curve: no screen is wider. */
const mostRows = 1_000;
const mostBuckets = 20_000;
/** Longest soak that is drawn, milliseconds: a year. */
const longestSoakMs = 366 * 86_400_000;

/** Typed by a person letter by letter: empty is fine, and what cannot be seen finds nothing. */
const searchText = v.pipe(v.string('input/not-text'), v.maxLength(longest.key, 'input/too-long'));
const soakTime = finite(-longestSoakMs, longestSoakMs);

export const historyValidators: Validators<RunQuestions> = {
  'run/series': validator(v.strictObject({ run: runId() })),
  'run/span': validator(
    v.strictObject({
      run: runId(),
      series: line(2 * longest.key),
      fromMs: soakTime,
      toMs: soakTime,
      buckets: integer(1, mostBuckets),
    }),
  ),
  'run/export': validator(v.strictObject({ run: runId(), format: oneOf(['json', 'csv']) })),
  'history/search': validator(
    v.strictObject({
      text: searchText,
      verdict: v.exactOptional(oneOf(searchedVerdicts)),
      procedure: v.exactOptional(line(longest.key)),
      operator: v.exactOptional(line()),
      from: integer(0, Number.MAX_SAFE_INTEGER),
      count: integer(1, mostRows),
    }),
  ),
  'history/units': validator(v.strictObject({ text: searchText, count: integer(1, mostRows) })),
  'history/trend': validator(
    v.strictObject({ procedure: line(longest.key), key: line(longest.key), serial: v.exactOptional(line()) }),
  ),
};
