// @vitest-environment happy-dom
import { act, screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { EntryDraft } from '../../../station/record/entry.ts';
import { pressKey, scanCode } from '../../test-support/keys.ts';
import { opened, run } from '../../test-support/open-run.tsx';
import { unmountPages } from '../../test-support/render-page.tsx';
import { asks, begin, declared, ended, measured, sampled, soaks } from '../../test-support/run-entries.ts';
import { coolDownMs } from './prompt-answer.ts';

afterEach(unmountPages);

const wait = (ms: number) => act(() => new Promise((resolve) => setTimeout(resolve, ms)));

describe('the verdict', () => {
  it('comes only with the stored end, names what failed and by how much, and a FAIL stays', async () => {
    const { tell } = await opened([begin(), declared, measured(3.404, 'FAIL')]);
    expect(screen.queryByRole('alertdialog')).toBeNull();
    tell(ended('FAIL', 4));
    const dialog = await screen.findByRole('alertdialog');
    expect(dialog.textContent).toContain('FAIL');
    expect(dialog.textContent).toContain('Supply voltage');
    expect(dialog.textContent).toContain('+38 mV above 3.366 V');
    expect(dialog.textContent).not.toContain('closes in');
  });

  it('is not taken away by a press that was meant for the question before it', async () => {
    const { tell, user } = await opened([begin(), declared, measured(3.404, 'FAIL')]);
    // However long this computer takes from the verdict to the press.
    const standing = vi.spyOn(performance, 'now').mockReturnValue(performance.now());
    tell(ended('FAIL', 4));
    const dialog = await screen.findByRole('alertdialog');
    const next = within(dialog).getByRole('button', { name: 'Next unit' });
    await user.click(next);
    expect(dialog.isConnected).toBe(true);
    standing.mockRestore();
    await wait(coolDownMs + 100);
    await user.click(next);
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  });

  it('of a PASS closes by itself, unless any key is pressed', async () => {
    const { tell } = await opened([begin(), declared, measured(3.3, 'PASS')]);
    tell(ended('PASS', 4));
    const dialog = await screen.findByRole('alertdialog');
    expect(dialog.textContent).toContain('closes in 15 s');
    act(() => pressKey('ShiftLeft', 'Shift'));
    await waitFor(() => expect(within(dialog).getByText(/closes in/).className).toContain('unseen'));
  });

  it('on simulated instruments says so, in Taiwan’s words too', async () => {
    const { tell } = await opened([begin({ simulated: true }), declared, measured(3.3, 'PASS')], 'zh-TW');
    tell(ended('PASS', 4));
    const dialog = await screen.findByRole('alertdialog');
    expect(dialog.textContent).toContain('模擬');
    expect(dialog.textContent).toContain('不可用於放行裝置');
  });

  it('of a run that ended before this window looked is shown in its place and not over everything', async () => {
    await opened([begin(), declared, measured(3.404, 'FAIL'), ended('FAIL', 4)], 'en', []);
    expect(screen.queryByRole('alertdialog')).toBeNull();
    expect(screen.getByText('Why')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Stop/ })).toBeNull();
  });

  it('of a stopped run asks why, and the answer goes to the ticket', async () => {
    const { tell, user, station } = await opened([begin(), declared]);
    tell({ kind: 'stop', how: 'stop', by: 'QA-7' }, ended('STOPPED', 4));
    const dialog = await screen.findByRole('alertdialog');
    await user.type(within(dialog).getByRole('textbox'), 'wrong unit');
    await user.click(within(dialog).getByRole('button', { name: 'Save the reason' }));
    await waitFor(() =>
      expect(station.asked('ticket/note')).toEqual([
        { number: 'SR-20260301-0001', text: `${run} stopped: wrong unit`, by: 'QA-7' },
      ]),
    );
  });
});

describe('a question', () => {
  it('is answered by Enter only after the cool-down, so that a held key answers nothing', async () => {
    // However long this computer takes from the question to the press.
    const standing = vi.spyOn(performance, 'now').mockReturnValue(performance.now());
    const { station } = await opened([begin(), declared, asks]);
    await screen.findByText('Are the probes on?');
    act(() => pressKey('Enter'));
    await wait(coolDownMs + 100);
    expect(station.asked('run/answer')).toEqual([]);
    standing.mockRestore();
    act(() => pressKey('Enter'));
    await waitFor(() => expect(station.asked('run/answer')).toEqual([{ run, key: 'probes', value: true }]));
  });

  it('takes F for no, but not the F of something that is scanned', async () => {
    const { station } = await opened([begin(), declared, asks]);
    await screen.findByText('Are the probes on?');
    await wait(coolDownMs + 100);
    act(() => scanCode('FFFFFFFF'));
    await waitFor(() => expect(station.asked('scan/resolve')).toEqual([{ text: 'FFFFFFFF' }]));
    // Longer than a key must be alone to count.
    await wait(200);
    expect(station.asked('run/answer')).toEqual([]);
  });

  it('that wants a scan is answered by it', async () => {
    const scan = { ...asks, promptKind: 'scan' } as EntryDraft;
    const { station } = await opened([begin(), declared, scan]);
    await screen.findByText('Are the probes on?');
    await wait(coolDownMs + 100);
    act(() => scanCode('BOARD-77'));
    await waitFor(() => expect(station.asked('run/answer')).toEqual([{ run, key: 'probes', value: 'BOARD-77' }]));
    expect(station.asked('scan/resolve')).toEqual([]);
  });
});

