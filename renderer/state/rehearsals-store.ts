/**
 * Rehearsals of this page. Guarantees: one at a time for each procedure; it goes on while the person looks at other
 * screens; what the station tells of a job of someone else changes nothing here.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Failure, failureOf } from '../../foundation/failure.ts';
import type { RehearsalReport } from '../../station/api/procedures.ts';
import type { StationLink } from '../shell/station-link.ts';

export interface Rehearsal {
  readonly job: string;
  readonly scenario: string;
  readonly faults: boolean;
  readonly going: boolean;
  /** Null until the first news. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly report: RehearsalReport | null;
  readonly failure: Failure | null;
}

export interface RehearsalsState {
  /** By procedure: the one that goes on, or the last. */
  readonly rehearsals: Readonly<Record<string, Rehearsal>>;
}

export interface RehearsalsStore extends StoreApi<RehearsalsState> {
  start(procedure: string, scenario: string, faults: boolean): Promise<void>;
  cancel(procedure: string): Promise<void>;
}

let jobs = 0;

export function rehearsalsStore(link: StationLink): RehearsalsStore {
  const store = createStore<RehearsalsState>(() => ({ rehearsals: {} }));
  const change = (procedure: string, job: string, next: Partial<Rehearsal>) => {
    const before = store.getState().rehearsals[procedure];
    if (before?.job !== job) return;
    store.setState(({ rehearsals }) => ({ rehearsals: { ...rehearsals, [procedure]: { ...before, ...next } } }));
  };
  link.on('rehearsal', ({ job, done, total }) => {
    for (const procedure of Object.keys(store.getState().rehearsals))
      change(procedure, job, { progress: { done, total } });
  });
  const start = async (procedure: string, scenario: string, faults: boolean) => {
    if (store.getState().rehearsals[procedure]?.going === true) return;
    jobs += 1;
    // Other windows of this station have jobs as well.
    const job = `page-${Date.now().toString(36)}-${jobs}`;
    const begun: Rehearsal = { job, scenario, faults, going: true, progress: null, report: null, failure: null };
    store.setState(({ rehearsals }) => ({ rehearsals: { ...rehearsals, [procedure]: begun } }));
    try {
      const report = await link.call('procedure/rehearse', { id: procedure, scenario, faults, job });
      change(procedure, job, { going: false, report });
    } catch (error) {
      change(procedure, job, { going: false, failure: failureOf(error) });
    }
  };
  const cancel = async (procedure: string) => {
    const present = store.getState().rehearsals[procedure];
    if (present?.going !== true) return;
    // Whether it could be cancelled is told by the rehearsal itself, which fails then.
    await link.call('procedure/cancel-rehearsal', { job: present.job }).catch(() => undefined);
  };
  return { ...store, start, cancel };
}
