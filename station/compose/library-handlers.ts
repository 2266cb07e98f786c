/** The `procedure/*` verbs: the library as it is declared, its versions, and what check and rehearsal say of them. */
import { readFileSync } from 'node:fs';
import { type ProcedureName, scenarios } from '../../drivers/simulated-unit/scenarios.ts';
import type { Clock } from '../../foundation/clock/clock.ts';
import { CodedError } from '../../foundation/failure.ts';
import type { Handlers } from '../../foundation/port/contract.ts';
import type { ProcedureDetails } from '../api/procedures.ts';
import type { ProcedureSummary, StationApi } from '../api/station-api.ts';
import { differenceOf } from '../library/difference.ts';
import { LibraryJobs } from '../library/jobs.ts';
import { versionByHash, versionsOf } from '../library/versions.ts';
import { declaredMeasures } from '../runs/declared.ts';
import type { BuiltBundle } from '../runs/script/bundle.ts';
import type { Database } from '../store/database.ts';
import { builtFile } from './bench-host-for.ts';
import type { EventHub } from './event-hub.ts';
import { bundleByName, procedureFile, shippedProcedures } from './library.ts';

/** The compiler reads a few files; a rehearsal is a second; hundreds of them are minutes. Real milliseconds. */
const deadlines = { check: 120_000, rehearsal: 180_000, faults: 60 * 60_000 } as const;

type ProcedureVerb = Extract<keyof StationApi, `procedure/${string}`>;

export interface LibraryParts {
  readonly database: Database;
  readonly events: EventHub;
  readonly clock: Clock;
}

export interface LibraryDesk {
  readonly handlers: Handlers<Pick<StationApi, ProcedureVerb>>;
  /** Ends what is being checked or rehearsed. */
  close(): void;
}

export function libraryDesk({ database, events, clock }: LibraryParts): LibraryDesk {
  const jobs = new LibraryJobs(clock, () => builtFile('library-worker.mjs'));
  const library = () => Promise.all(shippedProcedures().map(bundleByName));
  const version = (hash: string) => versionByHash(database, hash, library);
  let checks = 0;
  return {
    close: () => jobs.close(),
    handlers: {
      'procedure/list': async () => (await library()).map(summaryOf),
      'procedure/show': async ({ id }) => detailsOf(await bundleByName(id), readFileSync(procedureFile(id), 'utf8')),
      'procedure/versions': async ({ id }) => {
        const current = shippedProcedures().includes(id) ? await bundleByName(id) : undefined;
        const versions = versionsOf(database, id, current);
        if (versions.length === 0)
          throw new CodedError('procedure/unknown', {
            procedure: id.slice(0, 200),
            known: shippedProcedures().join(', '),
          });
        return versions;
      },
      'procedure/difference': async ({ before, after }) => differenceOf(await version(before), await version(after)),
      'procedure/check': async ({ id }) => {
        const task = { kind: 'check', file: procedureFile(id) } as const;
        checks += 1;
        // No name that a caller may give begins with a space.
        const answer = await jobs.run({ job: ` check ${checks}`, task, deadlineMs: deadlines.check });
        return answer.kind === 'checked' ? answer.findings : [];
      },
      'procedure/rehearse': async ({ id, scenario, faults, job }) => {
        if (!scenarios.some(({ name }) => name === scenario))
          throw new CodedError('unit/unknown-scenario', { scenario });
        const { code, hash, declared } = await bundleByName(id);
        const answer = await jobs.run({
          job,
          task: { kind: 'rehearse', bundle: { code, hash, declared }, scenario, faults },
          deadlineMs: faults ? deadlines.faults : deadlines.rehearsal,
          onProgress: (done, total) => events.tell('rehearsal', { job, done, total }),
        });
        if (answer.kind !== 'rehearsed') throw new CodedError('rehearsal/thread-lost', { why: answer.kind });
        return answer.report;
      },
      'procedure/cancel-rehearsal': ({ job }) => {
        jobs.cancel(job);
        return {};
      },
    },
  };
}

function summaryOf({ declared, hash }: BuiltBundle): ProcedureSummary {
  const { id, version, title } = declared;
  return { id, version, title, hash, needs: capabilitiesOf(declared), measures: declaredMeasures(declared) };
}

function detailsOf(bundle: BuiltBundle, source: string): ProcedureDetails {
  const { prompts, stages, findings } = bundle.declared;
  const { id } = bundle.declared;
  return {
    ...summaryOf(bundle),
    prompts: Object.entries(prompts).map(([key, { kind, text }]) => ({ key, kind, text })),
    stages: Object.entries(stages).map(([name, title]) => ({ name, title })),
    findings,
    source,
    scenarios: scenarios.map(({ name, describes, expected }) => ({
      name,
      describes,
      expected: expected[id as ProcedureName] ?? null,
    })),
  };
}

function capabilitiesOf({ needs }: BuiltBundle['declared']): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(needs).map(([role, { capability }]) => [role, capability]));
}
