/** What may be asked about captured waveforms: stretches of bounded size. */
import * as v from 'valibot';
import type { Validators } from '../../foundation/port/contract.ts';
import { integer, runId, validator } from './input-rules.ts';
import type { WaveformQuestions } from './station-api.ts';

/** No screen is wider, and no oscilloscope's memory longer. */
const mostColumns = 20_000;
const mostSamples = 2 ** 40;

export const waveformValidators: Validators<WaveformQuestions> = {
  'run/waveforms': validator(v.strictObject({ run: runId() })),
  'run/waveform': validator(
    v.strictObject({
      run: runId(),
      entry: integer(0, Number.MAX_SAFE_INTEGER),
      from: integer(0, mostSamples),
      to: integer(0, mostSamples),
      columns: integer(1, mostColumns),
    }),
  ),
};
