/** The steps of a run for people: what the procedure says will come, filled with what the record says has come. Pure. */
import type { Texts } from '../../foundation/measurement/declaration.ts';
import type { RunRecord, StepRecord } from '../../station/record/record.ts';

export type StepRowState = StepRecord['state'] | 'waiting' | 'not-reached';

export interface StepRow {
  readonly id: string;
  readonly name: string;
  /** Null where the procedure gives none. */
  readonly title: Texts | null;
  readonly state: StepRowState;
  readonly step: StepRecord | null;
}

export type Stage = { readonly name: string; readonly title: Texts };

/**
 * Declared stages in their order; a step that nobody declared stands after the one it came behind. Before a run has
 * ended what has not come is waiting, afterwards it was not reached.
 */
export function stepRows(record: Pick<RunRecord, 'steps' | 'stoppedWall'>, stages: readonly Stage[]): StepRow[] {
  const rows: StepRow[] = [];
  const left = [...stages];
  const absent = record.stoppedWall === undefined ? 'waiting' : 'not-reached';
  const waiting = (stage: Stage): StepRow => ({ id: `stage ${stage.name}`, ...stage, state: absent, step: null });
  for (const [index, step] of record.steps.entries()) {
    const declared = left.findIndex(({ name }) => name === step.name);
    // A stage that was passed over is told where it would have stood.
    if (declared >= 0) rows.push(...left.splice(0, declared).map(waiting));
    const stage = declared >= 0 ? left.shift() : stages.find(({ name }) => name === step.name);
    rows.push({ id: `${index} ${step.kind}`, name: step.name, title: stage?.title ?? null, state: step.state, step });
  }
  return [...rows, ...left.map(waiting)];
}

/** Steps that are over, of all that are known; a running soak counts for what it has done. */
export function progressOf(rows: readonly StepRow[]): number {
  if (rows.length === 0) return 0;
  const done = rows.reduce((sum, { state, step }) => {
    if (state === 'running' && step?.kind === 'soak' && step.plannedMs !== undefined && step.plannedMs > 0)
      return sum + Math.min(1, (step.activeMs ?? 0) / step.plannedMs);
    return sum + (state === 'done' || state === 'failed' || state === 'undone' ? 1 : 0);
  }, 0);
  return done / rows.length;
}

/** The row a person looks for: the one that runs now, the newest of several; else the last that came. */
export function presentRow(rows: readonly StepRow[]): number {
  const last = (fits: (row: StepRow) => boolean) => rows.reduce((found, row, index) => (fits(row) ? index : found), -1);
  const running = last(({ state }) => state === 'running');
  return running >= 0 ? running : last(({ step }) => step !== null);
}
