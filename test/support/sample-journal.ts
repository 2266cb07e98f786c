/** Small whole journals for tests of what reads journals: judged, chained and ended as the engine does it. */
import type { DeclaredMeasure } from '../../foundation/measurement/declaration.ts';
import { genesis, hashEntry } from '../../station/journal/chain.ts';
import type { Entry, EntryDraft } from '../../station/record/entry.ts';
import { RunFold } from '../../station/record/fold.ts';
import { judge } from '../../station/record/verdict.ts';

export type Journaled = readonly Entry[];

const words = (text: string) => ({ 'zh-CN': text, 'zh-TW': text, en: text });

/** `health` must be at least 80 %, `sag` at most 0.25 V; `cycles` is for information and may be missing. */
const sampleDeclarations: readonly DeclaredMeasure[] = [
  {
    key: 'health',
    title: { 'zh-CN': '电池健康度', 'zh-TW': '電池健康度', en: 'Full charge against design' },
    unit: '%',
    limits: { lo: 80 },
    rule: 'simple',
    infoOnly: false,
    optional: false,
  },
  {
    key: 'sag',
    title: words('Sag under load'),
    unit: 'V',
    limits: { hi: 0.25 },
    rule: 'simple',
    infoOnly: false,
    optional: true,
  },
  {
    key: 'cycles',
    title: words('Charge cycles'),
    unit: '1',
    limits: {},
    rule: 'simple',
    infoOnly: true,
    optional: true,
  },
];

/** A measurement to be judged; `null` is a reading that showed overload. */
export interface Measured {
  readonly measured: string;
  readonly value: number | null;
}
export type Happening = EntryDraft | Measured;

export function measured(key: string, value: number | null): Measured {
  return { measured: key, value };
}

export interface SampleRun {
  readonly ticket?: string | null;
  /** Leaves the run without its end, as a power cut does. */
  readonly unfinished?: boolean;
}

/** The journal of run `run` in which `happenings` happened. */
export function journalOf(run: string, happenings: readonly Happening[], options: SampleRun = {}): Journaled {
  const entries: Entry[] = [];
  const folding = new RunFold();
  const attempts = new Map<string, number>();
  let prev = genesis;
  const add = (draft: EntryDraft) => {
    const i = entries.length;
    const wall = new Date(Date.UTC(2026, 0, 5, 8) + i * 1000).toISOString();
    const head = JSON.parse(JSON.stringify({ ...draft, i, run, t: i * 1000, wall, prev }));
    const entry = { ...head, hash: hashEntry(head) } as Entry;
    prev = entry.hash;
    entries.push(entry);
    folding.add(entry);
  };
  add(startOf(options.ticket ?? null));
  add({ kind: 'bench.descriptor', instruments: [] });
  add({ kind: 'decl', measures: sampleDeclarations });
  for (const happening of happenings) {
    if ('measured' in happening) {
      const attempt = (attempts.get(happening.measured) ?? 0) + 1;
      attempts.set(happening.measured, attempt);
      add(judged(happening, attempt, entries.length));
    } else add(happening);
  }
  if (!options.unfinished) {
    const stopped = entries.some((entry) => entry.kind === 'stop');
    const ending = folding.verdictNow({ stopped, completed: !stopped });
    const ms = entries.length * 1000;
    add({ kind: 'run.stop', ...ending, entries: entries.length + 1, activeMs: ms, totalMs: ms });
  }
  return entries;
}

function startOf(ticket: string | null): EntryDraft {
  return {
    kind: 'run.start',
    procedure: {
      id: 'battery-health',
      version: '1.0.0',
      hash: 'ab'.repeat(32),
      title: { 'zh-CN': '电池健康', 'zh-TW': '電池健康', en: 'Battery health' },
    },
    ticket,
    unit: { brand: 'Acme', model: 'One' },
    operator: null,
    simulated: true,
    scenario: 'healthy',
    clock: { kind: 'virtual', speed: 1 },
    engineVersion: '0.1.0',
    apiVersion: 1,
  };
}

function judged({ measured: key, value }: Measured, attempt: number, entry: number): EntryDraft {
  const declared = sampleDeclarations.find((one) => one.key === key);
  if (declared === undefined) throw new Error(`the sample journal declares no ${key}`);
  const quantity = {
    value,
    unit: declared.unit,
    status: value === null ? ('overrange' as const) : ('ok' as const),
    expression: { ref: { entry: entry - 1, path: [] } },
    verified: true,
  };
  return { kind: 'measure', key, quantity, attempt, ...judge(declared, quantity) };
}
