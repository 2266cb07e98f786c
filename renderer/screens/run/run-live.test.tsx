// @vitest-environment happy-dom
import { act, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { calmStatus } from '../../test-support/fake-station.ts';
import { opened, run } from '../../test-support/open-run.tsx';
import { unmountPages } from '../../test-support/render-page.tsx';
import { begin, declared, missed, sampled, soaks } from '../../test-support/run-entries.ts';

afterEach(unmountPages);

describe('live values', () => {
  it('of a lost instrument show since when, and no number', async () => {
    const { tell } = await opened([begin(), declared, soaks, sampled(0, 4.123)]);
    expect(await screen.findByText('4.123 V')).toBeTruthy();
    tell(missed(1));
    await waitFor(() => expect(document.querySelector('.run-value')?.textContent).toContain('lost'));
    expect(document.querySelector('.run-value .number')?.textContent).not.toContain('4.123');
  });

  it('grow into the whole time of the soak, each with all digits of its instrument', async () => {
    const { station } = await opened([begin(), declared, soaks, sampled(0, 4.12)]);
    const series = { series: 'charge/voltage', soak: 'charge', name: 'voltage', unit: 'V', quantity: 'voltage' };
    Object.assign(station.answers, {
      'run/series': () => [{ ...series, samples: 1, holes: 0, fromMs: 0, toMs: 2_000 }],
      'run/span': () => ({
        times: Float64Array.of(1_000),
        min: Float64Array.of(4.12),
        max: Float64Array.of(4.12),
        gaps: [],
      }),
    });
    await waitFor(() => expect(document.querySelector('.series-values')?.textContent).toContain('4.120 V'));
    expect(station.asked('run/span')[0]).toMatchObject({ fromMs: 0, toMs: 60_000 });
  });

  it('of an instrument that answers with one number alone are called by the instrument', async () => {
    const value = { value: 4.1234, unit: 'V', quantity: 'voltage', status: 'ok', resolution: 0.0001, flags: [] };
    const answer = { kind: 'reading', role: 'meter', verb: 'measure', args: {}, value, token: 1, ms: 20 } as const;
    await opened([begin(), declared, answer]);
    await screen.findByText('4.1234 V');
    expect(document.querySelector('.run-value .name')?.textContent).toBe('Multimeter');
  });

  it('of an oscilloscope are told by channel, and how each took its signal in', async () => {
    const volts = { value: 0.12, unit: 'V', quantity: 'voltage', status: 'ok', flags: [] };
    const samples = { sha256: 'ab'.repeat(32), bytes: 1_200 };
    const captured = (channel: number, input: object) => {
      const value = { channel, input, samples, peakToPeak: volts };
      return { kind: 'reading', role: 'scope', verb: 'capture', args: { channel }, value, token: 1, ms: 20 } as const;
    };
    const dc = { coupling: 'dc', inverted: false, probe: 1 };
    await opened([begin(), declared, captured(1, { ...dc, coupling: 'ac', inverted: true }), captured(2, dc)], 'zh-CN');
    await screen.findAllByText('0.12 V');
    const names = [...document.querySelectorAll('.run-value .name')].map(({ textContent }) => textContent);
    expect(names.sort()).toEqual(['峰峰值 · 通道 1', '峰峰值 · 通道 2']);
    const list = [...document.querySelectorAll('.captured li')];
    expect(list.map(({ textContent }) => textContent)).toEqual([
      '示波器，通道 2直流、探头 1×',
      '示波器，通道 1交流、反相、探头 1×',
    ]);
    expect(list.map((one) => one.querySelectorAll('.care').length)).toEqual([0, 1]);
  });

  it('of a run that nobody works on are not said to come back by themselves', async () => {
    const gone = { kind: 'interruption', lastEntry: 3, gapMs: 60_000 } as const;
    const { station } = await opened([begin(), declared, soaks, sampled(0, 4.123), gone], 'en', []);
    await screen.findByText(/station was gone/);
    act(() => station.tell('status', { ...calmStatus, interrupted: [run] }));
    await screen.findByRole('region', { name: 'This run was interrupted' });
    expect(screen.queryByText(/goes on by itself/)).toBeNull();
  });

  it('have no number while the station itself is gone', async () => {
    const { station } = await opened([begin(), declared, soaks, sampled(0, 4.123)]);
    await screen.findByText('4.123 V');
    act(() => station.die());
    await waitFor(() => expect(document.querySelector('.run-value .number')?.textContent).toContain('station lost'));
  });
});

describe('a record on its way from an instrument', () => {
  const call = {
    run,
    role: 'scope',
    address: 'tcp:scope',
    verb: 'capture',
    total: 12_000_000,
    unit: 'points',
  } as const;

  it('is a bar that says how far it is, of this run alone, and Stop is beside it', async () => {
    const { station } = await opened([begin(), declared], 'zh-TW');
    expect(screen.queryByRole('progressbar', { name: /正在傳輸/ })).toBeNull();
    act(() =>
      station.tell('progress', [
        { ...call, done: 5_430_000 },
        { ...call, run: 'RUN-20260301-0002', done: 1 },
      ]),
    );
    const bar = await screen.findByRole('progressbar', { name: /正在傳輸/ });
    expect(bar.getAttribute('aria-valuenow')).toBe('45');
    expect(bar.getAttribute('aria-valuetext')).toBe('45 % · 5.4 / 12.0 M 點');
    expect(screen.getByRole('button', { name: /停止/ })).toBeTruthy();
    act(() => station.tell('progress', []));
    await waitFor(() => expect(screen.queryByRole('progressbar', { name: /正在傳輸/ })).toBeNull());
  });

  it('is not left hanging when the station is gone', async () => {
    const { station } = await opened([begin(), declared]);
    act(() => station.tell('progress', [{ ...call, done: 6_000_000 }]));
    await screen.findByRole('progressbar', { name: /Transfer from/ });
    act(() => station.die());
    await waitFor(() => expect(screen.queryByRole('progressbar', { name: /Transfer from/ })).toBeNull());
  });
});
