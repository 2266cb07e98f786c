// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { BenchInstrument } from '../../../station/record/entry.ts';
import { renderPage, unmountPages } from '../../test-support/render-page.tsx';
import { sampleRecord } from '../../test-support/sample-record.ts';

afterEach(unmountPages);

const meter: BenchInstrument = {
  role: 'meter',
  capability: 'Multimeter',
  driver: 'scpi-multimeter',
  driverVersion: '1.2.0',
  address: 'tcp:192.0.2.7:5025',
  simulated: false,
  identity: { make: 'Keysight', model: '34461A', serial: 'MY1' },
};

async function shown(instrument: BenchInstrument) {
  const record = sampleRecord({ simulated: false, bench: [instrument] });
  renderPage(
    { screen: 'history', item: record.run },
    { 'procedure/list': () => [], 'run/series': () => [], 'run/show': () => record },
  );
  return (await screen.findByText(/Keysight 34461A/)).closest('li')?.textContent ?? '';
}

// The record began on 2026-11-20.
describe('an instrument in a record', () => {
  it('past its calibration when the run began says so', async () => {
    const calibration = { date: '2025-11-01', due: '2026-11-01', certificate: 'C-17' };
    expect(await shown({ ...meter, calibration })).toContain('CALIBRATION OVERDUE since 2026-11-01');
  });

  it('shows when it was calibrated, until when and by which certificate', async () => {
    const calibration = { date: '2026-01-05', due: '2027-01-05', certificate: 'C-18' };
    const text = await shown({ ...meter, calibration });
    expect(text).toContain('calibrated 2026-01-05, due 2027-01-05, certificate C-18');
  });

  it('of which nothing was noted says that', async () => {
    expect(await shown(meter)).toContain('no calibration noted');
  });

  it('that is simulated says nothing of it', async () => {
    expect(await shown({ ...meter, simulated: true })).not.toMatch(/calibrat/i);
  });
});
