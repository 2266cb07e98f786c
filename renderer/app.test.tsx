// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { calmStatus, FakeStation } from './test-support/fake-station.ts';
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
      { 'station/status': () => ({ ...calmStatus, energised }), 'run/emergency': () => ({}) },
    );
    const off = await screen.findByRole('button', { name: 'Emergency off' });
    await user.click(off);
    await waitFor(() => expect(station.asked('run/emergency')).toEqual([{ run: 'RUN-1', by: 'QA-7' }]));
  });

  it('speaks Taiwan’s Chinese with its own words', async () => {
    renderPage({ screen: 'bench' }, {}, 'zh-TW');
    const ways = await screen.findByRole('navigation', { name: '畫面' });
    expect(within(ways).getByText('儀器')).toBeTruthy();
    expect(document.documentElement.lang).toBe('zh-TW');
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
