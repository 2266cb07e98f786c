// @vitest-environment happy-dom
import { act, screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, expect, it } from 'vitest';
import { CodedError } from '../../../foundation/failure.ts';
import type { Language } from '../../../foundation/measurement/declaration.ts';
import type { Handlers } from '../../../foundation/port/contract.ts';
import type { InstrumentView } from '../../../station/api/instruments.ts';
import type { StationApi } from '../../../station/api/station-api.ts';
import { three } from '../../../station/texts/three.ts';
import { calmStatus, usualSettings } from '../../test-support/fake-station.ts';
import { renderPage, unmountPages } from '../../test-support/render-page.tsx';

afterEach(unmountPages);

const number = 'SR-20260301-0001';
const procedure = {
  ...{ id: 'battery', version: '1.0.0', hash: 'b', measures: [] },
  title: three('Battery check', '电池检查', '電池檢查'),
  needs: { meter: 'Multimeter', phone: 'Phone' },
};
const drivers = [
  { id: 'uni-t-ut61e', models: ['UNI-T UT61E'], capability: 'Multimeter', by: '' },
  { id: 'fs9721', models: ['UNI-T UT60E'], capability: 'Multimeter', by: '' },
  { id: 'android', models: ['any'], capability: 'Phone', by: '' },
];

function there(address: string, more: Partial<InstrumentView>): InstrumentView {
  return {
    ...{ id: address, address, kind: 'serial', state: 'found', manual: false, simulated: false, candidates: [] },
    ...{ driver: null, capability: null, identity: null, label: address, problem: null, lostSinceWall: null },
    ...{ run: null, calibration: null, channels: [] },
    ...more,
  };
}

const phone = (serial: string) => there(`adb:${serial}`, { kind: 'adb', candidates: ['android'], label: 'Pixel 8' });

async function bench(
  instruments: readonly InstrumentView[],
  answers: Partial<Handlers<StationApi>> = {},
  language: Language = 'en',
) {
  const rendered = renderPage(
    { screen: 'bench' },
    {
      'station/settings': () => ({
        ...usualSettings,
        ...{ language, simulation: { ...usualSettings.simulation, on: false } },
      }),
      'instrument/overview': () => instruments,
      'instrument/drivers': () => drivers,
      'procedure/list': () => [procedure],
      'ticket/list': () => [],
      'run/start': () => ({ run: 'RUN-20260301-0007' }),
      ...answers,
    },
    language,
  );
  act(() => rendered.page.place.takeTicket(number));
  await screen.findByText(procedure.title[language]);
  return rendered;
}

it('one instrument for a need is told, and a need without one leads to the Instruments screen', async () => {
  const { user, page } = await bench([there('/dev/ttyUSB0', { driver: 'uni-t-ut61e', label: 'UT61E' })]);
  expect(await screen.findByText(/UT61E.*ttyUSB0/)).toBeTruthy();
  expect(screen.getByText(/none is there/)).toBeTruthy();
  const panel = screen.getByRole('region', { name: 'What to do next' });
  await user.click(within(panel).getByRole('button', { name: 'Instruments' }));
  expect(page.place.getState().place.screen).toBe('instruments');
});

it('of two phones a person chooses the one that is meant, and only what was chosen is named', async () => {
  const meter = there('/dev/ttyUSB0', { driver: 'uni-t-ut61e', label: 'UT61E', run: 'RUN-9', state: 'in-run' });
  const { user, station } = await bench([meter, phone('A1'), phone('B2')]);
  expect(await screen.findByText(/used by RUN-9/)).toBeTruthy();
  const panel = screen.getByRole('region', { name: 'What to do next' });
  await user.click(within(panel).getByRole('button', { name: /By itself/ }));
  await user.click(await screen.findByRole('option', { name: /adb:B2/ }));
  expect((await axe.run(panel, { rules: { 'color-contrast': { enabled: false } } })).violations).toEqual([]);
  await user.click(within(panel).getByRole('button', { name: /Start/ }));
  await waitFor(() =>
    expect(station.asked('run/start')).toMatchObject([
      { bench: { kind: 'auto', use: { phone: { address: 'adb:B2', driver: 'android' } } } },
    ]),
  );
  expect(Object.keys((station.asked('run/start')[0] as { bench: { use: object } }).bench.use)).toEqual(['phone']);
});

it('what is only described is described in the person’s language', async () => {
  const label = 'Any Android 8 to 16 with USB debugging';
  await bench([there('adb:A1', { kind: 'adb', candidates: ['android'], label })], {}, 'zh-TW');
  expect(await screen.findByText(/任何手機（已開啟 USB 偵錯）.*adb:A1/)).toBeTruthy();
});

it('a lead that two meters come with is offered once for each', async () => {
  const lead = there('hid:1a86:e008', { kind: 'hid', candidates: ['uni-t-ut61e', 'fs9721'], label: 'UT-D04' });
  const { user } = await bench([lead, phone('A1')]);
  await user.click(await screen.findByRole('button', { name: /By itself/ }));
  expect((await screen.findAllByRole('option')).map(({ textContent }) => textContent)).toEqual([
    'By itself',
    'UT-D04 · uni-t-ut61e · hid:1a86:e008',
    'UT-D04 · fs9721 · hid:1a86:e008',
  ]);
});

it('where another run has the instrument, starting when it is free is one press, and waiting can be given up', async () => {
  const taken = new CodedError('lease/taken', { instrument: '/dev/ttyUSB0', owner: 'RUN-20260301-0003' });
  const waiting = {
    ...{ run: 'RUN-20260301-0008', ticket: number, procedure: procedure.title, instrument: '/dev/ttyUSB0' },
    ...{ owner: 'RUN-20260301-0003', sinceWall: '2026-03-01T09:00:00.000Z' },
  };
  const { user, station } = await bench([], {
    'run/start': ({ waitMs }) => (waitMs === undefined ? Promise.reject(taken) : new Promise(() => undefined)),
    'run/stop': () => ({}),
  });
  await user.click(screen.getByRole('button', { name: /Start/ }));
  await user.click(await screen.findByRole('button', { name: 'Start when it is free' }));
  expect(station.asked('run/start').at(-1)).toMatchObject({ waitMs: 8 * 3_600_000 });
  act(() => station.tell('status', { ...calmStatus, waiting: [waiting] }));
  const queue = await screen.findByRole('region', { name: 'Waiting for instruments' });
  expect(queue.textContent).toContain('RUN-20260301-0003 has it');
  await user.click(within(queue).getByRole('button', { name: 'Give up' }));
  expect(station.asked('run/stop')).toMatchObject([{ run: 'RUN-20260301-0008' }]);
});
