// @vitest-environment happy-dom
import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import { CodedError } from '../../../foundation/failure.ts';
import type { Language } from '../../../foundation/measurement/declaration.ts';
import type { Handlers } from '../../../foundation/port/contract.ts';
import type { StationSettings } from '../../../station/api/station.ts';
import type { StationApi } from '../../../station/api/station-api.ts';
import { three } from '../../../station/texts/three.ts';
import { App } from '../../app.tsx';
import type { ShellApi } from '../../shell/shell-types.ts';
import { BenchPageProvider, benchPage } from '../../state/bench-page.tsx';
import { calmStatus, FakeStation, usualSettings } from '../../test-support/fake-station.ts';
import { renderPage, unmountPages } from '../../test-support/render-page.tsx';
import { allScreens } from '../all-screens.ts';

afterEach(unmountPages);

const about = {
  version: '0.1.0',
  dataFolder: '/data/ohmstead',
  node: 'v20',
  platform: 'Linux x64',
  apiVersion: 1,
  schema: 5,
};
const procedure = {
  id: 'battery-health',
  version: '1.0.0',
  title: three('Battery health', '电池健康', '電池健康度'),
  hash: 'a'.repeat(64),
  needs: {},
  measures: [],
  prompts: [],
  stages: [],
  findings: {},
  source: '',
  scenarios: [
    { name: 'healthy', describes: 'a good phone', expected: 'PASS' },
    { name: 'overheating', describes: 'too hot', expected: null },
  ],
};
/** A station that keeps what it is told. */
function station(more: Partial<Handlers<StationApi>> = {}, language: Language = 'en'): Partial<Handlers<StationApi>> {
  let settings: StationSettings = { ...usualSettings, language };
  return {
    'station/settings': () => settings,
    'station/change': (change) => {
      settings = { ...settings, ...change };
      return settings;
    },
    'station/check': () => [],
    'station/about': () => about,
    'procedure/list': () => [procedure],
    'procedure/show': () => procedure,
    ...more,
  };
}

const asked: string[] = [];
/** Only what this screen asks of the shell. */
function shellThatChooses(path: string | null): ShellApi {
  const part: Partial<ShellApi> = {
    versions: { ohmstead: '0.1.0', electron: '45', chrome: '140', node: '24' },
    systemLanguage: 'en',
    stationStatus: async () => ({ state: 'up', restarts: 0, reason: null, unseen: false }),
    onStationStatus: () => () => undefined,
    onCloseAsked: () => () => undefined,
    setLanguage: () => undefined,
    chooseFile: async (kind, name) => {
      asked.push(`${kind} ${name ?? ''}`);
      return path;
    },
    exportDiagnostics: async () => '/home/qa/diagnostics.tar.gz',
    relaunch: async () => void asked.push('relaunch'),
  };
  return part as ShellApi;
}

function renderWithShell(path: string | null, answers: Partial<Handlers<StationApi>>) {
  asked.length = 0;
  const page = benchPage(shellThatChooses(path));
  const fake = new FakeStation(page.link, answers);
  page.place.go({ screen: 'station' });
  render(
    <BenchPageProvider page={page}>
      <App screens={allScreens} />
    </BenchPageProvider>,
  );
  return { station: fake, user: userEvent.setup() };
}

