// @vitest-environment happy-dom
import { screen, waitFor } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import { CodedError } from '../../../foundation/failure.ts';
import type { Reading } from '../../../foundation/measurement/reading.ts';
import type { WaveformQuery, WaveformSpan, WaveformSummary } from '../../../station/api/waveforms.ts';
import { renderPage, unmountPages } from '../../test-support/render-page.tsx';
import { sampleRecord } from '../../test-support/sample-record.ts';

afterEach(unmountPages);

const volts = (value: number): Reading => ({
  ...{ value, unit: 'V', quantity: 'voltage', status: 'ok', resolution: 0.04, flags: [] },
});
const samples = { sha256: 'ab'.repeat(32), bytes: 12_000_000 };
const waveform: WaveformSummary = {
  ...{ entry: 7, role: 'scope', channel: 1, code: 'u8', count: 12_000_000, samples, clipped: 3, holes: 0 },
  input: { unit: 'V', coupling: 'dc', inverted: false },
  scale: { voltsPerStep: 0.04, voltsAtZero: 0, secondsPerPoint: 1e-9, firstSeconds: -0.006, lowest: 0, highest: 255 },
  ...{ min: volts(4.96), max: volts(5.08), mean: volts(5.02), rms: volts(5.02), peakToPeak: volts(0.12) },
};
const run = 'RUN-20261120-0001';
const record = sampleRecord({ evidence: [{ kind: 'waveform', role: 'scope', ...samples }] });

function columnsOf({ from, to, columns }: WaveformQuery): WaveformSpan {
  const count = Math.min(columns, to - from);
  const first = Float64Array.from({ length: count }, (_, index) => from + Math.floor((index * (to - from)) / count));
  return { first, min: first.map(() => 4.96), max: first.map(() => 5.08) };
}

const opened = (span: (query: WaveformQuery) => WaveformSpan, more: readonly WaveformSummary[] = []) =>
  renderPage(
    { screen: 'history', item: run },
    {
      'run/show': () => record,
      'run/series': () => [],
      'run/waveforms': () => [waveform, ...more],
      'run/waveform': span,
    },
  );

describe('a captured waveform', () => {
  it('shows all of its twelve million points, what they say, and the value at the cursor', async () => {
    const { station } = opened(columnsOf);
    const panel = await screen.findByRole('region', { name: 'Captured waveforms' });
    await waitFor(() => expect(panel.textContent).toContain('at 0.00 ms: 4.96 V … 5.08 V'));
    expect(panel.textContent).toContain('12\u00a0000\u00a0000 points');
    expect(panel.textContent).toContain('3 points at the end of the range');
    expect(panel.textContent).toContain('peak to peak 0.12 V');
    expect(station.asked('run/waveform')).toEqual([{ run, entry: 7, from: 0, to: 12_000_000, columns: 1_400 }]);
  });

  it('tells beside the curve how its channel took the signal in, and of each channel its own', async () => {
    const input = { unit: 'V', coupling: 'ac', inverted: true, probe: 10 } as const;
    const { user } = opened(columnsOf, [{ ...waveform, entry: 9, channel: 2, input }]);
    const panel = await screen.findByRole('region', { name: 'Captured waveforms' });
    const facts = () => panel.querySelector('.scope-input');
    expect(facts()?.textContent).toContain('DC coupling');
    expect(facts()?.textContent).toContain('probe factor not known');
    expect(facts()?.textContent).not.toContain('inverted');
    await user.click(await screen.findByRole('button', { name: /Captured waveforms/ }));
    await user.click(
      await screen.findByRole('option', { name: '9 · Oscilloscope, channel 2 · AC, inverted, probe 10×' }),
    );
    const care = [...(facts()?.querySelectorAll('.care') ?? [])].map(({ textContent }) => textContent);
    expect(care.slice(0, 2)).toEqual(['AC coupling: without the mean', 'inverted: shown upside down']);
    expect(facts()?.textContent).toContain('probe 10×');
  });

  it('whose trigger is not known says that its time counts from the first point', async () => {
    const scale = { ...waveform.scale, firstSeconds: 0, zero: 'first-sample' } as const;
    const { user } = opened(columnsOf, [{ ...waveform, entry: 9, scale }]);
    const panel = await screen.findByRole('region', { name: 'Captured waveforms' });
    await waitFor(() => expect(panel.textContent).toContain('4.96 V … 5.08 V'));
    expect(panel.textContent).not.toContain('the trigger is not known');
    await user.click(await screen.findByRole('button', { name: /Captured waveforms/ }));
    await user.click(await screen.findByRole('option', { name: /^9 · Oscilloscope, channel 1/ }));
    expect(await screen.findByText('time counts from the first point, for the trigger is not known')).toBeTruthy();
  });

  it('is zoomed by keys down to single samples, and the station is asked for that stretch alone', async () => {
    const { user, station } = opened(columnsOf);
    const picture = await screen.findByRole('img', { name: /channel 1 over time/ });
    await waitFor(() => expect(picture.parentElement?.textContent).toContain('4.96 V … 5.08 V'));
    picture.focus();
    const asked = () => station.asked('run/waveform') as WaveformQuery[];
    await user.keyboard('+');
    await waitFor(() => expect(asked()).toHaveLength(2));
    const { from = 0, to = 0 } = asked()[1] ?? {};
    expect(to - from).toBeGreaterThanOrEqual(6_000_000);
    expect(to - from).toBeLessThan(6_000_010);
    for (let time = 0; time < 24; time += 1) await user.keyboard('+');
    await waitFor(() => expect((asked().at(-1)?.to ?? 0) - (asked().at(-1)?.from ?? 0)).toBeLessThanOrEqual(13));
    await user.keyboard('0');
    await waitFor(() => expect(asked().at(-1)).toMatchObject({ from: 0, to: 12_000_000 }));
  });

  it('that is not in the evidence any more is not drawn, and it is said why', async () => {
    opened(() => {
      throw new CodedError('evidence/not-there', { sha256: samples.sha256, cause: 'ENOENT' });
    });
    expect(await screen.findByText(/not in the evidence of this station any more/)).toBeTruthy();
  });

  it('of several is chosen from a list, and the panel is clean to a reader', async () => {
    const { user, station, container } = opened(columnsOf, [{ ...waveform, entry: 9, channel: 2 }]);
    await user.click(await screen.findByRole('button', { name: /Captured waveforms/ }));
    await user.click(await screen.findByRole('option', { name: /^9 · Oscilloscope, channel 2/ }));
    await waitFor(() => expect(station.asked('run/waveform').at(-1)).toMatchObject({ entry: 9 }));
    const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  });
});
