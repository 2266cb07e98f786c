/** Live readings through the station's contract: a real bench process, a real store, real pseudo-terminals. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decoded } from '../../drivers/conversation/recording-rig.ts';
import { koradDriver } from '../../drivers/power-supply/korad-ka3005p/driver.ts';
import { failureOf } from '../../foundation/failure.ts';
import { type HeadlessStation, openStation } from '../../station/compose/headless.ts';
import { mostUnanswered } from '../../station/instruments/telemetry-feed.ts';
import { openWindow, type TestWindow } from '../support/window.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
if (!existsSync(path.join(root, 'dist/bench-main.mjs')))
  execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: root, stdio: 'inherit' });

const folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-live-'));
let station: HeadlessStation;
let window: TestWindow;

beforeAll(() => {
  station = openStation(folder);
  window = openWindow((port) => station.attach(port));
});
afterAll(async () => {
  await station.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the simulated bench', () => {
  it('is not there before it is switched on', async () => {
    const views = await window.call('instrument/overview', { look: true });
    expect(views.filter(({ simulated }) => simulated)).toEqual([]);
  });

  it('shows one instrument of every capability when it is switched on, and tells so', async () => {
    await window.call('station/change', { simulation: { on: true, speed: 1, scenario: 'healthy' } });
    const views = await window.until((told) => told.some(({ address }) => address === 'sim:multimeter'));
    expect(views.filter(({ simulated }) => simulated).map(({ address, state }) => [address, state])).toEqual(
      expect.arrayContaining([
        ['sim:multimeter', 'found'],
        ['sim:supply', 'found'],
        ['sim:phone', 'found'],
      ]),
    );
  });

  it.each([
    ['sim:multimeter', 'uni-t-ut61e'],
    ['sim:supply', 'korad-ka3005p'],
    ['sim:phone', 'android'],
  ])(
    '%s can be read: connected, its readings come as telemetry, its bytes stand in the console',
    async (address, driver) => {
      const heard = window.frame(({ channels }) =>
        channels.some((one) => one.address === address && one.times.length > 0),
      );
      const view = await window.call('instrument/connect', { address, driver });
      expect(view).toMatchObject({ address, state: 'online', driver, simulated: true, problem: null });
      const { channels } = await heard;
      const channel = channels.find((one) => one.address === address);
      expect(channel?.last).toMatchObject({ unit: expect.any(String), status: expect.any(String) });
      expect(channel?.times).toBeInstanceOf(Float64Array);
      expect(Math.abs((channel?.times.at(-1) ?? 0) - Date.now())).toBeLessThan(60_000);
      const lines = await window.call('instrument/console', { address, after: 0, count: 100 });
      expect(lines.map(({ seq }) => seq)).toEqual(lines.map((_, index) => index + 1));
      if (driver !== 'android') expect(lines.some(({ direction }) => direction === 'received')).toBe(true);
    },
  );

  it('what was said on the line can be saved, and the same driver reads it again', async () => {
    const saved = await window.call('instrument/conversation', { address: 'sim:supply' });
    expect(saved.name).toMatch(/^conversation-korad-ka3005p-\d{8}-\d{4}\.txt$/);
    expect(saved.text.split('\n')[0]).toMatch(/^# ohmstead conversation 1: korad-ka3005p [\d.]+ at sim:supply$/);
    const told = await decoded(koradDriver, saved.text);
    expect(told.failure?.code ?? 'conversation/ends-in-reading').toBe('conversation/ends-in-reading');
    expect(told.answers.length).toBeGreaterThan(0);
    const of = (address: string) => window.call('instrument/conversation', { address }).catch(failureOf);
    expect(await of('sim:phone')).toMatchObject({ code: 'conversation/nothing-said' });
    expect(await of('/dev/ttyNothing')).toMatchObject({ code: 'conversation/nothing-said' });
  });

  it('what is disconnected is found again and not read any more', async () => {
    await window.call('instrument/disconnect', { address: 'sim:multimeter' });
    const views = await window.call('instrument/overview', { look: false });
    expect(views.find(({ address }) => address === 'sim:multimeter')).toMatchObject({ state: 'found', channels: [] });
  });

  it('another scenario puts another unit under the instruments that are open', async () => {
    const opened = window.lists.length;
    await window.call('station/change', { simulation: { on: true, speed: 1, scenario: 'aged-battery' } });
    const openedTimes = async () => {
      const lines = await window.call('instrument/console', { address: 'sim:supply', after: 0, count: 1_000 });
      return lines.filter(({ hex }) => Buffer.from(hex, 'hex').toString() === 'online').length;
    };
    await expect.poll(openedTimes, { timeout: 15_000 }).toBe(2);
    expect(
      window.lists
        .slice(opened)
        .flat()
        .some(({ state }) => state === 'lost'),
    ).toBe(false);
  });

  it('is gone when it is switched off', async () => {
    await window.call('station/change', { simulation: { on: false, speed: 1, scenario: 'aged-battery' } });
    const views = await window.until((told) => told.every(({ simulated }) => !simulated));
    expect(views.some(({ address }) => address.startsWith('sim:'))).toBe(false);
  });
});

describe('what a person enters', () => {
  it('drivers are offered with their models, their capability and how they are recognised', async () => {
    const drivers = await window.call('instrument/drivers', {});
    expect(drivers.find(({ id }) => id === 'korad-ka3005p')).toMatchObject({
      capability: 'PowerSupply',
      models: expect.arrayContaining([expect.stringContaining('KA3005P')]),
      by: expect.any(String),
    });
  });

  it('an address is kept until it is forgotten, also by the next station; nonsense is refused', async () => {
    await window.call('instrument/add', { address: 'tcp:127.0.0.1:9' });
    const before = await window.call('instrument/overview', { look: true });
    expect(before).toMatchObject([{ address: 'tcp:127.0.0.1:9', manual: true, state: 'found', kind: 'tcp' }]);
    const after = await window.call('instrument/forget', { address: 'tcp:127.0.0.1:9' });
    expect(after).toEqual([]);
    const nonsense = window.call('instrument/add', { address: 'no such thing' });
    await expect(nonsense).rejects.toMatchObject({ code: 'bench/bad-address' });
  });

  it('a calibration needs days of the calendar', async () => {
    const note = { date: '2026-02-30', due: '2027-01-01', certificate: '', by: '' };
    const noted = window.call('instrument/calibration', { id: 'x', note });
    await expect(noted).rejects.toMatchObject({ code: 'input/date', params: { field: 'note.date' } });
  });
});

describe('a page that does not answer', () => {
  it('loses frames and nothing else; when it answers again it is told how many', async () => {
    window.answers = false;
    const many = Array.from({ length: 12 }, (_, index) => `sim:meter-${index}`);
    const driver = 'uni-t-ut61e';
    await Promise.all(many.map((address) => window.call('instrument/connect', { address, driver })));
    const first = window.frames.length;
    await expect.poll(() => window.frames.length - first, { timeout: 20_000 }).toBeGreaterThanOrEqual(mostUnanswered);
    const stuck = window.frames.at(-1)?.seq ?? 0;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(window.frames.at(-1)?.seq).toBe(stuck);
    await window.call('telemetry/ack', { seq: stuck });
    const next = await window.frame(({ seq }) => seq > stuck);
    expect(next.dropped).toBeGreaterThan(0);
    window.answers = true;
    await Promise.all(many.map((address) => window.call('instrument/disconnect', { address })));
  }, 30_000);
});
