/** The fold: any beginning of any journal gives an honest record. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EntryDraft } from '../../station/record/entry.ts';
import { fold, RunFold } from '../../station/record/fold.ts';
import { type Happening, journalOf, measured } from '../support/sample-journal.ts';

const seed = Number(process.env.OHMSTEAD_SEED ?? 20260105);
const lost = { code: 'instrument/lost', params: { role: 'meter' } };
const sample = (index: number): EntryDraft => ({
  kind: 'sample',
  soak: 'soak',
  token: 2,
  index,
  activeMs: index * 10_000,
  totalMs: index * 10_000,
  values: {},
});
const hole = (index: number): EntryDraft => ({
  kind: 'hole',
  soak: 'soak',
  token: 2,
  index,
  activeMs: index * 10_000,
  failure: lost,
});
const soakStart: EntryDraft = {
  kind: 'soak.start',
  name: 'soak',
  token: 2,
  forMs: 60_000,
  everyMs: 10_000,
  onGap: { policy: 'fail' },
  holeMs: 60_000,
};
const saved = { role: 'phone', table: 'system', key: 'screen_brightness', value: '102' };

/** One of everything that a journal may say in the middle of a run. */
const anything: readonly Happening[] = [
  measured('health', 92),
  measured('health', 71),
  measured('health', null),
  measured('sag', 0.2),
  { kind: 'step.start', name: 'rest', token: 1, attempt: 1, timeoutMs: 1000 },
  { kind: 'step.fail', name: 'rest', token: 1, attempt: 1, failure: lost, again: true },
  { kind: 'step.end', name: 'rest', token: 1, value: null },
  { kind: 'establish', name: 'off', undoId: 1, token: 1 },
  { kind: 'establish.end', name: 'off', undoId: 1, token: 1 },
  { kind: 'establish.fail', name: 'off', undoId: 1, token: 1, failure: lost },
  { kind: 'undo', name: 'off', undoId: 1, outcome: 'timed-out', failure: lost },
  soakStart,
  sample(1),
  hole(2),
  { kind: 'soak.end', name: 'soak', token: 2, reason: null, samples: 1, holes: 1, activeMs: 20_000, totalMs: 20_000 },
  { kind: 'safe', cause: 'end', targets: [{ key: 'supply', outcome: 'existing' }] },
  { kind: 'safe.look', targets: [{ key: 'supply', seen: 'off' }] },
  { kind: 'suspension', cause: 'instrument-lost', role: 'meter', failure: lost },
  { kind: 'continuation', cause: 'instrument-lost', ms: 4_000 },
  { kind: 'interruption', lastEntry: 4, gapMs: null },
  { kind: 'resume', gapMs: null },
  { kind: 'prompt', key: 'ready', promptKind: 'confirm', text: { 'zh-CN': '好？', 'zh-TW': '好？', en: 'Ready?' } },
  { kind: 'answer', key: 'ready', value: true, openMs: 900, by: 'operator' },
  { kind: 'setting.saved', ...saved },
  { kind: 'setting.restored', ...saved },
  { kind: 'undecided', key: null, code: 'health/disagree', params: {} },
  { kind: 'undecided', key: 'health', code: 'health/disagree', params: { by: 9 } },
  { kind: 'fault', code: 'call/dropped', params: {} },
  { kind: 'note', code: 'test/note', params: {} },
  { kind: 'call.late', role: 'meter', verb: 'read', ms: 20 },
  { kind: 'clock.step', byMs: -60_000 },
  { kind: 'script.error', failure: lost },
  { kind: 'stop', how: 'stop', by: 'operator' },
];
const journals = fc.array(fc.constantFrom(...anything), { maxLength: 25 });

