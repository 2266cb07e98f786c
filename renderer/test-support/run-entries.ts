/** Journals of small runs for tests of the screens; hashes are left out, the fold does not look at them. */
import type { Entry, EntryDraft } from '../../station/record/entry.ts';
import { three } from '../../station/texts/three.ts';

export const runBegan = Date.parse('2026-03-01T10:00:00.000Z');

export function journalOf(run: string, drafts: readonly EntryDraft[]): Entry[] {
  return drafts.map((draft, i) => {
    const wall = new Date(runBegan + i * 1_000).toISOString();
    return { ...draft, i, run, t: i * 1_000, wall, prev: '', hash: '' } as Entry;
  });
}

export const begin = (more: object = {}): EntryDraft => ({
  kind: 'run.start',
  procedure: { id: 'small', version: '1.0.0', hash: 'h', title: three('Small check', '小检查', '小檢查') },
  ticket: 'SR-20260301-0001',
  unit: { brand: 'Acme', model: 'One', serial: 'S1' },
  operator: 'QA-7',
  simulated: false,
  clock: { kind: 'real', speed: 1 },
  engineVersion: '1',
  apiVersion: 1,
  ...more,
});

/** One judged measurement, `u`: 3.234 V to 3.366 V. */
export const declared: EntryDraft = {
  kind: 'decl',
  measures: [
    {
      key: 'u',
      title: three('Supply voltage', '供电电压', '供電電壓'),
      unit: 'V',
      limits: { lo: 3.234, hi: 3.366 },
      rule: 'simple',
      infoOnly: false,
      optional: false,
    },
  ],
};

export function measured(value: number, verdict: 'PASS' | 'FAIL'): EntryDraft {
  return {
    kind: 'measure',
    key: 'u',
    quantity: {
      value,
      unit: 'V',
      status: 'ok',
      resolution: 0.001,
      expression: { op: 'reading', entry: 2, path: [] },
      verified: true,
    },
    verdict,
    warning: false,
    attempt: 1,
    ...(verdict === 'FAIL' ? { reason: 'limit/over' } : {}),
  } as unknown as EntryDraft;
}

export const ended = (verdict: 'PASS' | 'FAIL' | 'STOPPED', entries: number): EntryDraft => ({
  kind: 'run.stop',
  verdict,
  reasons: verdict === 'FAIL' ? [{ code: 'measure/fail', params: { key: 'u', why: 'limit/over' } }] : [],
  entries,
  activeMs: 5_000,
  totalMs: 5_000,
});

export const asks: EntryDraft = {
  kind: 'prompt',
  key: 'probes',
  promptKind: 'confirm',
  text: three('Are the probes on?', '表笔接好了吗？', '探棒接好了嗎？'),
};

export const soaks: EntryDraft = {
  kind: 'soak.start',
  name: 'charge',
  token: 1,
  forMs: 60_000,
  everyMs: 1_000,
  onGap: { policy: 'fail' },
  holeMs: 30_000,
} as EntryDraft;

export const sampled = (index: number, volts: number): EntryDraft => ({
  kind: 'sample',
  soak: 'charge',
  token: 1,
  index,
  activeMs: index * 1_000,
  totalMs: index * 1_000,
  values: { voltage: { value: volts, unit: 'V', status: 'ok', resolution: 0.001 } },
});

export const missed = (index: number): EntryDraft => ({
  kind: 'hole',
  soak: 'charge',
  token: 1,
  index,
  activeMs: index * 1_000,
  failure: { code: 'instrument/lost', params: { role: 'meter' } },
});
