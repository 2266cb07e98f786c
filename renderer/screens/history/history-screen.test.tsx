// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { HistoryRun } from '../../../station/api/history.ts';
import { renderPage, unmountPages } from '../../test-support/render-page.tsx';
import { sampleMeasure, sampleRecord } from '../../test-support/sample-record.ts';

afterEach(unmountPages);

const { procedure, ticket, startedWall, simulated } = sampleRecord();
const listed = (run: string, more: Partial<HistoryRun> = {}): HistoryRun => ({
  run,
  procedure: procedure.id,
  version: procedure.version,
  title: procedure.title,
  ticket,
  startedWall,
  stoppedWall: null,
  verdict: 'FAIL',
  simulated,
  unit: { brand: 'Acme', model: 'One', serial: 'A1' },
  operator: 'QA-7',
  failed: ['ocv'],
  ...more,
});
const nothingElse = { 'procedure/list': () => [], 'run/series': () => [] };

describe('the History screen', () => {
  it('asks only for the page that is shown, and for the next one by a press', async () => {
    const answers = { ...nothingElse, 'history/search': () => ({ total: 120, runs: [listed('RUN-1')] }) };
    const { user, station } = renderPage({ screen: 'history' }, answers);
    await screen.findByText('RUN-1');
    expect(screen.getByRole('status').textContent).toBe('120 runs');
    await user.click(screen.getByRole('button', { name: 'Older' }));
    await waitFor(() => expect(station.asked('history/search').at(-1)).toEqual({ text: '', from: 50, count: 50 }));
  });

  it('searches for what was typed, from the first page on', async () => {
    const answers = { ...nothingElse, 'history/search': () => ({ total: 0, runs: [] }) };
    const { user, station } = renderPage({ screen: 'history' }, answers);
    await screen.findByText('Nothing has been run yet.');
    await user.type(screen.getByLabelText('Search'), 'A1 battery');
    await screen.findByText('No run fits this search.');
    expect(station.asked('history/search').at(-1)).toMatchObject({ text: 'A1 battery', from: 0 });
  });

  it('shows one run in full: why it failed, by its title and not its key, its gaps and that it was simulated', async () => {
    const answers = { ...nothingElse, 'run/show': () => sampleRecord() };
    renderPage({ screen: 'history', item: 'RUN-20261120-0001' }, answers, 'zh-TW');
    await screen.findByText('缺少取樣');
    expect(screen.getByText('1:00')).toBeTruthy();
    expect(screen.getAllByText('模擬').length).toBeGreaterThan(0);
    expect(screen.getAllByText(/不通過/).length).toBeGreaterThan(0);
    expect(screen.getByText(/開路電壓 不合格/)).toBeTruthy();
  });

  it('calls instruments, kept files and who has answered in the person’s language', async () => {
    const text = { en: 'Probes on?', 'zh-CN': '接好了吗？', 'zh-TW': '接好了嗎？' };
    const record = sampleRecord({
      evidence: [{ kind: 'transcript', role: 'meter', sha256: 'a'.repeat(64), bytes: 10 }],
      prompts: [{ key: 'probes', kind: 'confirm', text, answered: true, value: true, by: 'simulated' }],
    });
    const { container } = renderPage(
      { screen: 'history', item: record.run },
      { ...nothingElse, 'run/show': () => record },
      'zh-TW',
    );
    await screen.findByText('通訊全文 · 三用電表');
    expect(screen.getByText('由模擬操作人員回答')).toBeTruthy();
    expect(container.querySelector('main')?.textContent).not.toMatch(/transcript|simulated|meter/);
  });

  it('says what verifying has found', async () => {
    const report = {
      run: 'RUN-20261120-0001',
      ok: false,
      entries: 57,
      chainBrokenAt: 12,
      differences: [{ key: 'ocv', recorded: 'PASS', recomputed: 'FAIL' }],
    };
    const answers = { ...nothingElse, 'run/show': () => sampleRecord(), 'run/verify': () => report };
    const { user } = renderPage({ screen: 'history', item: 'RUN-20261120-0001' }, answers);
    await user.click(await screen.findByRole('button', { name: 'Verify the record' }));
    expect(await screen.findByText(/The chain breaks at entry 12/)).toBeTruthy();
    expect(screen.getByText('ocv: recorded PASS, recomputed FAIL')).toBeTruthy();
  });

  it('puts two runs side by side with what changed between them, the earlier one as before', async () => {
    const after = sampleRecord({
      run: 'RUN-20261121-0001',
      verdict: 'PASS',
      startedWall: '2026-11-21T09:00:00.000Z',
      measures: [sampleMeasure({ value: 4.121, verdict: 'PASS' })],
    });
    const answers = {
      ...nothingElse,
      'run/show': ({ run }: { readonly run: string }) => (run === after.run ? after : sampleRecord()),
      'history/search': () => ({ total: 2, runs: [listed(after.run, { startedWall: after.startedWall })] }),
    };
    const { user } = renderPage({ screen: 'history', item: 'RUN-20261120-0001' }, answers);
    await user.click(await screen.findByRole('button', { name: 'Compare with…' }));
    await user.click(await within(screen.getByRole('dialog')).findByRole('button', { name: /RUN-20261121-0001/ }));
    expect(await screen.findByText('+0.819 V')).toBeTruthy();
  });
});
