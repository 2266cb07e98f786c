/**
 * The thread of long work: procedures are checked and rehearsed here, and whole stores are looked through, so that the
 * compiler, hundreds of virtual hours and gigabytes never stand in the way of a run. One task, one answer; the thread may be ended at any time, it owns nothing.
 */
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { failureOf } from '../../foundation/failure.ts';
import type { CheckFinding, FaultOutcome, RehearsalReport } from '../api/procedures.ts';
import type { FaultOutcome as RehearsedFault } from '../rehearsal/fault-case.ts';
import type { StoreInspection } from '../store/inspect-store.ts';
import type { WorkerAnswer, WorkerTask } from './worker-task.ts';

/** The same every time, so that two people see the same table. */
const seed = 1;

const tell = (answer: WorkerAnswer) => parentPort?.postMessage(answer);

async function work(task: WorkerTask): Promise<WorkerAnswer> {
  if (task.kind === 'check') return { kind: 'checked', findings: await check(task.file) };
  if (task.kind === 'inspect') return { kind: 'inspected', inspection: await inspect(task.file) };
  return { kind: 'rehearsed', report: await report(task) };
}

/** Each task loads what it needs: a look at a store shall not wait for the simulated bench and its instruments. */
async function inspect(file: string): Promise<StoreInspection> {
  const { inspectStore } = await import('../store/inspect-store.ts');
  return inspectStore(file);
}

/** The compiler is loaded only where it is wanted: it costs a second and a hundred megabytes. */
async function check(file: string): Promise<CheckFinding[]> {
  const { checkProcedure } = await import('../runs/script/check.ts');
  const { findings } = await checkProcedure(file);
  return findings.map(({ file: where, line, column, code, params }) => ({
    file: path.relative(path.dirname(file), where),
    line,
    column,
    failure: { code, params },
  }));
}

async function report(task: Extract<WorkerTask, { kind: 'rehearse' }>): Promise<RehearsalReport> {
  const { rehearse } = await import('../compose/rehearsal.ts');
  const began = performance.now();
  const rehearsal = { bundle: task.bundle, scenario: task.scenario, seed };
  const { record, clock } = await rehearse(rehearsal);
  const outcomes: FaultOutcome[] = [];
  if (task.faults) {
    const { faultTable } = await import('../rehearsal/fault-table.ts');
    await faultTable({
      rehearsal,
      onOutcome(outcome, done, total) {
        outcomes.push(faultOutcome(outcome));
        tell({ kind: 'progress', done, total });
      },
    });
  }
  return {
    verdict: record.verdict,
    reasons: record.reasons,
    virtualMs: clock.now(),
    realMs: Math.round(performance.now() - began),
    measures: record.measures.map(({ key, value, unit, resolution, verdict }) => ({
      key,
      value,
      unit,
      ...(resolution === undefined ? {} : { resolution }),
      verdict,
    })),
    outcomes,
  };
}

function faultOutcome(outcome: RehearsedFault): FaultOutcome {
  const { instrument, fault, step, lasting, verdict, reason, passedByAbsence, blamedTheUnit } = outcome;
  return {
    role: instrument,
    fault,
    step,
    lasting: lasting ? 'for-ever' : 'minute',
    verdict,
    reason,
    passedByAbsence,
    blamedUnit: blamedTheUnit,
  };
}

work(workerData as WorkerTask).then(tell, (error: unknown) => tell({ kind: 'failed', failure: failureOf(error) }));
