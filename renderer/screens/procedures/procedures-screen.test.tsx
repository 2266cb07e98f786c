// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import { CodedError } from '../../../foundation/failure.ts';
import type { FaultOutcome, ProcedureDetails, RehearsalReport } from '../../../station/api/procedures.ts';
import { three } from '../../../station/texts/three.ts';
import { renderPage, unmountPages } from '../../test-support/render-page.tsx';

afterEach(unmountPages);

const details: ProcedureDetails = {
  id: 'battery-health',
  version: '1.0.0',
  title: three('Battery health', '电池健康', '電池健康度'),
  hash: 'a'.repeat(64),
  needs: { phone: 'Phone', meter: 'Multimeter' },
  measures: [
    {
      key: 'health',
      title: three('Health', '健康度', '健康度'),
      unit: '%',
      limits: { lo: 80, warnLo: 85 },
      rule: { guard: 3 },
      infoOnly: false,
      optional: false,
    },
    {
      key: 'cycles',
      title: three('Cycles', '循环次数', '循環次數'),
      unit: '1',
      limits: {},
      rule: 'simple',
      infoOnly: true,
      optional: false,
    },
  ],
  prompts: [{ key: 'place', kind: 'confirm', text: three('Place the probes', '放好表笔', '放好探棒') }],
  stages: [{ name: 'rest', title: three('Rest', '静置', '靜置') }],
  findings: {},
  source: "import { x } from './y.ts';\n\nexport default x;\n",
  scenarios: [
    { name: 'healthy', describes: 'a good phone', expected: 'PASS' },
    { name: 'aged-battery', describes: 'an old battery', expected: 'FAIL' },
  ],
};
const outcome: FaultOutcome = {
  role: 'meter',
  fault: 'silence',
  step: 'rest',
  lasting: 'for-ever',
  verdict: 'INCONCLUSIVE',
  reason: null,
  passedByAbsence: false,
  blamedUnit: false,
};
const report: RehearsalReport = {
  verdict: 'PASS',
  reasons: [],
  virtualMs: 125_000,
  realMs: 800,
  measures: [{ key: 'health', value: 92, unit: '%', resolution: 1, verdict: 'PASS' }],
  outcomes: [],
};
const library = {
  'procedure/list': () => [details],
  'procedure/show': () => details,
};

