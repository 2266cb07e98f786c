/** The waveforms of a run, drawn from the evidence that stands beside its journal. */
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SampleCode } from '../../foundation/capability/oscilloscope.ts';
import { SqliteJournalStore } from '../../station/journal/sqlite-journal-store.ts';
import type { EntryDraft } from '../../station/record/entry.ts';
import { Waveforms } from '../../station/series/waveforms.ts';
import type { Database } from '../../station/store/database.ts';
import { journalOf } from '../support/sample-journal.ts';
import { type StoredRun, storedRun } from '../support/stored-run.ts';

const reading = { value: 5, unit: 'V', quantity: 'voltage', status: 'ok', flags: [] };
const numbers = { min: reading, max: reading, mean: reading, rms: reading, peakToPeak: reading, clipped: 0, holes: 0 };

let stored: StoredRun;
let folder: string;
let database: Database;
let run: string;

beforeEach(async () => {
  stored = await storedRun();
  ({ folder, database, run } = stored);
});
afterEach(() => stored.remove());

const fileOf = (sha256: string) => path.join(folder, 'evidence', sha256);

function captured(bytes: Uint8Array, code: SampleCode = 'u8', hole?: number): EntryDraft {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  mkdirSync(path.join(folder, 'evidence'), { recursive: true });
  writeFileSync(fileOf(sha256), bytes);
  const count = code.includes('16') ? bytes.length / 2 : bytes.length;
  const scale = {
    voltsPerStep: 0.5,
    voltsAtZero: -10,
    secondsPerPoint: 1e-6,
    firstSeconds: -1e-3,
    lowest: 0,
    highest: 255,
  };
  const value = {
    ...{ channel: 1, code, count, samples: { sha256, bytes: bytes.length }, ...numbers },
    scale: hole === undefined ? scale : { ...scale, hole },
  };
  return { kind: 'reading', role: 'scope', verb: 'capture', args: { channel: 1 }, value, token: 0, ms: 5 };
}

/** The entries of the waveforms, in their order. */
function begun(...drafts: readonly EntryDraft[]): { readonly waveforms: Waveforms; readonly entries: number[] } {
  const other = { kind: 'reading', role: 'meter', verb: 'read', args: {}, value: reading, token: 0, ms: 5 } as const;
  new SqliteJournalStore(database).commit(journalOf(run, [other, ...drafts], { unfinished: true }));
  const waveforms = new Waveforms(folder, database);
  return { waveforms, entries: waveforms.list(run).map(({ entry }) => entry) };
}

describe('the waveforms of a run', () => {
  it('are listed with what they say of themselves, and nothing else is among them', () => {
    const { waveforms } = begun(captured(Uint8Array.of(1, 2)), captured(Uint8Array.of(3, 4, 5)));
    const listed = waveforms.list(run);
    expect(listed.map(({ role, channel, count }) => [role, channel, count])).toEqual([
      ['scope', 1, 2],
      ['scope', 1, 3],
    ]);
    expect(waveforms.list('RUN-20260105-0999')).toEqual([]);
  });

  it('show one spike among millions in the column it is in, in volts', async () => {
    const bytes = new Uint8Array(3_000_001).fill(100);
    bytes[2_345_678] = 200;
    const { waveforms, entries } = begun(captured(bytes));
    const span = await waveforms.span({ run, entry: entries[0] ?? -1, from: 0, to: bytes.length, columns: 1_000 });
    expect(span.first).toHaveLength(1_000);
    const high = [...span.max].flatMap((volts, column) => (volts === 90 ? [column] : []));
    expect(high).toEqual([781]);
    expect(span.first[781]).toBeLessThanOrEqual(2_345_678);
    expect(span.first[782]).toBeGreaterThan(2_345_678);
    expect(new Set(span.min)).toEqual(new Set([40]));
  });

  it('show every sample of a short stretch, with both signs and with holes', async () => {
    const codes = Int16Array.of(-300, 0, 300, 32_767);
    const { waveforms, entries } = begun(
      captured(new Uint8Array(codes.buffer), 'i16le'),
      captured(Uint8Array.of(20, 0, 40), 'u8', 0),
    );
    const signed = await waveforms.span({ run, entry: entries[0] ?? -1, from: 0, to: 3, columns: 100 });
    expect([[...signed.first], [...signed.min], [...signed.max]]).toEqual([
      [0, 1, 2],
      [-160, -10, 140],
      [-160, -10, 140],
    ]);
    const holed = await waveforms.span({ run, entry: entries[1] ?? -1, from: 0, to: 3, columns: 100 });
    expect([...holed.max]).toEqual([0, Number.NaN, 10]);
  });

  it('are never drawn from a file that is another one now, is shorter, or is gone; and again when it is back', async () => {
    const bytes = Uint8Array.of(1, 2, 3, 4);
    const { waveforms, entries } = begun(captured(bytes));
    const [listed] = waveforms.list(run);
    const file = fileOf(listed?.samples.sha256 ?? '');
    const span = () => waveforms.span({ run, entry: entries[0] ?? -1, from: 0, to: 4, columns: 4 });
    writeFileSync(file, Uint8Array.of(1, 2, 3, 5));
    await expect(span()).rejects.toMatchObject({ code: 'evidence/changed' });
    writeFileSync(file, Uint8Array.of(1, 2, 3));
    await expect(span()).rejects.toMatchObject({ code: 'evidence/changed' });
    rmSync(file);
    await expect(span()).rejects.toMatchObject({ code: 'evidence/not-there', params: { cause: 'ENOENT' } });
    writeFileSync(file, bytes);
    expect([...(await span()).max]).toEqual([-9.5, -9, -8.5, -8]);
    await expect(waveforms.span({ run, entry: 0, from: 0, to: 4, columns: 4 })).rejects.toMatchObject({
      code: 'run/no-waveform',
    });
  });
});
