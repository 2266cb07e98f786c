// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { InstrumentView } from '../../../station/api/instruments.ts';
import { three } from '../../../station/texts/three.ts';
import { usualSettings } from '../../test-support/fake-station.ts';
import { renderPage, unmountPages } from '../../test-support/render-page.tsx';
import { sampleTicket } from '../../test-support/sample-ticket.ts';

afterEach(unmountPages);

const ticket = sampleTicket();
const meter: InstrumentView = {
  id: 'meter',
  address: 'serial:/dev/ttyUSB0',
  kind: 'serial',
  state: 'online',
  manual: false,
  simulated: false,
  candidates: [],
  driver: 'scpi-multimeter',
  capability: 'Multimeter',
  identity: { make: 'Keysight', model: '34461A', serial: 'MY1' },
  label: '34461A',
  problem: null,
  lostSinceWall: null,
  run: null,
  calibration: { date: '2020-01-01', due: '2021-01-01', certificate: 'C-17', by: 'Metrology lab' },
  channels: [],
};
const procedure = {
  id: 'battery',
  version: '1.0.0',
  title: three('Battery check', '电池检查', '電池檢查'),
  hash: 'b',
  needs: { meter: 'Multimeter', phone: 'Phone' },
  measures: [],
};

async function beforeStart(instrument: InstrumentView, simulation = false) {
  const { page } = renderPage(
    { screen: 'bench' },
    {
      'station/settings': () => ({ ...usualSettings, simulation: { ...usualSettings.simulation, on: simulation } }),
      'instrument/overview': () => [instrument],
      'procedure/list': () => [procedure],
      'ticket/show': () => ticket,
    },
  );
  page.place.setState({ ticket: ticket.number });
  await screen.findByText('Battery check');
  return screen.findByText(/Calibration overdue/, {}, { timeout: 300 }).then(
    (found) => found.textContent ?? '',
    () => 'nothing',
  );
}

describe('before a run is started', () => {
  it('an instrument it may take, past its calibration, is named with the day', async () => {
    const said = await beforeStart(meter);
    expect(said).toContain('34461A');
    expect(said).toContain('2021-01-01');
  });

  it('one that has not been opened may be what is needed', async () => {
    expect(await beforeStart({ ...meter, capability: null })).toContain('2021-01-01');
  });

  it.each([
    ['whose calibration holds', { calibration: { date: '2020-01-01', due: '9999-01-01', certificate: '', by: '' } }],
    ['of which nothing was noted', { calibration: null }],
    ['that the procedure does not need', { capability: 'PowerSupply' }],
    ['that is simulated', { simulated: true }],
  ] as const)('nothing is said of one %s', async (_what, more) => {
    expect(await beforeStart({ ...meter, ...more })).toBe('nothing');
  });

  it('nothing is said on the simulated bench, which takes none of them', async () => {
    expect(await beforeStart(meter, true)).toBe('nothing');
  });
});
