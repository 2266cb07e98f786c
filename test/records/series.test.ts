/** The curves of a soak, from the journal and from the blocks beside it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import { SqliteJournalStore } from '../../station/journal/sqlite-journal-store.ts';
import type { Entry, EntryDraft } from '../../station/record/entry.ts';
import { SeriesKeeper } from '../../station/series/series-keeper.ts';
import { type Database, openDatabase } from '../../station/store/database.ts';
import { RunCatalogue } from '../../station/store/run-catalogue.ts';
import { journalOf } from '../support/sample-journal.ts';
import { smallBundle } from '../support/small-bundle.ts';

const seed = Number(process.env.OHMSTEAD_SEED ?? 20260105);
const bench = { kind: 'simulated', scenario: 'healthy', speed: 5_000, seed: 1 } as const;

let folder: string;
let database: Database;
let run: string;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-series-'));
  database = openDatabase(folder);
  const parts = { bundle: await smallBundle(), ticket: null, unitSerial: null, bench, simulated: true, answers: {} };
  run = new RunCatalogue(database).add({ ...parts, wall: Date.UTC(2026, 0, 5) }, () => undefined);
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

const keeper = () => new SeriesKeeper(database, new RealClock());
const commit = (entries: readonly Entry[]) => new SqliteJournalStore(database).commit(entries);

const begin = (token: number): EntryDraft => {
  const plan = { forMs: 3_600_000, everyMs: 1_000, onGap: { policy: 'fail' as const }, holeMs: 60_000 };
  return { kind: 'soak.start', name: 'charge', token, ...plan };
};
const sample = (index: number, value: number | null, more: object = {}): EntryDraft => {
  const volts = { value, unit: 'V', status: value === null ? 'overrange' : 'ok' };
  const at = { index, activeMs: index * 1_000, totalMs: index * 1_000 };
  return { kind: 'sample', soak: 'charge', token: 1, ...at, values: { volts, state: 'charging', ...more } };
};
const hole = (index: number): EntryDraft => {
  const failure = { code: 'instrument/timeout', params: {} };
  return { kind: 'hole', soak: 'charge', token: 1, index, activeMs: index * 1_000, failure };
};
const whole = { run: '', series: 'charge/volts', fromMs: 0, toMs: 1e9, buckets: 20_000 };
const volts = async (by: SeriesKeeper, more: object = {}) => by.span({ ...whole, run, ...more });
const plain = ({ times, min, max, gaps }: Awaited<ReturnType<typeof volts>>) => [[...times], [...min], [...max], gaps];

describe('curves of a soak', () => {
  it('numbers are curves, texts are none, and each says its unit, its samples and its holes', async () => {
    commit(journalOf(run, [begin(1), sample(0, 5), sample(1, 5.1, { amps: { value: 1, unit: 'A' } }), hole(2)]));
    expect(await keeper().series(run)).toEqual([
      {
        series: 'charge/volts',
        soak: 'charge',
        name: 'volts',
        unit: 'V',
        quantity: '',
        samples: 2,
        holes: 1,
        fromMs: 0,
        toMs: 2000,
      },
      {
        series: 'charge/amps',
        soak: 'charge',
        name: 'amps',
        unit: 'A',
        quantity: '',
        samples: 2,
        holes: 1,
        fromMs: 0,
        toMs: 2000,
      },
    ]);
    const refused = keeper().span({ ...whole, run, series: 'charge/state' });
    await expect(refused).rejects.toMatchObject({ code: 'run/unknown-series' });
  });

  it('a field that a sample did not ask for is no gap, and after a hole it is one until it is asked for again', async () => {
    const heat = (value: number | null) => ({ heat: value === null ? null : { value, unit: 'Cel', status: 'ok' } });
    const samples = [
      sample(0, 5, heat(25)),
      sample(1, 5, heat(null)),
      hole(2),
      sample(3, 5, heat(null)),
      sample(4, 5, heat(26)),
    ];
    commit(journalOf(run, [begin(1), ...samples]));
    const { min, gaps } = await keeper().span({ ...whole, run, series: 'charge/heat', toMs: 5_000 });
    expect([...min]).toEqual([25, 25, Number.NaN, Number.NaN, 26]);
    expect(gaps).toEqual([{ fromMs: 1_000, toMs: 4_000 }]);
  });

  it('a hole, an overload and an interruption are gaps that nothing is drawn across', async () => {
    commit(
      journalOf(run, [
        begin(1),
        ...[sample(0, 5), hole(1), sample(2, 5.2), sample(3, null), sample(4, 5.4)],
        { kind: 'suspension', cause: 'late-clock' },
        { kind: 'continuation', cause: 'late-clock', ms: 60_000 },
        sample(5, 5.5),
      ]),
    );
    const { times, min, gaps } = await volts(keeper(), { toMs: 5_000 });
    expect([...times]).toEqual([0, 1000, 2000, 3000, 4000, 4500, 5000]);
    expect([...min]).toEqual([5, Number.NaN, 5.2, Number.NaN, 5.4, Number.NaN, 5.5]);
    expect(gaps).toEqual([
      { fromMs: 0, toMs: 2000 },
      { fromMs: 2000, toMs: 4000 },
      { fromMs: 4000, toMs: 5000 },
    ]);
  });

  it('a bucket with one missing sample among many shows it', async () => {
    const samples = Array.from({ length: 400 }, (_, index) => (index === 123 ? hole(index) : sample(index, index)));
    commit(journalOf(run, [begin(1), ...samples]));
    const { min, max, gaps } = await volts(keeper(), { buckets: 4, toMs: 399_000 });
    expect([...min]).toEqual([0, Number.NaN, 200, 300]);
    expect([...max]).toEqual([99, Number.NaN, 299, 399]);
    expect(gaps).toEqual([{ fromMs: 122_000, toMs: 124_000 }]);
  });

  it('a soak that began again shows its last life', async () => {
    commit(journalOf(run, [begin(1), sample(0, 1), sample(1, 2), begin(2), sample(0, 7)]));
    expect(plain(await volts(keeper()))).toEqual([[0], [7], [7], []]);
  });

  it('a running soak grows: what was committed last is in every answer', async () => {
    const all = journalOf(run, [begin(1), ...Array.from({ length: 30 }, (_, index) => sample(index, index))]);
    const one = keeper();
    commit(all.slice(0, 5));
    for (let count = 5; count < 30; count += 5) {
      expect([...(await volts(one)).max]).toEqual(Array.from({ length: count - 4 }, (_, index) => index));
      commit(all.slice(count, count + 5));
    }
  });

  it('whatever is on disk already and whoever wrote it, the curve is the one of the journal alone', async () => {
    const happening = fc.oneof(
      { weight: 8, arbitrary: fc.constant('sample' as const) },
      { weight: 1, arbitrary: fc.constantFrom('hole', 'loss', 'again', 'restart' as const) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 1, maxLength: 80 }), fc.nat(3), async (kinds, stretch) => {
        database.run('DELETE FROM series_block');
        database.run('DELETE FROM series_progress');
        database.run('DELETE FROM journal');
        // Long stretches, so that blocks fill up.
        let index = 0;
        const drafts: EntryDraft[] = [begin(1)];
        const marks = new Set<number>();
        for (const kind of kinds) {
          for (let count = 0; kind === 'sample' && count < stretch * 40; count += 1)
            drafts.push(sample(index, Math.sin(index++)));
          if (kind === 'hole') drafts.push(hole(index++));
          if (kind === 'loss') drafts.push({ kind: 'suspension', cause: 'instrument-lost' });
          if (kind === 'again') {
            drafts.push(begin(2));
            index = 0;
          }
          if (kind === 'restart') marks.add(drafts.length + 3);
        }
        const entries = journalOf(run, drafts);
        let by = keeper();
        let done = 0;
        for (const mark of [...marks, entries.length]) {
          commit(entries.slice(done, Math.max(done, mark)));
          done = Math.max(done, mark);
          await by.write(run);
          by = keeper();
        }
        const kept = await by.series(run);
        const drawn = kept.length === 0 ? [] : plain(await volts(by));
        database.run('DELETE FROM series_block');
        database.run('DELETE FROM series_progress');
        expect(kept).toEqual(await keeper().series(run));
        expect(drawn).toEqual(kept.length === 0 ? [] : plain(await volts(keeper())));
      }),
      { seed, numRuns: 25 },
    );
  });

  it.each([
    ['a block was changed', "UPDATE series_block SET data = zeroblob(length(data)) WHERE name = 'volts'"],
    ['a block is gone', 'DELETE FROM series_block WHERE axis = 1'],
    ['the journal is another one', "UPDATE series_progress SET last_hash = 'x'"],
  ])('where %s the curve is made again', async (_, damage) => {
    const samples = Array.from({ length: 1_500 }, (_, index) => sample(index, index));
    commit(journalOf(run, [begin(1), ...samples]));
    await keeper().write(run);
    const before = plain(await volts(keeper()));
    expect(database.get('SELECT count(*) AS n FROM series_block')?.n).toBe(4);
    database.run(damage);
    expect(plain(await volts(keeper()))).toEqual(before);
  });
});
