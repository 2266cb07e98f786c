import { describe, expect, it } from 'vitest';
import type { StepRecord } from '../../station/record/record.ts';
import { three } from '../../station/texts/three.ts';
import { presentRow, progressOf, stepRows } from './step-rows.ts';

const stages = ['claim', 'dial', 'talk'].map((name) => ({ name, title: three(name, name, name) }));
const step = (name: string, state: StepRecord['state'], more: Partial<StepRecord> = {}): StepRecord => ({
  name,
  kind: 'step',
  state,
  attempts: 1,
  startedMs: 0,
  failures: [],
  ...more,
});

describe('the steps of a run', () => {
  it('show what will come, in the order of the procedure', () => {
    const rows = stepRows({ steps: [step('claim', 'done'), step('dial', 'running')] }, stages);
    expect(rows.map(({ name, state }) => `${name} ${state}`)).toEqual(['claim done', 'dial running', 'talk waiting']);
    expect(presentRow(rows)).toBe(1);
  });

  it('keep a step that was passed over and one that nobody declared', () => {
    const steps = [step('claim', 'done'), step('own', 'done'), step('talk', 'failed')];
    const rows = stepRows({ steps, stoppedWall: '2026-01-01T00:00:00Z' }, stages);
    expect(rows.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'claim done',
      'own done',
      'dial not-reached',
      'talk failed',
    ]);
    expect(presentRow(rows)).toBe(3);
  });

  it('count a running soak by its time', () => {
    const soak = step('talk', 'running', { kind: 'soak', activeMs: 450, plannedMs: 900 });
    const rows = stepRows({ steps: [step('claim', 'done'), step('dial', 'done'), soak] }, stages);
    expect(progressOf(rows)).toBeCloseTo(2.5 / 3);
  });
});
