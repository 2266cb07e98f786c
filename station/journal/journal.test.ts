import { beforeEach, describe, expect, it } from 'vitest';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { CodedError, type Failure } from '../../foundation/failure.ts';
import type { Entry, EntryOf } from '../record/entry.ts';
import { firstBrokenLink } from './chain.ts';
import { Journal } from './journal.ts';
import { MemoryJournalStore } from './journal-store.ts';

/** A store that can be full. */
class FillingStore extends MemoryJournalStore {
  full = false;
  readonly groups: number[] = [];

  override commit(entries: readonly Entry[]): void {
    if (this.full) throw new CodedError('store/full');
    this.groups.push(entries.length);
    super.commit(entries);
  }
}

const note = (n: number) => ({ kind: 'note' as const, code: 'test/note', params: { n } });
let clock: VirtualClock;
let store: FillingStore;
let troubles: (Failure | undefined)[];

beforeEach(() => {
  clock = new VirtualClock();
  store = new FillingStore();
  troubles = [];
});
const open = () =>
  new Journal({
    run: 'RUN-1',
    store,
    clock,
    runTime: () => clock.now(),
    schedule: queueMicrotask,
    onTrouble: (failure) => troubles.push(failure),
  });
const written = () => [...store.entries('RUN-1')];

describe('a journal', () => {
  it('keeps entries in the order they were appended, and writes those of one moment together', async () => {
    const journal = open();
    await clock.run(Promise.all([...Array(20).keys()].map((n) => journal.append(note(n)))));
    expect(written().map((entry) => [entry.i, (entry as EntryOf<'note'>).params.n])).toEqual(
      [...Array(20).keys()].map((n) => [n, n]),
    );
    expect(store.groups).toEqual([20]);
    expect(firstBrokenLink(written())).toBeNull();
  });

  it('nobody hears of an entry before it is on disk', async () => {
    const journal = open();
    const onDisk: boolean[] = [];
    journal.onEntry((entry) => onDisk.push(store.last('RUN-1')?.i === entry.i));
    await clock.run(journal.append(note(1)));
    await clock.run(journal.append(note(2)));
    expect(onDisk).toEqual([true, true]);
  });

  it('what a listener appends comes after what it heard, and the chain holds', async () => {
    const journal = open();
    journal.onEntry((entry) => {
      if (entry.i < 3) void journal.append(note(100 + entry.i));
    });
    await clock.run(journal.append(note(0)));
    await clock.advance(10);
    expect(written().map((entry) => entry.i)).toEqual([0, 1, 2, 3]);
    expect(firstBrokenLink(written())).toBeNull();
  });

  it('a full disk holds everything back and loses nothing', async () => {
    const journal = open();
    await clock.run(journal.append(note(0)));
    store.full = true;
    let settled = 0;
    for (const n of [1, 2, 3]) void journal.append(note(n)).then(() => (settled += 1));
    await clock.advance(30_000);
    expect(settled).toBe(0);
    expect(written()).toHaveLength(1);
    expect(troubles.map((failure) => failure?.code)).toEqual(['store/full']);
    store.full = false;
    await clock.run(journal.settled());
    expect(settled).toBe(3);
    expect(written().map((entry) => entry.i)).toEqual([0, 1, 2, 3]);
    expect(troubles.at(-1)).toBeUndefined();
    expect(firstBrokenLink(written())).toBeNull();
  });

  it('opened again after a power cut goes on in the chain where the disk ends', async () => {
    const first = open();
    for (const n of [0, 1, 2, 3]) await clock.run(first.append(note(n)));
    first.abandon();
    store.truncate('RUN-1', 2);
    const second = open();
    await clock.run(second.append(note(9)));
    expect(written().map((entry) => entry.i)).toEqual([0, 1, 2]);
    expect(firstBrokenLink(written())).toBeNull();
  });

  it('what was not written when its process died is never written later', async () => {
    const journal = open();
    await clock.run(journal.append(note(0)));
    store.full = true;
    void journal.append(note(1));
    await clock.advance(100);
    journal.abandon();
    store.full = false;
    await clock.advance(10_000);
    expect(written()).toHaveLength(1);
  });

  it('what JSON would drop is neither hashed nor told', async () => {
    const journal = open();
    const heard: Entry[] = [];
    journal.onEntry((entry) => heard.push(entry));
    const draft = { kind: 'suspension' as const, cause: 'instrument-lost', role: undefined as unknown as string };
    await clock.run(journal.append(draft));
    expect(Object.hasOwn(heard[0] as object, 'role')).toBe(false);
    expect(firstBrokenLink(written())).toBeNull();
  });

  it('a wall clock that was set is noted before the entry that noticed it', async () => {
    const journal = open();
    await clock.run(journal.append(note(0)));
    clock.stepWall(-3_600_000);
    await clock.run(journal.append(note(1)));
    expect(written().map((entry) => entry.kind)).toEqual(['note', 'clock.step', 'note']);
    expect(written()[1]).toMatchObject({ byMs: -3_600_000, t: 0 });
  });
});
