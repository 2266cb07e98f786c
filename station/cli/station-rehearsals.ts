/** Rehearsals of this station's library, for the command. */
import { bundleByName } from '../compose/library.ts';
import { rehearse } from '../compose/rehearsal.ts';
import { faultTable } from '../rehearsal/fault-table.ts';
import { checkPreparedAnswers } from '../runs/prompts.ts';
import type { RehearsalRequest, Rehearsals } from './rehearsals.ts';

export const stationRehearsals: Rehearsals = {
  async rehearse({ procedure, ...circumstances }, onEntry) {
    const bundle = await rehearsable(procedure, circumstances.answers);
    const { record } = await rehearse({ ...circumstances, bundle, onEntry });
    return { record, declared: bundle.declared };
  },
  async rehearseFaults({ procedure, ...circumstances }, onOutcome) {
    const bundle = await rehearsable(procedure, circumstances.answers);
    await faultTable({ rehearsal: { ...circumstances, bundle }, onOutcome });
    return bundle.declared;
  },
};

async function rehearsable(procedure: string, answers: RehearsalRequest['answers']) {
  const bundle = await bundleByName(procedure);
  checkPreparedAnswers(bundle.declared.prompts, answers);
  return bundle;
}
