/** P16: disk full, read-only or slow: the run suspends before data is lost. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { expect, it } from 'vitest';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { CodedError } from '../../foundation/failure.ts';
import { firstBrokenLink } from '../../station/journal/chain.ts';
import { type JournalStore, MemoryJournalStore } from '../../station/journal/journal-store.ts';
import { SqliteJournalStore } from '../../station/journal/sqlite-journal-store.ts';
import type { Entry } from '../../station/record/entry.ts';
import { databaseFile, openDatabase } from '../../station/store/database.ts';
import { engineRun, entriesOf, recordOf } from '../support/engine.ts';
import { FakeBench, reading } from '../support/fake-bench.ts';
import { smallProcedure } from '../support/small-procedures.ts';

/** Refuses whatever comes while `refuses` is set, as a full disk does. */
class FaultyStore implements JournalStore {
  readonly #inner: JournalStore;
  refuses: string | undefined;
  refusals = 0;

  constructor(inner: JournalStore) {
    this.#inner = inner;
  }

  commit(entries: readonly Entry[]): void {
    if (this.refuses !== undefined) {
      this.refusals += 1;
      throw new CodedError(this.refuses, { file: 'station.sqlite', message: 'no' });
    }
    this.#inner.commit(entries);
  }
  entries(...args: Parameters<JournalStore['entries']>): Iterable<Entry> {
    return this.#inner.entries(...args);
  }
  last(run: string): Entry | undefined {
    return this.#inner.last(run);
  }
}

function world(clock: VirtualClock) {
  return new FakeBench(clock, {
    meter: { read: () => reading(4) },
    supply: { output: () => ({ output: false, mode: 'unknown' }) },
  });
}

it.each(['store/full', 'store/read-only', 'store/failed'])(
  'a store that refuses with %s for half a minute suspends the soak; no sample is lost and none is invented',
  async (code) => {
    const clock = new VirtualClock();
    const store = new FaultyStore(new MemoryJournalStore());
    const run = engineRun({ procedure: smallProcedure, bench: world(clock), clock, store });
    run.journal.onEntry((entry) => {
      if (entry.kind !== 'sample' || entry.index !== 20) return;
      store.refuses = code;
      clock.after(30_000, () => {
        store.refuses = undefined;
      });
    });
    expect(await clock.run(run.execute())).toBe('PASS');
    const record = recordOf(run);
    expect(store.refusals).toBeGreaterThan(10);
    expect(firstBrokenLink(entriesOf(run))).toBeNull();
    const soak = record.steps.find((step) => step.kind === 'soak');
    expect(soak).toMatchObject({ samples: 61, holes: 0 });
    expect((soak?.totalMs ?? 0) - (soak?.activeMs ?? 0)).toBeGreaterThan(15_000);
    expect(record.interruptions).toMatchObject([{ cause: 'store', ended: true }]);
  },
);

it('nobody hears of an entry that the store has not taken', async () => {
  const clock = new VirtualClock();
  const store = new FaultyStore(new MemoryJournalStore());
  const run = engineRun({ procedure: smallProcedure, bench: world(clock), clock, store });
  const heardTooEarly: number[] = [];
  run.journal.onEntry((entry) => {
    if (store.last('run-1') === undefined || (store.last('run-1')?.i ?? -1) < entry.i) heardTooEarly.push(entry.i);
    if (entry.kind === 'sample' && entry.index === 5) {
      store.refuses = 'store/full';
      clock.after(5_000, () => {
        store.refuses = undefined;
      });
    }
  });
  await clock.run(run.execute());
  expect(heardTooEarly).toEqual([]);
});

it('a Stop while the disk is full makes the bench safe at once and is recorded when the disk is back', async () => {
  const clock = new VirtualClock();
  const store = new FaultyStore(new MemoryJournalStore());
  const bench = world(clock);
  const run = engineRun({ procedure: smallProcedure, bench, clock, store });
  let safeAfterMs = -1;
  run.journal.onEntry((entry) => {
    if (entry.kind !== 'sample' || entry.index !== 10) return;
    store.refuses = 'store/full';
    clock.after(20_000, () => {
      const stoppedAt = clock.now();
      void run.stop('operator');
      clock.after(3_000, () => {
        safeAfterMs = bench.log.includes('safe store') ? clock.now() - stoppedAt : -1;
      });
    });
    clock.after(120_000, () => {
      store.refuses = undefined;
    });
  });
  expect(await clock.run(run.execute())).toBe('STOPPED');
  expect(safeAfterMs).toBeGreaterThan(0);
  expect(firstBrokenLink(entriesOf(run))).toBeNull();
});

