import { describe, expect, it } from 'vitest';
import type { Entry, EntryDraft } from '../../station/record/entry.ts';
import { LiveFold } from './live-fold.ts';

const began = Date.parse('2026-03-01T10:00:00.000Z');

function folded(...drafts: readonly (readonly [number, EntryDraft])[]) {
  const fold = new LiveFold();
  drafts.forEach(([seconds, draft], i) => {
    const wall = new Date(began + seconds * 1_000).toISOString();
    fold.add({ ...draft, i, run: 'RUN-1', t: seconds * 1_000, wall, prev: '', hash: '' } as Entry);
  });
  return fold.now();
}

const volts = (value: number | null) => ({
  value,
  unit: 'V',
  status: value === null ? 'overrange' : 'ok',
  resolution: 0.001,
});
const start: EntryDraft = {
  kind: 'soak.start',
  name: 'talk',
  token: 1,
  forMs: 60_000,
  everyMs: 5_000,
  onGap: { policy: 'fail' },
  holeMs: 30_000,
} as EntryDraft;
const sample = (index: number, values: Record<string, unknown>): EntryDraft => ({
  kind: 'sample',
  soak: 'talk',
  token: 1,
  index,
  activeMs: index * 5_000,
  totalMs: index * 5_000,
  values,
});
const hole = (index: number): EntryDraft => ({
  kind: 'hole',
  soak: 'talk',
  token: 1,
  index,
  activeMs: index * 5_000,
  failure: { code: 'instrument/lost', params: { role: 'phone' } },
});

describe('what a run shows right now', () => {
  it('is the newest value with the smallest, largest and mean since the soak began', () => {
    const { soak } = folded([0, start], [0, sample(0, { u: volts(4) })], [5, sample(1, { u: volts(3) })]);
    expect(soak).toMatchObject({ samples: 2, activeMs: 5_000, forMs: 60_000 });
    expect(soak?.values[0]).toMatchObject({ key: 'u', value: 3, min: 3, max: 4, mean: 3.5, atMs: began + 5_000 });
  });

  it('has no number for an overload, and the smallest and largest are of numbers only', () => {
    const { soak } = folded([0, start], [0, sample(0, { u: volts(4) })], [5, sample(1, { u: volts(null) })]);
    expect(soak?.values[0]).toMatchObject({ value: null, status: 'overrange', max: 4 });
  });

  it('is lost since the last good sample while samples fail, and back with the next', () => {
    const before = [
      [0, start],
      [5, sample(1, { u: volts(4) })],
      [10, hole(2)],
      [15, hole(3)],
    ] as const;
    expect(folded(...before).lost).toEqual([{ cause: 'instrument/lost', role: 'phone', sinceMs: began + 5_000 }]);
    expect(folded(...before).soak?.holes).toBe(2);
    expect(folded(...before, [20, sample(4, { u: volts(4) })]).lost).toEqual([]);
  });

  it('has two instruments lost at once, each until it is back itself', () => {
    const lost = (role: string) => ({ kind: 'suspension', cause: 'instrument-lost', role }) as const;
    const back = { kind: 'continuation', cause: 'instrument-lost', ms: 5, instrument: { role: 'meter' } };
    const both = [
      [0, lost('phone')],
      [1, lost('meter')],
    ] as const;
    expect(folded(...both).lost.map(({ role }) => role)).toEqual(['phone', 'meter']);
    const one = folded(...both, [2, back as EntryDraft]);
    expect(one.lost).toEqual([{ cause: 'instrument-lost', role: 'phone', sinceMs: began }]);
  });

  it('keeps a field that was not asked for this time, with its age', () => {
    const { soak } = folded([0, start], [0, sample(0, { u: volts(4) })], [5, sample(1, { u: null })]);
    expect(soak?.values[0]).toMatchObject({ value: 4, atMs: began });
  });

  it('shows answers outside of a soak by role and place', () => {
    const reading = { kind: 'reading', role: 'phone', verb: 'sample', args: {}, token: 1, ms: 3 } as const;
    const { readings } = folded([3, { ...reading, value: { battery: { voltage: volts(3.9) }, bootId: 'x' } }]);
    expect(readings).toHaveLength(1);
    expect(readings[0]).toMatchObject({ key: 'phone.battery.voltage', role: 'phone', value: 3.9 });
  });
});
