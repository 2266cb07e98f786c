// @vitest-environment happy-dom
import { act, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { CodedError } from '../foundation/failure.ts';
import type { InstrumentView } from '../station/api/instruments.ts';
import { shellFailure } from './shell/shell.ts';
import { calmStatus, FakeStation, usualSettings } from './test-support/fake-station.ts';
import { scanCode } from './test-support/keys.ts';
import { renderPage, unmountPages } from './test-support/render-page.tsx';

afterEach(unmountPages);

const strip = () => screen.getByRole('region', { name: 'State of the station' });

describe('the frame of every screen', () => {
  it('shows the strip of the station, and in colour only what is wrong', async () => {
    const { station } = renderPage({ screen: 'bench' });
    await waitFor(() => expect(strip().textContent).toContain('disk 81 GB free'));
    expect(strip().querySelectorAll('.wrong, .care')).toHaveLength(0);
    station.tell('status', { ...calmStatus, diskFreeBytes: 3e8, diskLow: true, store: 'failed' });
    await waitFor(() => expect(strip().querySelectorAll('.wrong')).toHaveLength(2));
    expect(strip().textContent).toContain('NOT BEING SAVED');
  });

  it('goes to each screen by Alt and a digit, whatever the input method makes of the key', async () => {
    const { user } = renderPage({ screen: 'bench' });
    await user.keyboard('{Alt>}[Digit4]{/Alt}');
    expect(screen.getByRole('button', { name: /History/ }).getAttribute('aria-current')).toBe('page');
  });

  it('names what may have voltage on it, and switches it off without a name of an operator', async () => {
    const energised = [{ run: 'RUN-1', address: '/dev/ttyUSB0', driver: 'korad-ka3005p', simulated: false }];
    const { station, user } = renderPage(
      { screen: 'bench' },
      {
        'station/settings': () => ({ ...usualSettings, operator: null }),
        'station/status': () => ({ ...calmStatus, energised }),
        'run/emergency': () => ({}),
      },
    );
    const off = await screen.findByRole('button', { name: 'Emergency off' });
    await user.click(off);
    await waitFor(() => expect(station.asked('run/emergency')).toEqual([{ run: 'RUN-1', by: 'operator' }]));
  });

  it('calls what may have voltage on it by the name on its front, where somebody has looked for it', async () => {
    const address = '/dev/ttyUSB0';
    const energised = [{ run: 'RUN-1', address, driver: 'korad-ka3005p', simulated: false }];
    const { page } = renderPage({ screen: 'bench' }, { 'station/status': () => ({ ...calmStatus, energised }) });
    await screen.findByText(`korad-ka3005p ${address}`);
    const known = { address, identity: { make: 'Korad', model: 'KA3005P' }, label: '' } as InstrumentView;
    act(() => page.instruments.setState({ instruments: [known] }));
    expect(await screen.findByText(`Korad KA3005P ${address}`)).toBeTruthy();
  });

  it('an Emergency that reached nobody is told, because something may be on still', async () => {
    const energised = [{ run: 'RUN-1', address: '/dev/ttyUSB0', driver: 'korad-ka3005p', simulated: false }];
    const gone = () => {
      throw new CodedError('run/not-here', { run: 'RUN-1' });
    };
    const { user } = renderPage(
      { screen: 'bench' },
      { 'station/status': () => ({ ...calmStatus, energised }), 'run/emergency': gone },
    );
    await user.click(await screen.findByRole('button', { name: 'Emergency off' }));
    expect((await screen.findByRole('alert')).textContent).toContain('No run RUN-1 is going on');
  });

  it.each([
    ['when the run refuses', 'run/stop'],
    ['when the card cannot even be read', 'scan/resolve'],
  ] as const)('a STOP card that stopped nothing is told on every screen %s, until it was seen', async (_, refusing) => {
    const refuse = () => {
      throw new CodedError('run/not-here', { run: 'RUN-1' });
    };
    const { user } = renderPage(
      { screen: 'tickets' },
      {
        'station/status': () => ({ ...calmStatus, running: ['RUN-1'] }),
        'scan/resolve': () => ({ kind: 'command', command: 'STOP' }),
        [refusing]: refuse,
      },
    );
    await waitFor(() => expect(strip().textContent).toContain('disk 81 GB free'));
    act(() => scanCode('CMD:STOP'));
    const told = await screen.findByText(/The STOP card has stopped nothing!/);
    const banner = told.closest<HTMLElement>('[role=alert]') ?? told;
    expect(banner.textContent).toContain('No run RUN-1 is going on');
    await user.click(within(banner).getByRole('button', { name: 'I have seen this' }));
    expect(screen.queryByText(/The STOP card/)).toBeNull();
  });

  it('a station that does not start says what stands in its way', async () => {
    const { page } = renderPage({ screen: 'bench' });
    const reason = { code: 'station/taken', params: {}, at: '2026-01-05T08:30:00.000Z' };
    page.station.setState({ process: { state: 'given-up', restarts: 0, reason, unseen: true } });
    const banner = await screen.findByRole('alert');
    expect(banner.textContent).toContain('The station does not start.');
    expect(banner.textContent).toContain('Another window works with this data folder');
    expect(banner.textContent).toContain('station/taken');
  });

  it('speaks Taiwan’s Chinese with its own words', async () => {
    renderPage({ screen: 'bench' }, {}, 'zh-TW');
    const ways = await screen.findByRole('navigation', { name: '畫面' });
    expect(within(ways).getByText('儀器')).toBeTruthy();
    expect(document.documentElement.lang).toBe('zh-TW');
  });

  it('shows nothing that a dead station had said while the next one begins', async () => {
    const { page } = renderPage({ screen: 'bench' });
    await waitFor(() => expect(strip().textContent).toContain('disk 81 GB free'));
    const reason = { code: 'station/silent', params: {}, at: '2026-01-05T08:30:00.000Z' };
    page.station.setState({ process: { state: 'starting', restarts: 1, reason, unseen: false } });
    await waitFor(() => expect(strip().textContent).not.toContain('disk'));
    page.station.setState({ process: { state: 'up', restarts: 1, reason, unseen: false } });
    await waitFor(() => expect(strip().textContent).toContain('disk 81 GB free'));
  });

  it('asks the next station again for everything when one was lost', async () => {
    const { page, station } = renderPage({ screen: 'bench' });
    await waitFor(() => expect(station.asked('station/status').length).toBeGreaterThan(0));
    station.die();
    await waitFor(() => expect(page.station.getState().up).toBe(false));
    const next = new FakeStation(page.link);
    await waitFor(() => expect(next.asked('station/settings')).toHaveLength(1));
    expect(page.station.getState().up).toBe(true);
  });
});

it('why the shell did not do something comes through the bridge with its parameters', () => {
  const failure = { code: 'shell/not-written', params: { file: '/media/usb/a.csv', why: 'ENOSPC' } };
  expect(shellFailure(new Error(JSON.stringify(failure)))).toEqual(failure);
  expect(shellFailure(new Error('no JSON'))).toEqual({ code: 'internal/error', params: { message: 'no JSON' } });
  expect(shellFailure(new Error('null')).code).toBe('internal/error');
});
