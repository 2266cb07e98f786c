/** How the signal came into the oscilloscope goes with the number that was judged by it: into the record and every export. */
import { expect, it } from 'vitest';
import type { ScopeInput } from '../../foundation/capability/oscilloscope.ts';
import type { Expression } from '../../procedures/language/expression.ts';
import type { EntryDraft } from '../../station/record/entry.ts';
import { fold } from '../../station/record/fold.ts';
import { csvOfRecord } from '../../station/reports/export-csv.ts';
import { jsonOfRecord } from '../../station/reports/export-json.ts';
import { csvObjects } from '../support/csv.ts';
import { journalOf, measured } from '../support/sample-journal.ts';

const volts = { value: 0.1, unit: 'V', quantity: 'voltage', status: 'ok', flags: [] };
const samples = { sha256: 'ab'.repeat(32), bytes: 1_200 };

function captured(channel: number, input?: ScopeInput): EntryDraft {
  const value = { channel, samples, peakToPeak: volts, ...(input === undefined ? {} : { input }) };
  return { kind: 'reading', role: 'scope', verb: 'capture', args: { channel }, value, token: 0, ms: 5 };
}

function judged(expression: Expression): EntryDraft {
  const quantity = { value: 0.1, unit: 'V', status: 'ok', expression, verified: true } as const;
  return { kind: 'measure', key: 'sag', quantity, verdict: 'PASS', warning: false, attempt: 1 };
}

const of = (entry: number): Expression => ({ ref: { entry, path: ['peakToPeak'] } });
/** Behind run, bench and declarations. */
const first = 3;
const ac: ScopeInput = { unit: 'V', coupling: 'ac', inverted: true, probe: 10 };
const dc: ScopeInput = { coupling: 'dc', inverted: false };

it('a difference of two channels that are set differently names both, each with its own', () => {
  const difference: Expression = { op: 'minus', of: [of(first), of(first + 1)] };
  const record = fold(journalOf('RUN-1', [captured(1, ac), captured(2, dc), captured(3, ac), judged(difference)]));
  expect(record.waveforms).toMatchObject([
    { entry: first, role: 'scope', channel: 1, input: ac, sha256: samples.sha256 },
    { entry: first + 1, channel: 2, input: dc },
    { entry: first + 2, channel: 3, input: ac },
  ]);
  const sag = csvObjects(csvOfRecord(record)).find(({ measure }) => measure === 'sag');
  expect(sag?.scope_input).toBe('scope 1: ac inverted probe=10; scope 2: dc probe=unknown');
  const kept = JSON.parse(jsonOfRecord(record, { oneLine: true })) as typeof record;
  expect(kept.waveforms?.[0]?.input).toEqual(ac);
  expect(kept.measures.find(({ key }) => key === 'sag')?.attempts[0]?.waveforms).toEqual([first, first + 1]);
});

it('a waveform of an old record that does not say is told as unknown, and a number without a waveform as none', () => {
  const record = fold(journalOf('RUN-1', [captured(1), judged(of(first)), measured('health', 92)]));
  const rows = csvObjects(csvOfRecord(record));
  expect(rows.map(({ measure, scope_input }) => [measure, scope_input])).toEqual([
    ['health', ''],
    ['sag', 'scope 1: unknown'],
    ['cycles', ''],
  ]);
});

it('a run without an oscilloscope has the record it had', () => {
  expect(fold(journalOf('RUN-1', [measured('health', 92)]))).not.toHaveProperty('waveforms');
});