describe('the station itself', () => {
  it('somebody new signs in, and out again', async () => {
    const { station: fake, user } = renderPage({ screen: 'station' }, station());
    await user.type(await screen.findByLabelText('New name'), ' Ｌｉ Wei ');
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(await screen.findByText('Signed in: Li Wei')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Sign out' }));
    expect(await screen.findByText('Nobody is signed in.')).toBeTruthy();
    expect(fake.asked('station/change')).toEqual([{ operator: 'Li Wei' }, { operator: null }]);
  });

  it('the simulated bench has its speed and its scenario in the person’s language', async () => {
    const { station: fake, user } = renderPage({ screen: 'station' }, station({}, 'zh-CN'));
    await user.click(await screen.findByRole('button', { name: /模拟设备的状况/ }));
    await user.click(await screen.findByRole('option', { name: /电池超过 45 °C/ }));
    await waitFor(() =>
      expect(fake.asked('station/change')).toEqual([{ simulation: { on: true, speed: 60, scenario: 'overheating' } }]),
    );
  });

  it('the self-check shows each step as it comes, before the last is known', async () => {
    const never = () => new Promise<never>(() => undefined);
    const { station: told } = renderPage({ screen: 'station' }, station({ 'station/check': never }));
    await screen.findByText('Self-check');
    await waitFor(() => expect(told.asked('station/check')).toHaveLength(1));
    const finding = { code: 'check/disk-room', params: { freeMb: 78_000 } };
    act(() => told.tell('check', { step: 'disk', state: 'ok', finding }));
    expect(await screen.findByText('78 GB are free on the disk.')).toBeTruthy();
    expect(document.querySelectorAll('.check-row.quiet')).toHaveLength(7);
  });

  it('the self-check says what is wrong and what to do, and can be run again', async () => {
    let checks = 0;
    const { user } = renderPage(
      { screen: 'station' },
      station({
        'station/check': () => {
          checks += 1;
          const finding = { code: 'port/no-permission', params: { path: '/dev/ttyUSB0', cure: 'cure/join-group' } };
          return checks === 1 ? [{ step: 'serial-permission', state: 'failed', finding }] : [];
        },
      }),
    );
    expect(await screen.findByText('To be looked at: 1')).toBeTruthy();
    expect(screen.getByText(/Add this user to the group/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Check again' }));
    expect(await screen.findByText('Everything is in order.')).toBeTruthy();
  });

  it('a backup is named by its time, and tells what is in it', async () => {
    const { station: fake, user } = renderWithShell(
      '/media/usb/copy',
      station({ 'station/backup': ({ path }) => ({ path, bytes: 12_500_000, runs: 7, tickets: 3 }) }),
    );
    await user.click(await screen.findByRole('button', { name: 'Make a backup' }));
    expect(await screen.findByText(/7 runs and 3 tickets, 13 MB/)).toBeTruthy();
    expect(asked[0]).toMatch(/^backup-to ohmstead-backup-\d{8}-\d{4}$/);
    expect(fake.asked('station/backup')).toEqual([{ path: '/media/usb/copy' }]);
  });

  it('nothing is copied when the person changes their mind, and a failure is told', async () => {
    const { station: fake, user } = renderWithShell(null, station());
    await user.click(await screen.findByRole('button', { name: 'Make a backup' }));
    await waitFor(() => expect(asked).toHaveLength(1));
    expect(fake.asked('station/backup')).toEqual([]);
    unmountPages();
    const again = renderWithShell(
      '/media/usb/copy',
      station({
        'station/backup': () => {
          throw new CodedError('backup/exists', { path: '/media/usb/copy' });
        },
      }),
    );
    await again.user.click(await screen.findByRole('button', { name: 'Make a backup' }));
    expect((await screen.findByRole('alert')).textContent).toContain('backup/exists');
  });

  it('restoring asks first, and does not begin anew while a run goes on', async () => {
    const { station: fake, user } = renderWithShell(
      '/media/usb/copy',
      station({
        'station/status': () => ({ ...calmStatus, running: ['RUN-1'] }),
        'station/restore': ({ path }) => ({ path, bytes: 1, runs: 7, tickets: 3 }),
      }),
    );
    await user.click(await screen.findByRole('button', { name: 'Restore a backup' }));
    const dialog = await screen.findByRole('dialog');
    expect(dialog.textContent).toContain('/media/usb/copy');
    expect(fake.asked('station/restore')).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Check it and lay it ready' }));
    const start = await within(dialog).findByRole('button', { name: 'Start again now' });
    expect(dialog.textContent).toContain('A run is going on.');
    expect((start as HTMLButtonElement).disabled).toBe(true);
    fake.tell('status', calmStatus);
    await waitFor(() => expect((start as HTMLButtonElement).disabled).toBe(false));
    await user.click(start);
    expect(asked).toEqual(['restore-from ', 'relaunch']);
  });

  it('is clean to a reader, in Taiwan’s words', async () => {
    const { container } = renderPage({ screen: 'station' }, station({}, 'zh-TW'));
    expect(await screen.findByRole('heading', { name: '備份與還原' })).toBeTruthy();
    const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  });
});
