/**
 * How many entries a second the journal takes, on disk with `synchronous=FULL`: one after another, each waited for; in
 * groups, as they come from several instruments at once; and what SQLite itself does with the same rows.
 */
import { RealClock } from '../../foundation/clock/real-clock.ts';
import { Journal } from '../../station/journal/journal.ts';
import type { EntryDraft } from '../../station/record/entry.ts';
import { median, report } from './figures.ts';
import { type TemporaryStation, temporaryStation } from './temporary-station.ts';

const rounds = 5;
const singlesARound = 300;
const groupsARound = 40;
const groupSize = 100;

type Draft = Extract<EntryDraft, { kind: 'reading' }>;

/** A reading as a multimeter's is journaled. */
function draft(index: number): Draft {
  const volts = 3.3 + (index % 1000) / 1000;
  const reading = {
    value: volts,
    unit: 'V',
    quantity: 'voltage',
    status: 'ok',
    resolution: 0.001,
    u95: 0.02,
    at: index,
  };
  const value = { ...reading, flags: ['dc', 'auto'], ref: { entry: index, path: [] } };
  return { kind: 'reading', role: 'meter', verb: 'read', args: { quantity: 'voltage' }, value, token: 1, ms: 512.25 };
}

function newJournal(station: TemporaryStation): Journal {
  const clock = new RealClock();
  return new Journal({
    run: station.addRun(),
    store: station.journals,
    clock,
    runTime: () => clock.now(),
    schedule: setImmediate,
    onTrouble: (failure) => {
      if (failure !== undefined) throw new Error(failure.code);
    },
  });
}

/** The same rows with nothing but SQLite: `groups` transactions of `size`. */
function rawRate(station: TemporaryStation, bodies: readonly string[], size: number): number {
  const { database } = station;
  const run = station.addRun();
  const began = performance.now();
  for (let from = 0; from < bodies.length; from += size)
    database.transaction(() => {
      for (let i = from; i < Math.min(bodies.length, from + size); i += 1)
        database.run(
          'INSERT INTO journal (run, i, kind, hash, body) VALUES (?, ?, ?, ?, ?)',
          run,
          i,
          'reading',
          '0'.repeat(64),
          bodies[i] ?? '',
        );
    });
  return (1000 * bodies.length) / (performance.now() - began);
}

async function journalRate(station: TemporaryStation, groups: number, size: number) {
  const journal = newJournal(station);
  const began = performance.now();
  for (let group = 0; group < groups; group += 1)
    await Promise.all(Array.from({ length: size }, (_, index) => journal.append(draft(group * size + index))));
  const rate = (1000 * groups * size) / (performance.now() - began);
  const bodies = [...journal.entries()].map((entry) => JSON.stringify(entry));
  if (bodies.length !== groups * size) throw new Error(`${bodies.length} entries on disk of ${groups * size}`);
  return { rate, bodies };
}

const station = temporaryStation();
const single: number[] = [];
const rawSingle: number[] = [];
const grouped: number[] = [];
const rawGrouped: number[] = [];
// By turns, so that whatever else the computer does falls on all alike.
for (let round = 0; round < rounds; round += 1) {
  const one = await journalRate(station, singlesARound, 1);
  single.push(one.rate);
  rawSingle.push(rawRate(station, one.bodies, 1));
  const many = await journalRate(station, groupsARound, groupSize);
  grouped.push(many.rate);
  rawGrouped.push(rawRate(station, many.bodies, groupSize));
}
station.close();
report({
  rounds,
  groupSize,
  singleASecond: median(single),
  rawSingleASecond: median(rawSingle),
  groupedASecond: median(grouped),
  rawGroupedASecond: median(rawGrouped),
});