describe('the fold', () => {
  it('of any beginning of any journal is a record that says INTERRUPTED, and of all of it what its end says', () => {
    fc.assert(
      fc.property(journals, (happenings) => {
        const journal = journalOf('RUN-1', happenings);
        for (let count = 1; count < journal.length; count += 1) {
          const record = fold(journal.slice(0, count));
          expect([record.verdict, record.entries]).toEqual(['INTERRUPTED', count]);
        }
        const end = journal.at(-1);
        expect(fold(journal).verdict).toBe(end?.kind === 'run.stop' ? end.verdict : 'no end');
      }),
      { seed, numRuns: 60 },
    );
  });

  it('entry by entry is the same as all at once, and plain JSON', () => {
    fc.assert(
      fc.property(journals, (happenings) => {
        const journal = journalOf('RUN-1', happenings);
        const folding = new RunFold();
        for (const entry of journal) {
          folding.add(entry);
          // Looking in between changes nothing.
          folding.record();
        }
        expect(folding.record()).toEqual(fold(journal));
        expect(JSON.parse(JSON.stringify(fold(journal)))).toEqual(fold(journal));
      }),
      { seed, numRuns: 60 },
    );
  });

  it('never ends in PASS when a required measurement was bad, missing or doubted last', () => {
    fc.assert(
      fc.property(journals, (happenings) => {
        const record = fold(journalOf('RUN-1', happenings));
        const health = record.measures.find((measure) => measure.key === 'health');
        if (record.verdict === 'PASS') expect([health?.verdict, health?.value]).toEqual(['PASS', 92]);
      }),
      { seed, numRuns: 300 },
    );
  });

  it('keeps every attempt of a measurement, and shows the last', () => {
    const record = fold(journalOf('RUN-1', [measured('health', 71), measured('health', 92)]));
    const health = record.measures.find((measure) => measure.key === 'health');
    expect(health?.attempts.map((attempt) => [attempt.value, attempt.verdict])).toEqual([
      [71, 'FAIL'],
      [92, 'PASS'],
    ]);
    expect(record.verdict).toBe('PASS');
    expect(health).toMatchObject({ verdict: 'PASS', warning: true, reason: 'measure/passed-after-failing' });
    expect(record.notes).toEqual([{ code: 'run/passed-after-failing', params: { key: 'health', attempts: 2 } }]);
  });

  it('a measurement that was good every time, or bad at last, is not said to have passed after failing', () => {
    for (const values of [
      [91, 92],
      [92, 71],
    ]) {
      const record = fold(
        journalOf(
          'RUN-1',
          values.map((value) => measured('health', value)),
        ),
      );
      expect(record.notes).toEqual([]);
      expect(record.measures[0]?.warning).toBe(false);
    }
  });

  it('a doubt never improves what was judged bad', () => {
    const doubt: EntryDraft = { kind: 'undecided', key: 'health', code: 'health/disagree', params: {} };
    for (const happenings of [
      [measured('health', 71), doubt],
      [doubt, measured('health', 71)],
    ])
      expect(fold(journalOf('RUN-1', happenings)).verdict).toBe('FAIL');
    expect(fold(journalOf('RUN-1', [doubt, measured('health', 92)])).verdict).toBe('INCONCLUSIVE');
  });

  it('holes that follow each other are one gap, from the last good sample to the next', () => {
    const record = fold(journalOf('RUN-1', [soakStart, sample(0), sample(1), hole(2), hole(3), sample(4), sample(5)]));
    expect(record.interruptions).toMatchObject([{ cause: 'hole', gapMs: 30_000, ended: true }]);
    expect(record.steps).toMatchObject([{ name: 'soak', samples: 4, holes: 2, state: 'running' }]);
  });

  it('a hole at the beginning of a second soak is not measured from the last sample of the first', () => {
    const ofSecond = { soak: 'second', token: 3 };
    const record = fold(
      journalOf('RUN-1', [
        ...[soakStart, sample(0), sample(1), hole(2), { ...soakStart, name: 'second', token: 3 }],
        ...[
          { ...hole(1), ...ofSecond },
          { ...sample(2), ...ofSecond },
        ],
      ]),
    );
    expect(record.interruptions).toMatchObject([
      { cause: 'hole', gapMs: 10_000, ended: false },
      { cause: 'hole', gapMs: 20_000, ended: true },
    ]);
  });

  it('a hole in which the run is suspended ends with the next sample', () => {
    const suspended: readonly EntryDraft[] = [
      { kind: 'suspension', cause: 'store' },
      { kind: 'continuation', cause: 'store', ms: 4_000 },
    ];
    const record = fold(journalOf('RUN-1', [soakStart, sample(0), hole(1), ...suspended, hole(2), sample(3)]));
    expect(record.interruptions).toMatchObject([
      { cause: 'hole', gapMs: 30_000, ended: true },
      { cause: 'store', gapMs: 4_000, ended: true },
    ]);
  });

  it('a setting that was not given back is named', () => {
    const both = fold(
      journalOf('RUN-1', [
        { kind: 'setting.saved', ...saved },
        { kind: 'setting.restored', ...saved },
      ]),
    );
    const one = fold(journalOf('RUN-1', [{ kind: 'setting.saved', ...saved }]));
    expect([both.settingsNotRestored, one.settingsNotRestored]).toEqual([[], [saved]]);
  });

  it('a run in which nothing was judged fails and says so', () => {
    const declared = journalOf('RUN-1', []).map((entry) =>
      entry.kind === 'decl' ? { ...entry, measures: [] } : entry,
    );
    const folding = new RunFold();
    for (const entry of declared) folding.add(entry);
    expect(folding.verdictNow({ stopped: false, completed: true })).toEqual({
      verdict: 'FAIL',
      reasons: [{ code: 'run/nothing-judged', params: {} }],
    });
  });

  it('a journal without its beginning is refused', () => {
    expect(() => fold([])).toThrow('begins with run.start');
    expect(() => fold(journalOf('RUN-1', []).slice(1))).toThrow('begins with run.start');
  });
});