describe('the library of procedures', () => {
  it('shows limits, warnings and the rule of decision in the person’s language', async () => {
    const { container } = renderPage({ screen: 'procedures' }, library, 'zh-TW');
    const row = (await screen.findByText('健康度')).closest('tr');
    expect(row?.textContent).toContain('≥ 80 %');
    expect(row?.textContent).toContain('≥ 85 %');
    expect(row?.textContent).toContain('保護帶 ±3 %');
    expect((await screen.findByText('循環次數')).closest('tr')?.textContent).toContain('僅記錄');
    expect(screen.getByRole('option', { name: /電池健康度/ }).textContent).toContain('手機 · 三用電表');
    const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  });

  it('a rehearsal that does not end as it should says so', async () => {
    const { station, user } = renderPage({ screen: 'procedures' }, { ...library, 'procedure/rehearse': () => report });
    await user.click(await screen.findByRole('tab', { name: 'Rehearse' }));
    await user.click(await screen.findByRole('radio', { name: /an old battery/ }));
    await user.click(screen.getByRole('button', { name: 'Rehearse' }));
    const result = await screen.findByRole('region', { name: 'Result' });
    expect(result.textContent).toContain('NOT AS EXPECTED: should be FAIL');
    expect(result.textContent).toContain('2:05 of bench time in 0.8 s');
    expect(result.textContent).toContain('92 %');
    expect(station.asked('procedure/rehearse')).toEqual([
      { id: 'battery-health', scenario: 'aged-battery', faults: false, job: expect.any(String) },
    ]);
  });

  it('the table of faults has the mistakes of the procedure on top, and goes on while another screen is open', async () => {
    const passed = { ...outcome, step: 'later', verdict: 'PASS', passedByAbsence: true };
    let finish = (_: RehearsalReport) => {};
    const { page, station, user } = renderPage(
      { screen: 'procedures' },
      { ...library, 'procedure/rehearse': () => new Promise<RehearsalReport>((resolve) => (finish = resolve)) },
      'zh-CN',
    );
    await user.click(await screen.findByRole('tab', { name: '演练' }));
    await user.click(await screen.findByText(/每台仪器的各种故障/));
    await user.click(screen.getByRole('button', { name: '开始演练' }));
    await waitFor(() => expect(station.asked('procedure/rehearse')).toHaveLength(1));
    const { job } = station.asked('procedure/rehearse')[0] as { job: string };
    station.tell('rehearsal', { job: 'of another window', done: 9, total: 10 });
    station.tell('rehearsal', { job, done: 3, total: 40 });
    expect(await screen.findByText('故障运行 3 / 40')).toBeTruthy();
    page.place.go({ screen: 'station' });
    finish({ ...report, outcomes: [outcome, passed] });
    await waitFor(() => expect(page.rehearsals.getState().rehearsals['battery-health']?.going).toBe(false));
    page.place.go({ screen: 'procedures' });
    await user.click(await screen.findByRole('tab', { name: '演练' }));
    const [table] = await screen.findAllByRole('region', { name: '故障' });
    const rows = within(table as HTMLElement).getAllByRole('row');
    expect(rows).toHaveLength(3);
    expect(rows[1]?.textContent).toContain('因缺失而通过');
    expect(rows[2]?.textContent).toContain('静置');
    expect(table?.textContent).toContain('2 次故障运行：1 次缺少读数却通过，0 次把仪器故障归咎于设备');
  });

  it('a cancelled rehearsal says that it was, and can be begun again', async () => {
    let fail = (_: unknown) => {};
    const { station, user } = renderPage(
      { screen: 'procedures' },
      {
        ...library,
        'procedure/rehearse': () => new Promise<RehearsalReport>((_, reject) => (fail = reject)),
        'procedure/cancel-rehearsal': () => {
          fail(new CodedError('rehearsal/cancelled'));
          return {};
        },
      },
    );
    await user.click(await screen.findByRole('tab', { name: 'Rehearse' }));
    await user.click(await screen.findByRole('button', { name: 'Rehearse' }));
    await user.click(await screen.findByRole('button', { name: 'Cancel' }));
    expect((await screen.findByRole('alert')).textContent).toContain('rehearsal/cancelled');
    expect(station.asked('procedure/cancel-rehearsal')).toHaveLength(1);
    expect((screen.getByRole('button', { name: 'Rehearse' }) as HTMLButtonElement).disabled).toBe(false);
  });

  it('a check marks its lines in the source', async () => {
    const failure = { code: 'check/unawaited', params: { call: 'x.read' } };
    const { container, user } = renderPage(
      { screen: 'procedures' },
      {
        ...library,
        'procedure/check': () => [
          { file: 'battery-health.ts', line: 3, column: 1, failure },
          { file: 'texts/battery-health.ts', line: 1, column: 1, failure },
        ],
      },
    );
    await user.click(await screen.findByRole('tab', { name: 'Source and check' }));
    await user.click(await screen.findByRole('button', { name: 'Check' }));
    expect((await screen.findByText('2 findings')).getAttribute('role')).toBe('status');
    expect([...container.querySelectorAll('.marked')].map(({ textContent }) => textContent)).toEqual([
      'export default x;',
    ]);
    expect(screen.getByText('texts/battery-health.ts line 1')).toBeTruthy();
  });

  it('two versions stand side by side, in words', async () => {
    const versions = [
      { hash: 'b'.repeat(64), version: '1.1.0', firstWall: null, runs: 0, current: true },
      { hash: 'a'.repeat(64), version: '1.0.0', firstWall: '2026-01-05T08:00:00Z', runs: 7, current: false },
    ];
    const { station, user } = renderPage(
      { screen: 'procedures' },
      {
        ...library,
        'procedure/versions': () => versions,
        'procedure/difference': () => [
          { where: 'measure health limits.lo', before: '80', after: '82' },
          { where: 'code', before: 'a'.repeat(64), after: 'b'.repeat(64) },
          { where: 'of a later station', before: null, after: '<b>x</b>' },
        ],
      },
    );
    await user.click(await screen.findByRole('tab', { name: 'Versions' }));
    const compare = await screen.findByRole('region', { name: 'Compare' });
    await waitFor(() => expect(compare.textContent).toContain('measurement · health · lower limit'));
    expect(within(compare).getByRole('rowheader', { name: 'what it does (the code)' })).toBeTruthy();
    expect(within(compare).getByText('<b>x</b>')).toBeTruthy();
    expect(station.asked('procedure/difference')).toEqual([{ before: 'a'.repeat(64), after: 'b'.repeat(64) }]);
  });
});
