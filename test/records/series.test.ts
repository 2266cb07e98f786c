/** The curves of a soak, from the journal and from the blocks beside it. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import { rehearse } from '../../station/compose/rehearsal.ts';
import { SqliteJournalStore } from '../../station/journal/sqlite-journal-store.ts';
import type { Entry, EntryDraft } from '../../station/record/entry.ts';
import { SeriesKeeper } from '../../station/series/series-keeper.ts';
import type { Database } from '../../station/store/database.ts';
import { journalOf } from '../support/sample-journal.ts';
import { plainLane, shippedBundle } from '../support/shipped.ts';
import { type StoredRun, storedRun } from '../support/stored-run.ts';

const seed = Number(process.env.OHMSTEAD_SEED ?? 20260105);

let stored: StoredRun;
let database: Database;
let run: string;

beforeEach(async () => {
  stored = await storedRun();
  ({ database, run } = stored);
});
afterEach(() => stored.remove());

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
const heat = (value: number | null) => ({ heat: value === null ? null : { value, unit: 'Cel', status: 'ok' } });
const readingOf = (told: number | null | 'absent' | 'overload') =>
  told === 'absent'
    ? {}
    : told === 'overload'
      ? { heat: { value: null, unit: 'Cel', status: 'overrange' } }
      : heat(told);
const spanOfHeat = async (by: SeriesKeeper, more: object = {}) => {
  const { times, min, gaps } = await by.span({ ...whole, run, series: 'charge/heat', toMs: 3_600_000, ...more });
  return [[...times], [...min], gaps];
};
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
        samples: 1,
        holes: 1,
        fromMs: 0,
        toMs: 2000,
      },
    ]);
    const refused = keeper().span({ ...whole, run, series: 'charge/state' });
    await expect(refused).rejects.toMatchObject({ code: 'run/unknown-series' });
  });

  it('a value asked for once a minute has a point a minute, no gap, and nothing in between', async () => {
    const samples = Array.from({ length: 181 }, (_, index) => sample(index, 5, heat(index % 60 === 0 ? 25 : null)));
    commit(journalOf(run, [begin(1), ...samples]));
    const one = keeper();
    expect(await spanOfHeat(one)).toEqual([[0, 60_000, 120_000, 180_000], [25, 25, 25, 25], []]);
    // Seen from nearer by: the points left and right of the stretch, so that the line goes through it.
    expect(await spanOfHeat(one, { fromMs: 70_000, toMs: 80_000 })).toEqual([[60_000, 120_000], [25, 25], []]);
    expect(await one.series(run)).toMatchObject([
      { name: 'volts', samples: 181, fromMs: 0, toMs: 180_000 },
      { name: 'heat', samples: 4, fromMs: 0, toMs: 180_000 },
    ]);
  });

  it('a hole breaks a value that is asked for seldom, and it begins again when it is asked for again', async () => {
    const minute = [sample(0, 5, heat(25)), sample(1, 5, heat(null)), hole(2), sample(3, 5, heat(null))];
    commit(journalOf(run, [begin(1), ...minute, sample(4, 5, heat(26)), sample(5, 5), sample(6, 5, heat(27))]));
    const gap = { fromMs: 0, toMs: 4_000 };
    expect(await spanOfHeat(keeper())).toEqual([[0, 2_000, 4_000, 6_000], [25, Number.NaN, 26, 27], [gap]]);
    expect(await keeper().series(run)).toMatchObject([
      { name: 'volts', samples: 6, holes: 1 },
      { name: 'heat', samples: 3, holes: 1 },
    ]);
  });

  it('a hole before a value was told for the first time is a gap of its curve too', async () => {
    commit(journalOf(run, [begin(1), hole(0), sample(1, 5), sample(2, 5, heat(25))]));
    expect(await spanOfHeat(keeper())).toEqual([[0, 2_000], [Number.NaN, 25], [{ fromMs: 0, toMs: 2_000 }]]);
  });

  it('the temperature of a call that is watched every five seconds has the points that were asked for', async () => {
    const { entries } = await rehearse({
      bundle: await shippedBundle('call-soak'),
      openLane: await plainLane('call-soak'),
    });
    const asked = entries.flatMap((entry) => (entry.kind === 'sample' && entry.index % 6 === 0 ? entry.activeMs : []));
    commit(entries.map((entry) => ({ ...entry, run })));
    const { times, min, max, gaps } = await keeper().span({ ...whole, run, series: 'talk/temperature' });
    expect(asked.length).toBe(61);
    expect([...times]).toEqual(asked);
    expect([...min].every(Number.isFinite)).toBe(true);
    expect([...max]).toEqual([...min]);
    expect(gaps).toEqual([]);
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
            drafts.push(sample(index, Math.sin(index), heat(index++ % 7 === 3 ? index : null)));
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
        const all = async (one: SeriesKeeper) =>
          Promise.all(kept.map(async ({ series }) => plain(await one.span({ ...whole, run, series }))));
        const drawn = await all(by);
        database.run('DELETE FROM series_block');
        database.run('DELETE FROM series_progress');
        expect(kept).toEqual(await keeper().series(run));
        expect(drawn).toEqual(await all(keeper()));
      }),
      { seed, numRuns: 25 },
    );
  });

  it('the points of a curve are the numbers of the journal, in their order, and a line breaks where the record does', async () => {
    const told = fc.oneof(
      { weight: 6, arbitrary: fc.double({ min: -100, max: 100, noNaN: true, noDefaultInfinity: true }) },
      { weight: 4, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.constantFrom('absent' as const, 'overload' as const) },
    );
    const happening = fc.oneof(
      { weight: 8, arbitrary: told.map((value) => ({ value })) },
      { weight: 1, arbitrary: fc.constantFrom('hole' as const, 'loss' as const) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { maxLength: 60 }), async (happenings) => {
        for (const table of ['series_block', 'series_progress', 'journal']) database.run(`DELETE FROM ${table}`);
        const drafts: EntryDraft[] = [begin(1), sample(0, 5, heat(20))];
        const points = [{ ms: 0, value: 20 }];
        /** Whether a line may go from the point before to this one. */
        const joined = [true];
        let unbroken = true;
        for (const [at, one] of happenings.entries()) {
          const index = at + 1;
          if (one === 'hole') drafts.push(hole(index));
          else if (one === 'loss') drafts.push({ kind: 'suspension', cause: 'instrument-lost' });
          else drafts.push(sample(index, 5, readingOf(one.value)));
          if (typeof one === 'string' || one.value === 'overload') unbroken = false;
          else if (typeof one.value === 'number') {
            points.push({ ms: index * 1_000, value: one.value });
            joined.push(unbroken);
            unbroken = true;
          }
        }
        commit(journalOf(run, drafts));
        const { times, min, gaps } = await keeper().span({ ...whole, run, series: 'charge/heat' });
        const numbers = [...times].flatMap((ms, at) => (Number.isNaN(min[at]) ? [] : { ms, value: min[at] }));
        expect(numbers).toEqual(points);
        const broken = points.flatMap(({ ms }, at) =>
          joined[at] === true ? [] : { fromMs: points[at - 1]?.ms, toMs: ms },
        );
        expect(gaps.slice(0, broken.length)).toEqual(broken);
        // One more where the last number is not the end of the record.
        expect(gaps.slice(broken.length).every(({ fromMs }) => fromMs === points.at(-1)?.ms)).toBe(true);
      }),
      { seed, numRuns: 60 },
    );
  });

  it.each([
    ['a block was changed', "UPDATE series_block SET data = zeroblob(length(data)) WHERE name = 'volts'"],
    ['the times are gone', 'DELETE FROM series_block WHERE axis = 1'],
    ['a block is gone', 'DELETE FROM series_block WHERE axis = 0 AND block = 0'],
    ['the last block is gone', 'DELETE FROM series_block WHERE axis = 0 AND block = 1'],
    ['the blocks are those of an older station', `UPDATE series_progress SET state = '[{"name":"charge","length":0}]'`],
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