describe('stopping', () => {
  it('Escape never stops a run, Ctrl and the full stop does', async () => {
    const { station, user } = await opened([begin(), declared]);
    await user.keyboard('{Escape}');
    expect(station.asked('run/stop')).toEqual([]);
    await user.keyboard('{Control>}[Period]{/Control}');
    await waitFor(() => expect(station.asked('run/stop')).toEqual([{ run, by: 'QA-7' }]));
  });

  it('a short press on Stop does nothing, a long one stops', async () => {
    const { station, user } = await opened([begin(), declared]);
    const stop = screen.getByRole('button', { name: 'Stop: press and hold' });
    stop.focus();
    await user.keyboard('[Enter]');
    expect(station.asked('run/stop')).toEqual([]);
    await user.keyboard('[Enter>]');
    await waitFor(() => expect(station.asked('run/stop')).toHaveLength(1), { timeout: 3_000 });
    await user.keyboard('[/Enter]');
  });

  it('Emergency acts at once', async () => {
    const { station, user } = await opened([begin(), declared]);
    await user.click(screen.getByRole('button', { name: /Emergency off/ }));
    await waitFor(() => expect(station.asked('run/emergency')).toEqual([{ run, by: 'QA-7' }]));
  });

  it('tells beside the STOP what became of each output, and loudly what was not seen to be off', async () => {
    const targets = ['supply', 'load', 'iron'].map((key) => ({
      key,
      outcome: key === 'iron' ? 'port/busy' : 'existing',
    }));
    const { tell } = await opened([begin(), declared, { kind: 'stop', how: 'emergency', by: 'QA-7' }]);
    tell({ kind: 'safe', cause: 'emergency', targets });
    const list = await screen.findByRole('status', { name: 'Outputs switched off' });
    expect(within(list).getByText(/supply: .*looking whether it is off/)).toBeDefined();
    const iron = within(list).getByText(/iron: .*COULD NOT BE SENT/);
    expect(iron.closest('.notice.fail')).not.toBeNull();
    const timeout = { code: 'instrument/timeout', params: {} };
    tell(
      { kind: 'safe', cause: 'emergency', targets },
      {
        kind: 'safe.look',
        targets: [
          { key: 'supply', seen: 'unknown', failure: timeout },
          { key: 'load', seen: 'off' },
        ],
      },
    );
    const supply = await within(list).findByText(/supply: .*NEVER SEEN TO WORK/);
    expect(supply.closest('.notice.fail')).not.toBeNull();
    expect(
      within(list)
        .getByText(/load: off/)
        .closest('.notice'),
    ).toBeNull();
  });

  it('keeps what was not seen to be off over the verdict, which then does not close by itself', async () => {
    const { tell } = await opened([begin(), declared, measured(3.31, 'PASS')]);
    tell({ kind: 'safe', cause: 'end', targets: [{ key: 'supply', outcome: 'existing' }] }, ended('PASS', 5));
    const dialog = await screen.findByRole('alertdialog');
    expect(dialog.textContent).toContain('WAS NOT LOOKED AT');
    expect(dialog.textContent).not.toContain('closes in');
  });

  it('by the command card stops the run that is open', async () => {
    const { station } = await opened([begin(), declared]);
    act(() => scanCode('CMD:STOP'));
    await waitFor(() => expect(station.asked('run/stop')).toEqual([{ run, by: 'QA-7' }]));
  });
});

it('what came from outside is shown as text, however it looks', async () => {
  const model = `<img src=x onerror=alert(1)>\u202e${'x'.repeat(10_000)}`;
  await opened([begin({ unit: { brand: 'A', model, serial: '<b>1</b>' } }), declared]);
  expect(document.querySelector('img')).toBeNull();
  expect(document.body.textContent).toContain('\\u{202e}');
});

it('has nothing for axe to find', async () => {
  await opened([begin(), declared, soaks, sampled(0, 4.123), asks]);
  await screen.findByText('4.123 V');
  const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
}, 60_000);
