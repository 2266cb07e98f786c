/** Rehearsals of this station's library, for the command. */
import { bundleByName } from '../compose/library.ts';
import { rehearse } from '../compose/rehearsal.ts';
import { faultTable } from '../rehearsal/fault-table.ts';
import type { Rehearsals } from './rehearsals.ts';

export const stationRehearsals: Rehearsals = {
  async rehearse({ procedure, ...circumstances }, onEntry) {
    const bundle = await bundleByName(procedure);
    const { record } = await rehearse({ ...circumstances, bundle, onEntry });
    return { record, declared: bundle.declared };
  },
  async rehearseFaults({ procedure, ...circumstances }, onOutcome) {
    const bundle = await bundleByName(procedure);
    await faultTable({ rehearsal: { ...circumstances, bundle }, onOutcome });
    return bundle.declared;
  },
};
