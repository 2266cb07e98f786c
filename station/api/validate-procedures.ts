/** What may be asked about procedures. Errors are `input/…` codes that name the field. */
import * as v from 'valibot';
import type { Validators } from '../../foundation/port/contract.ts';
import { filePath, line, longest, validator } from './input-rules.ts';
import type { ProcedureQuestions } from './station-api.ts';

const oneProcedure = v.strictObject({ id: filePath() });
/** SHA-256 of a bundle. */
const hash = v.pipe(v.string('input/not-text'), v.regex(/^[0-9a-f]{64}$/, 'input/hash'));
const job = line(longest.key);

export const procedureValidators: Validators<ProcedureQuestions> = {
  'procedure/show': validator(oneProcedure),
  'procedure/versions': validator(oneProcedure),
  'procedure/difference': validator(v.strictObject({ before: hash, after: hash })),
  'procedure/check': validator(oneProcedure),
  'procedure/rehearse': validator(
    v.strictObject({ id: filePath(), scenario: line(), faults: v.boolean('input/invalid'), job }),
  ),
  'procedure/cancel-rehearsal': validator(v.strictObject({ job })),
};
