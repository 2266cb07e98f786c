// @vitest-environment happy-dom
import { act, screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import type { Reading } from '../../../foundation/measurement/reading.ts';
import type { ConsoleLine, InstrumentView } from '../../../station/api/instruments.ts';
import { renderPage, unmountPages } from '../../test-support/render-page.tsx';
import { sampleMeter as meter, overview } from '../../test-support/sample-meter.ts';

afterEach(unmountPages);

const volts: Reading = {
  value: 3.303,
  unit: 'V',
  quantity: 'voltage',
  status: 'ok',
  resolution: 0.001,
  flags: ['dc', 'auto'],
};
const frame = (seq: number, values: readonly number[], last: Reading) => ({
  seq,
  dropped: 0,
  channels: [
    {
      address: meter.address,
      channel: 'main',
      // Ahead of the clock: however slow the machine is, these readings are news to the page.
      times: Float64Array.from(values, () => Date.now() + 600_000),
      values: Float64Array.from(values),
      last,
    },
  ],
});
const item = (name: RegExp) => screen.findByRole('option', { name });

describe('the instruments of a bench', () => {
  it('live digits come outside React, with smallest, mean and largest, and counting begins anew on request', async () => {
    const { station, user } = renderPage({ screen: 'instruments' }, overview(meter));
    const readout = await screen.findByRole('article', { name: 'Main display' });
    station.tell('telemetry', frame(1, [3.1, Number.NaN, 3.303], volts));
    await waitFor(() => expect(readout.textContent).toContain('3.303 V'));
    await waitFor(() => expect(readout.textContent).toContain('min3.100 Vmean3.202 Vmax3.303 V'));
    expect(readout.textContent).toContain('2 readings · 1 missing');
    await user.click(within(readout).getByRole('button', { name: 'Reset' }));
    await waitFor(() => expect(readout.textContent).toContain('0 readings'));
    await waitFor(() => expect(station.asked('telemetry/ack')).toEqual([{ seq: 1 }]));
  });

  it('a held value stays and says that it is held, while the list goes on', async () => {
    const { station, user } = renderPage({ screen: 'instruments' }, overview(meter));
    const readout = await screen.findByRole('article', { name: 'Main display' });
    station.tell('telemetry', frame(1, [3.303], volts));
    await waitFor(() => expect(readout.textContent).toContain('3.303 V'));
    await user.click(within(readout).getByRole('button', { name: 'Hold' }));
    station.tell('telemetry', frame(2, [5], { ...volts, value: 5 }));
    await waitFor(async () => expect((await item(/UT61E/)).textContent).toContain('5.000 V'));
    expect(readout.querySelector('.readout-value')?.textContent).toBe('3.303 V');
    expect(within(readout).getByText('HELD')).toBeTruthy();
  });

  it('a lost instrument shows for how long, never its last number', async () => {
    const { station } = renderPage({ screen: 'instruments' }, overview(meter));
    const readout = await screen.findByRole('article', { name: 'Main display' });
    station.tell('telemetry', frame(1, [3.303], volts));
    await waitFor(() => expect(readout.textContent).toContain('3.303 V'));
    const lostSinceWall = new Date(Date.now() - 12_000).toISOString();
    act(() => station.tell('instruments', [{ ...meter, state: 'lost', lostSinceWall }]));
    await waitFor(() => expect(readout.querySelector('.readout-value')?.textContent).toMatch(/^— lost \d+ (s|min)$/));
    expect((await item(/UT61E/)).textContent).not.toContain('3.303');
  });

  it('shows how far a record is that a run reads from it', async () => {
    const { station } = renderPage({ screen: 'instruments' }, overview({ ...meter, state: 'in-run', run: 'RUN-1' }));
    await item(/UT61E/);
    const { address } = meter;
    const call = { run: 'RUN-1', role: 'scope', verb: 'capture', done: 50, total: 200, unit: 'points' } as const;
    act(() =>
      station.tell('progress', [
        { ...call, address: '/dev/ttyUSB9', done: 100 },
        { ...call, address },
      ]),
    );
    const bar = await screen.findByRole('progressbar', { name: /Transfer/ });
    expect(bar.getAttribute('aria-valuetext')).toBe('25 % · 50 / 200 points');
  });

  it('what cannot be connected says why and what to do, and an overdue calibration stands out', async () => {
    const problem = {
      code: 'port/no-permission',
      params: { path: '/dev/ttyUSB0', group: 'dialout', cure: 'cure/join-group' },
    };
    const barred = { ...meter, state: 'unusable' as const, identity: null, problem, channels: [] };
    renderPage({ screen: 'instruments' }, { ...overview(barred), 'instrument/drivers': () => [] });
    expect((await screen.findAllByText(/Add this user to the group/)).length).toBe(1);
    expect((await item(/UT61E/)).textContent).toContain('CALIBRATION OVERDUE');
  });

  it('where several instruments share a cable, the person chooses, and only then it is connected', async () => {
    const found = {
      ...meter,
      state: 'found' as const,
      driver: null,
      identity: null,
      candidates: ['unit-ut61e', 'voltcraft-vc820'],
      channels: [],
    };
    const by =
      'its stream of 14-byte frames while its RS232 key is on; the cable is any RS-232 adapter and tells nothing';
    const drivers = found.candidates.map((id) => ({ id, models: [id.toUpperCase()], capability: 'multimeter', by }));
    const { station, user } = renderPage(
      { screen: 'instruments' },
      { ...overview(found), 'instrument/drivers': () => drivers, 'instrument/connect': () => meter },
      'zh-CN',
    );
    const connect = await screen.findByRole('button', { name: '连接' });
    expect((connect as HTMLButtonElement).disabled).toBe(true);
    await user.click(await screen.findByRole('button', { name: /驱动/ }));
    await user.click(await screen.findByRole('option', { name: /VC820/ }));
    expect(await screen.findByText(/识别依据：按下 RS232 键/)).toBeTruthy();
    await user.click(connect);
    await waitFor(() =>
      expect(station.asked('instrument/connect')).toEqual([{ address: '/dev/ttyUSB0', driver: 'voltcraft-vc820' }]),
    );
  });

  it('anything may hang on an adapter: the one driver that names it is not taken for granted, and all others are offered', async () => {
    const found = { ...meter, state: 'found' as const, driver: null, identity: null, channels: [] };
    const adapter: InstrumentView = { ...found, candidates: ['jbc-p02'], sharedCable: true };
    const drivers = ['unit-ut61e', 'jbc-p02', 'metex-m3640d'].map((id) => ({
      ...{ id, models: [id.toUpperCase()], capability: 'Multimeter', by: '' },
    }));
    const { station, user } = renderPage(
      { screen: 'instruments' },
      { ...overview(adapter), 'instrument/drivers': () => drivers, 'instrument/connect': () => meter },
    );
    const connect = await screen.findByRole('button', { name: 'Connect' });
    expect((connect as HTMLButtonElement).disabled).toBe(true);
    await user.click(await screen.findByRole('button', { name: /Driver/ }));
    const [likely, others] = [await screen.findByText('May fit'), await screen.findByText('All others')];
    expect(likely.parentElement?.textContent).toContain('JBC-P02');
    expect(others.parentElement?.textContent).toMatch(/UNIT-UT61E.*METEX-M3640D/);
    await user.click(await screen.findByRole('option', { name: /METEX/ }));
    await user.click(connect);
    await waitFor(() =>
      expect(station.asked('instrument/connect')).toEqual([{ address: '/dev/ttyUSB0', driver: 'metex-m3640d' }]),
    );
  });

  it('an instrument on the network is asked who it is when a person presses, and its driver is chosen for them', async () => {
    const address = 'tcp:192.168.1.20:5025';
    const found = { ...meter, state: 'found' as const, driver: null, identity: null, channels: [], label: address };
    const candidates = ['scpi-multimeter', 'rigol-ds'];
    const lan: InstrumentView = { ...found, id: address, address, kind: 'tcp', candidates, mayBeAsked: true };
    const drivers = candidates.map((id) => ({ id, models: [id], capability: 'Multimeter', by: '' }));
    const named = { answer: 'RIGOL TECHNOLOGIES,DS1054Z,DS1Z,1', label: 'Rigol DS1054Z', drivers: ['rigol-ds'] };
    const { station, user } = renderPage(
      { screen: 'instruments' },
      {
        ...overview(lan),
        'instrument/drivers': () => drivers,
        'instrument/identify': () => named,
        'instrument/connect': () => meter,
      },
    );
    await user.click(await screen.findByRole('button', { name: 'Ask who it is' }));
    expect(await screen.findByText(`It says: ${named.answer}`)).toBeTruthy();
    await user.click(await screen.findByRole('button', { name: 'Connect' }));
    await waitFor(() => expect(station.asked('instrument/connect')).toEqual([{ address, driver: 'rigol-ds' }]));
    expect(station.asked('instrument/identify')).toEqual([{ address }]);
  });

  it('the console shows both ways and notes, and what an instrument sends stays text', async () => {
    const lines: ConsoleLine[] = [
      { seq: 1, direction: 'sent', atWall: '2026-01-05T08:00:00.125Z', hex: '2a49444e3f0a' },
      { seq: 2, direction: 'received', atWall: '2026-01-05T08:00:00.250Z', hex: '3c623ee280ae0d' },
      { seq: 3, direction: 'note', atWall: '2026-01-05T08:00:01.000Z', hex: '6f6e6c696e65' },
    ];
    const { user } = renderPage(
      { screen: 'instruments' },
      {
        ...overview(meter),
        'instrument/console': ({ after }) => lines.filter(({ seq }) => seq > after),
      },
    );
    await user.click(await screen.findByRole('tab', { name: 'Console' }));
    const shown = await screen.findByRole('region', { name: 'Console' });
    expect(shown.textContent).toContain('2A 49 44 4E 3F 0A*IDN?<LF>');
    expect(shown.textContent).toContain('<b>···<CR>');
    expect(shown.querySelector('b')).toBeNull();
    expect(within(shown).getByText('online')).toBeTruthy();
  });

  it('an empty bench says how to fill it, and the simulated bench is one press away', async () => {
    const { station, user } = renderPage(
      { screen: 'instruments' },
      {
        ...overview(),
        'station/settings': () => ({ ...settingsOff, language: 'zh-TW' as const }),
        'station/change': () => ({ ...settingsOff, simulation: { on: true, speed: 60, scenario: 'healthy' } }),
      },
    );
    await user.click(await screen.findByRole('button', { name: '開啟模擬工作台' }));
    await waitFor(() =>
      expect(station.asked('station/change')).toEqual([{ simulation: { on: true, speed: 60, scenario: 'healthy' } }]),
    );
  });

  it('32 instruments with names of 10 kB and HTML are a list, and clean to a reader', async () => {
    const many = Array.from({ length: 32 }, (_, index) => ({
      ...meter,
      id: `id-${index}`,
      address: `sim:${index}`,
      simulated: index % 2 === 0,
      identity: { make: '<img src=x onerror=alert(1)>', model: `${'M'.repeat(10_000)}\u202e` },
      channels: [],
    }));
    const { container } = renderPage({ screen: 'instruments' }, overview(...many));
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(32));
    expect(container.querySelector('main img')).toBeNull();
    const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  });
});

const settingsOff = {
  name: 'Bench 3',
  operator: null,
  operators: [],
  language: null,
  theme: 'bright' as const,
  sound: 'off' as const,
  simulation: { on: false, speed: 60, scenario: 'healthy' },
  welcomed: true,
};
