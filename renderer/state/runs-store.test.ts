/** The runs a page holds: what it keeps, what it lets go, and what happens when the station is away. */
import { describe, expect, it, vi } from 'vitest';
import { CodedError } from '../../foundation/failure.ts';
import type { Entry } from '../../station/record/entry.ts';
import { StationLink } from '../shell/station-link.ts';
import { FakeStation } from '../test-support/fake-station.ts';
import { begin, declared, ended, journalOf, measured } from '../test-support/run-entries.ts';
import { keptEnded, runsStore } from './runs-store.ts';

const waiting = { timeout: 10_000 };
const whole = (run: string) => journalOf(run, [begin(), declared, measured(3.3, 'PASS'), ended('PASS', 4)]);
const name = (n: number) => `RUN-${String(n).padStart(3, '0')}`;

/** A station whose store holds these journals. */
function stationWith(link: StationLink, journals: Map<string, Entry[]>): FakeStation {
  return new FakeStation(link, {
    'run/entries': ({ run, from, count }) => (journals.get(run) ?? []).slice(from, from + count),
  });
}

describe('the runs of a page', () => {
  it('a window that stays open lets old runs go, keeps unseen verdicts, and reads again what is opened again', async () => {
    const link = new StationLink();
    const journals = new Map<string, Entry[]>();
    const station = stationWith(link, journals);
    const store = runsStore(link);
    const names = Array.from({ length: keptEnded + 10 }, (_, n) => name(n));
    for (const run of names) {
      journals.set(run, whole(run));
      for (const entry of whole(run)) station.tell('entry', entry);
    }
    const shown = () => Object.keys(store.getState().runs).sort();
    await vi.waitFor(() => expect(shown()).toEqual(names), waiting);
    for (const run of names) store.seen(run, 'QA-7');
    const [first = '', ...others] = names;
    journals.set('NEXT', whole('NEXT'));
    await store.follow('NEXT');
    await vi.waitFor(() => expect(shown()).toHaveLength(keptEnded), waiting);
    expect(shown()).not.toContain(first);
    expect(shown()).toEqual(['NEXT', ...others.slice(-keptEnded + 1)]);
    await store.follow(first);
    await vi.waitFor(() => expect(store.getState().runs[first]?.record.verdict).toBe('PASS'), waiting);
    expect(shown()).toHaveLength(keptEnded);
  });

  it('a hole that cannot be filled now is filled by the next station, and is no error of the page', async () => {
    const link = new StationLink();
    const entries = whole(name(1));
    const uncaught: unknown[] = [];
    const hear = (reason: unknown) => void uncaught.push(reason);
    const others = process.listeners('unhandledRejection');
    process.removeAllListeners('unhandledRejection').on('unhandledRejection', hear);
    try {
      const station = new FakeStation(link, { 'run/entries': () => new Promise<never>(() => undefined) });
      const store = runsStore(link);
      const [start, , , end] = entries;
      if (start === undefined || end === undefined) throw new Error('no entries');
      station.tell('entry', start);
      station.tell('entry', end);
      await vi.waitFor(() => expect(store.getState().runs[name(1)]?.record.verdict).toBe('INTERRUPTED'), waiting);
      link.lose();
      await new Promise((resolve) => setImmediate(resolve));
      stationWith(link, new Map([[name(1), entries]]));
      await vi.waitFor(() => expect(store.getState().runs[name(1)]?.record.verdict).toBe('PASS'), waiting);
      expect(uncaught).toEqual([]);
    } finally {
      process.removeAllListeners('unhandledRejection');
      for (const listener of others) process.on('unhandledRejection', listener);
    }
  });

  it('a verdict that no page has shown to anybody is offered again, until the station has kept who saw it', async () => {
    const link = new StationLink();
    const journals = new Map([[name(1), whole(name(1))]]);
    const kept: unknown[] = [];
    const answers = {
      'run/entries': ({ run, from, count }: { run: string; from: number; count: number }) =>
        (journals.get(run) ?? []).slice(from, from + count),
      'run/unseen': () => (kept.length === 0 ? [name(1)] : []),
    };
    const refusing = new FakeStation(link, {
      ...answers,
      'run/seen': () => {
        throw new CodedError('store/waiting');
      },
    });
    const store = runsStore(link);
    await vi.waitFor(() => expect(store.getState().runs[name(1)]?.unseen).toBe(true), waiting);
    store.seen(name(1), 'QA-7');
    expect(store.getState().runs[name(1)]?.unseen).toBe(false);
    await vi.waitFor(() => expect(refusing.asked('run/seen')).toEqual([{ run: name(1), by: 'QA-7' }]), waiting);
    // The next station is told what this one did not keep, and the person is not asked twice.
    link.lose();
    new FakeStation(link, {
      ...answers,
      'run/seen': (input) => {
        kept.push(input);
        return {};
      },
    });
    await vi.waitFor(() => expect(kept).toEqual([{ run: name(1), by: 'QA-7' }]), waiting);
    expect(store.getState().runs[name(1)]?.unseen).toBe(false);
  });

  it('a run of long ago that is opened is no news', async () => {
    const link = new StationLink();
    stationWith(link, new Map([[name(1), whole(name(1))]]));
    const store = runsStore(link);
    await store.follow(name(1));
    await vi.waitFor(() => expect(store.getState().runs[name(1)]?.record.verdict).toBe('PASS'), waiting);
    expect(store.getState().runs[name(1)]?.unseen).toBe(false);
  });
});