it('a slow store, 400 ms for every commit: nothing is lost, doubled or heard before it is kept', async () => {
  const clock = new VirtualClock();
  const store = new FaultyStore(new MemoryJournalStore());
  const run = engineRun({
    procedure: smallProcedure,
    bench: world(clock),
    clock,
    store,
    schedule: (flush) => clock.after(400, flush),
  });
  const heardTooEarly: number[] = [];
  run.journal.onEntry((entry) => {
    if ((store.last('run-1')?.i ?? -1) < entry.i) heardTooEarly.push(entry.i);
  });
  expect(await clock.run(run.execute())).toBe('PASS');
  const record = recordOf(run);
  expect(heardTooEarly).toEqual([]);
  expect(firstBrokenLink(entriesOf(run))).toBeNull();
  expect(record.steps.find((step) => step.kind === 'soak')).toMatchObject({ samples: 61, holes: 0 });
});

it('a real store that another program locks for three seconds suspends the run; nothing is lost', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-locked-'));
  const database = openDatabase(folder);
  const other = new DatabaseSync(databaseFile(folder));
  try {
    // As for every run of a station: no thread waits long for another program.
    database.waitForOthers(30);
    database.run(`INSERT INTO bundle VALUES ('h', 'small', '1.0.0', x'00', '{}')`);
    database.run(
      `INSERT INTO run (id, procedure_id, procedure_version, bundle, simulated, bench, answers, started_wall)
       VALUES ('run-1', 'small', '1.0.0', 'h', 1, '{}', '{}', 0)`,
    );
    const clock = new VirtualClock();
    const store = new SqliteJournalStore(database);
    const run = engineRun({ procedure: smallProcedure, bench: world(clock), clock, store });
    run.journal.onEntry((entry) => {
      if (entry.kind !== 'sample' || entry.index !== 20) return;
      // The next sample, ten seconds later, meets the lock.
      clock.after(9_000, () => other.exec('BEGIN EXCLUSIVE'));
      clock.after(12_000, () => other.exec('ROLLBACK'));
    });
    expect(await clock.run(run.execute())).toBe('PASS');
    const record = recordOf(run);
    expect(firstBrokenLink(entriesOf(run))).toBeNull();
    expect(record.steps.find((step) => step.kind === 'soak')).toMatchObject({ samples: 61, holes: 0 });
    expect(record.interruptions).toMatchObject([{ cause: 'store', ended: true }]);
    expect(entriesOf(run).find(({ kind }) => kind === 'suspension')).toMatchObject({ failure: { code: 'store/busy' } });
  } finally {
    other.close();
    database.close();
    rmSync(folder, { recursive: true });
  }
});

it('a real database that may not grow refuses with store/full, keeps what it has, and goes on when there is room', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-full-'));
  const database = openDatabase(folder);
  try {
    database.run(
      `INSERT INTO bundle (hash, procedure_id, version, code, description) VALUES ('h', 'p', '1.0.0', x'00', '{}')`,
    );
    database.run(
      `INSERT INTO run (id, procedure_id, procedure_version, bundle, simulated, bench, answers, started_wall)
       VALUES ('r', 'p', '1.0.0', 'h', 1, '{}', '{}', 0)`,
    );
    const store = new SqliteJournalStore(database);
    const pages = Number(database.get('PRAGMA page_count')?.page_count ?? 0);
    database.get(`PRAGMA max_page_count = ${pages + 2}`);
    let written = 0;
    const entry = (i: number) =>
      ({
        i,
        run: 'r',
        kind: 'note',
        hash: String(i),
        code: 'x/y',
        params: { fill: 'x'.repeat(3_000) },
      }) as unknown as Entry;
    let code = '';
    for (; written < 50 && code === ''; written += 1) {
      try {
        store.commit([entry(written)]);
      } catch (error) {
        code = (error as CodedError).code;
        written -= 1;
      }
    }
    expect(code).toBe('store/full');
    expect([...store.entries('r')]).toHaveLength(written);
    database.get(`PRAGMA max_page_count = 100000`);
    store.commit([entry(written)]);
    expect([...store.entries('r')]).toHaveLength(written + 1);
  } finally {
    database.close();
    rmSync(folder, { recursive: true });
  }
});
