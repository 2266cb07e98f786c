// @vitest-environment happy-dom
import { act, screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import type { Language } from '../../../foundation/measurement/declaration.ts';
import type { Handlers } from '../../../foundation/port/contract.ts';
import type { StationApi } from '../../../station/api/station-api.ts';
import { three } from '../../../station/texts/three.ts';
import { calmStatus, usualSettings } from '../../test-support/fake-station.ts';
import { pressKey, scanCode } from '../../test-support/keys.ts';
import { renderPage, unmountPages } from '../../test-support/render-page.tsx';
import { begin, declared, journalOf, sampled, soaks } from '../../test-support/run-entries.ts';
import { sampleTicket } from '../../test-support/sample-ticket.ts';

afterEach(unmountPages);

const ticket = sampleTicket({ fault: 'does not charge <b>at all</b>' });

const procedures = ['battery', 'call'].map((id) => ({
  id,
  version: '1.0.0',
  title: three(`${id} check`, `${id} 检查`, `${id} 檢查`),
  hash: id,
  needs: { phone: 'Phone' },
  measures: [],
}));

function bench(answers: Partial<Handlers<StationApi>> = {}, language: Language = 'en') {
  return renderPage(
    { screen: 'bench' },
    {
      'ticket/list': () => [ticket],
      'ticket/show': () => ticket,
      'procedure/list': () => procedures,
      'run/start': () => ({ run: 'RUN-20260301-0007' }),
      'scan/resolve': ({ text }) =>
        /^SR-/.test(text) ? { kind: 'ticket', number: text } : { kind: 'unknown', text: text.slice(0, 200) },
      ...answers,
    },
    language,
  );
}

describe('the first start', () => {
  it('is one press to a unit on the simulated bench with a run that can be started', async () => {
    const settings = { ...usualSettings, welcomed: false, simulation: { on: false, speed: 60, scenario: 'healthy' } };
    const { user, station } = bench({
      'station/settings': () => settings,
      'ticket/demonstration': () => ({ number: ticket.number }),
      'station/change': (change) => ({ ...settings, ...change }),
    });
    await user.click(await screen.findByRole('button', { name: 'Try the simulated bench' }));
    const unit = await screen.findByRole('region', { name: 'Unit on the bench' });
    expect(await within(unit).findByText('Acme One')).toBeTruthy();
    expect(station.asked('ticket/demonstration')).toEqual([{ language: 'en' }]);
    expect(station.asked('station/change')).toEqual([
      { welcomed: true, simulation: { on: true, speed: 60, scenario: 'healthy' } },
    ]);
    expect(screen.queryByText('Welcome')).toBeNull();
    await screen.findByText('battery check');
    await user.click(screen.getByRole('button', { name: /Start/ }));
    await waitFor(() =>
      expect(station.asked('run/start')).toEqual([
        {
          procedure: 'battery',
          ticket: ticket.number,
          bench: { kind: 'simulated', scenario: 'healthy', speed: 60, seed: 1 },
          operator: 'QA-7',
          answers: {},
        },
      ]),
    );
  });
});

describe('a scan', () => {
  it('puts the unit on the bench wherever the focus is, and does not press the button that has it', async () => {
    const { page, station } = bench();
    const button = await screen.findByRole('button', { name: 'New ticket' });
    button.focus();
    act(() => scanCode('SR-20260301-0001', button));
    expect(await screen.findByRole('region', { name: 'Unit on the bench' })).toBeTruthy();
    expect(station.asked('scan/resolve')).toEqual([{ text: 'SR-20260301-0001' }]);
    expect(page.place.getState().place.screen).toBe('bench');
  });

  it('on another screen brings the person to the bench', async () => {
    const { page } = bench();
    act(() => page.place.go({ screen: 'history' }));
    act(() => scanCode('SR-20260301-0001'));
    await waitFor(() =>
      expect(page.place.getState()).toMatchObject({ place: { screen: 'bench' }, ticket: ticket.number }),
    );
  });

  it('that stands for nothing is shown as text', async () => {
    bench();
    await screen.findByRole('heading', { level: 1, name: 'Bench' });
    act(() => scanCode('nobody-knows-this'));
    expect((await screen.findByRole('alert')).textContent).toContain('nobody-knows-this');
  });

  it('of a unit with several tickets asks which one', async () => {
    const tickets = ['SR-20260301-0001', 'SR-20260228-0009'];
    const { user, page } = bench({ 'scan/resolve': () => ({ kind: 'unit', serial: 'S1', tickets }) });
    await screen.findByRole('heading', { level: 1, name: 'Bench' });
    act(() => scanCode('S1S1S1S1'));
    await user.click(await screen.findByRole('button', { name: 'SR-20260228-0009' }));
    expect(page.place.getState().ticket).toBe('SR-20260228-0009');
  });

  it('of the card that starts, starts what is chosen', async () => {
    const { station, user, page } = bench({
      'scan/resolve': () => ({ kind: 'command', command: 'START' }),
      'station/settings': () => ({ ...usualSettings, simulation: { on: false, speed: 1, scenario: 'healthy' } }),
    });
    act(() => page.place.takeTicket(ticket.number));
    await user.click(await screen.findByText('call check'));
    act(() => scanCode('CMD:START'));
    await waitFor(() =>
      expect(station.asked('run/start')).toMatchObject([{ procedure: 'call', bench: { kind: 'auto' } }]),
    );
    expect(page.place.getState().place).toEqual({ screen: 'run', item: 'RUN-20260301-0007' });
  });
});

it('what the customer wrote is text, and nobody’s markup', async () => {
  const { page } = bench();
  act(() => page.place.takeTicket(ticket.number));
  expect(await screen.findByText(/<b>at all<\/b>/)).toBeTruthy();
});

describe('units in test', () => {
  const run = 'RUN-20260301-0003';
  const going = {
    'station/status': () => ({ ...calmStatus, running: [run] }),
    'run/entries': ({ from }: { readonly from: number }) =>
      journalOf(run, [begin({ simulated: true }), declared, soaks, sampled(0, 4.123)]).filter(({ i }) => i >= from),
  };

  it('show state, last value and time left, hatched when simulated, and open by their digit', async () => {
    const { page } = bench(going);
    const tile = await screen.findByRole('button', { name: /Open run 1/ });
    await waitFor(() => expect(tile.textContent).toContain('4.123 V'));
    expect(tile.textContent).toContain('SIMULATED');
    expect(tile.textContent).toContain('left');
    act(() => pressKey('Digit1', '1'));
    await waitFor(() => expect(page.place.getState().place).toEqual({ screen: 'run', item: run }));
  });

  it('that were interrupted are offered for resuming, with what it does, in Taiwan’s words too', async () => {
    const { user, station } = bench(
      {
        ...going,
        'station/status': () => ({ ...calmStatus, interrupted: [run] }),
        'run/resume': () => ({ run }),
      },
      'zh-TW',
    );
    const offer = await screen.findByRole('region', { name: '此執行被中斷' });
    expect(offer.textContent).toContain('空缺記入記錄');
    await user.click(within(offer).getByRole('button', { name: '繼續執行' }));
    await waitFor(() => expect(station.asked('run/resume')).toEqual([{ run, answers: {} }]));
  });
});

it('has nothing for axe to find', async () => {
  const { page } = bench();
  act(() => page.place.takeTicket(ticket.number));
  await screen.findByText('battery check');
  const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
}, 60_000);

it('with more runs than there are keys says how many more, and shows them', async () => {
  const running = Array.from({ length: 11 }, (_, n) => `RUN-20260301-00${n + 10}`);
  const { user } = bench({ 'station/status': () => ({ ...calmStatus, running }) });
  const more = await screen.findByRole('button', { name: '+3 more' });
  expect(screen.queryByText('RUN-20260301-0020')).toBeNull();
  await user.click(more);
  expect(await screen.findByText('RUN-20260301-0020')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Show fewer' }));
  expect(screen.queryByText('RUN-20260301-0020')).toBeNull();
});
