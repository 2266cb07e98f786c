/** A whole record of a failed battery run, for tests of the screens that show records. */
import type { MeasureRecord, RunRecord } from '../../station/record/record.ts';

const texts = (en: string, cn: string, tw: string) => ({ en, 'zh-CN': cn, 'zh-TW': tw });

export function sampleMeasure(more: Partial<MeasureRecord> = {}): MeasureRecord {
  return {
    key: 'ocv',
    title: texts('Open-circuit voltage', '开路电压', '開路電壓'),
    value: 3.302,
    unit: 'V',
    resolution: 0.001,
    limits: { lo: 3.4, hi: 4.5 },
    rule: 'simple',
    optional: false,
    verdict: 'FAIL',
    warning: false,
    reason: 'limit/under',
    attempts: [],
    ...more,
  };
}

export function sampleRecord(more: Partial<RunRecord> = {}): RunRecord {
  return {
    run: 'RUN-20261120-0001',
    verdict: 'FAIL',
    reasons: [{ code: 'measure/fail', params: { key: 'ocv', why: 'limit/under' } }],
    procedure: {
      id: 'battery-health',
      version: '1.0.0',
      hash: 'ab12',
      title: texts('Battery health', '电池健康', '電池健康'),
    },
    ticket: 'SR-20261120-0001',
    unit: { brand: 'Acme', model: 'One', serial: 'A1' },
    operator: 'QA-7',
    simulated: true,
    scenario: 'aged-battery',
    clock: { kind: 'paced', speed: 60 },
    startedWall: '2026-11-20T09:00:00.000Z',
    stoppedWall: '2026-11-20T09:04:00.000Z',
    activeMs: 240_000,
    totalMs: 240_000,
    bench: [],
    measures: [sampleMeasure()],
    steps: [{ name: 'identify', kind: 'step', state: 'done', attempts: 1, startedMs: 0, endedMs: 800, failures: [] }],
    interruptions: [{ entry: 9, cause: 'hole', gapMs: 60_000, ended: true }],
    prompts: [],
    faults: [],
    notes: [],
    undecided: [],
    undos: [],
    outputs: [],
    settingsNotRestored: [],
    clockSteps: [],
    evidence: [],
    lateAnswers: 0,
    entries: 57,
    lastHash: 'ff',
    ...more,
  };
}
