/** The processes of the desktop in real Electron: ports are handed over, children die and come back, nothing stays behind. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ShellApi, StationStatus } from '../../electron/preload-api.ts';
import {
  cannotLaunch,
  type Desktop,
  type Display,
  launchDesktop,
  openDisplay,
  spawnDesktop,
  until,
  within,
} from './support/launch.ts';
import { plainPage } from './support/plain-page.ts';
import type { Probe } from './support/plain-page-script.ts';

let display: Display;
let screens: string;
let folder: string;
let desktop: Desktop;

declare global {
  interface Window {
    readonly probe?: Probe;
    readonly ohmstead?: ShellApi;
  }
}

const answerMs = 15_000;
const ask = (page: Page, verb: string, input: unknown = {}) =>
  within(
    answerMs,
    page.evaluate(([name, value]) => window.probe?.ask(name, value), [verb, input] as const),
  );
const lives = (page: Page) =>
  within(
    answerMs,
    page.evaluate(() => window.probe?.lives ?? []),
  );
const status = async (page: Page): Promise<StationStatus> => {
  const now = await within(
    answerMs,
    page.evaluate(() => window.ohmstead?.stationStatus()),
  );
  if (now === undefined) throw new Error('there is no shell around the page');
  return now;
};

/** Process ids by the service name the shell gave them, as Electron counts them. */
async function children({ app }: Desktop, name: string): Promise<number[]> {
  const metrics = await within(
    answerMs,
    app.evaluate(({ app: electron }) => electron.getAppMetrics()),
  );
  return metrics.filter((one) => one.name?.startsWith(`ohmstead-${name}`)).map(({ pid }) => pid);
}

const isAlive = (pid: number) => existsSync(`/proc/${pid}`);

describe.skipIf(cannotLaunch !== undefined)(
  `processes of the desktop${cannotLaunch ? ` (${cannotLaunch})` : ''}`,
  () => {
    beforeAll(async () => {
      display = await openDisplay();
      screens = await plainPage();
      folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-desktop-'));
      desktop = await launchDesktop({ display, screens, folder });
      await until(
        () => lives(desktop.page),
        (all) => all.length > 0,
      );
    }, 60_000);
    afterAll(async () => {
      await desktop?.kill();
      display?.close();
      for (const one of [screens, folder]) if (one !== undefined) rmSync(one, { recursive: true, force: true });
    });

    it('the page asks the station over its own port and hears its answer', async () => {
      expect(await ask(desktop.page, 'run/list')).toEqual([]);
      expect(await ask(desktop.page, 'run/explode')).toEqual({
        failure: { code: 'port/unknown-verb', params: { verb: 'run/explode' } },
      });
      expect(await status(desktop.page)).toEqual({ state: 'up', restarts: 0, reason: null, unseen: false });
    });

    it('a page that is loaded again gets a port of its own', async () => {
      await desktop.page.reload();
      await until(
        () => lives(desktop.page),
        (all) => all.length === 1,
      );
      expect(await ask(desktop.page, 'run/list')).toEqual([]);
    });

    it('the bench runs in a process of its own, and what it finds comes to the page', async () => {
      const found = ask(desktop.page, 'instrument/list');
      const [pid = 0] = await until(
        () => children(desktop, 'bench'),
        (pids) => pids.length > 0,
      );
      expect(isAlive(pid)).toBe(true);
      expect(Array.isArray(await found)).toBe(true);
    });

    it('a bench that is killed while it is asked is started again, and the answer comes all the same or names the bench', async () => {
      const found = ask(desktop.page, 'instrument/list');
      const [pid = 0] = await until(
        () => children(desktop, 'bench'),
        (pids) => pids.length > 0,
      );
      process.kill(pid, 'SIGKILL');
      const answer = await found;
      const code = (answer as { failure?: { code: string } }).failure?.code ?? 'found';
      expect(['found', 'bench/lost']).toContain(code);
      expect(Array.isArray(await ask(desktop.page, 'instrument/list'))).toBe(true);
    });

    it('a station that is killed fails every pending call at once, comes back, and its loss stays until it is acknowledged', async () => {
      const { page } = desktop;
      const [pid = 0] = await children(desktop, 'station');
      // Never answered: the run does not exist yet, so this one waits for the procedure's compiler.
      const pending = ask(page, 'procedure/list');
      process.kill(pid, 'SIGKILL');
      expect(await pending).toEqual({ failure: { code: 'station/lost', params: {} } });
      await until(
        () => lives(page),
        (all) => all.length === 2,
      );
      expect(await lives(page)).toEqual([1, 2]);
      await until(
        () => status(page),
        ({ state }) => state === 'up',
      );
      expect(await status(page)).toMatchObject({
        state: 'up',
        restarts: 1,
        unseen: true,
        reason: { code: 'station/ended', params: { reason: 'killed' } },
      });
      expect(await ask(page, 'run/list')).toEqual([]);
      await page.reload();
      expect((await status(page)).unseen).toBe(true);
      await page.evaluate(() => window.ohmstead?.acknowledgeLoss());
      expect((await status(page)).unseen).toBe(false);
    });

    it('a station that hangs is noticed by its heartbeat and replaced', async () => {
      const { page } = desktop;
      const [pid = 0] = await children(desktop, 'station');
      process.kill(pid, 'SIGSTOP');
      await until(
        () => status(page),
        ({ state, reason }) => state === 'up' && reason?.code === 'station/silent',
        30_000,
      );
      expect(isAlive(pid)).toBe(false);
    }, 45_000);

    it('an error that nobody caught in the station ends it with 70 and is in the log', async () => {
      const [pid = 0] = await children(desktop, 'station');
      process.kill(pid, 'SIGTERM');
      const { reason } = await until(
        () => status(desktop.page),
        ({ reason, state }) => state === 'up' && reason?.params.exit === 70,
      );
      expect(reason?.code).toBe('station/ended');
      // What it said last may come out of its pipe after it has gone.
      await until(
        () => desktop.log(),
        (log) => log.includes('station/crashed SIGTERM'),
      );
    });

    it('a second start with the same data folder ends at once and leaves the first alone', async () => {
      const again = spawnDesktop({ display, screens, folder });
      const ended = new Promise<string>((resolve) => again.once('exit', () => resolve('ended')));
      const came = await within(30_000, ended).catch(() => 'still there');
      again.kill('SIGKILL');
      expect(came).toBe('ended');
      expect(await ask(desktop.page, 'run/list')).toEqual([]);
    }, 45_000);

    it('closing ends every process', async () => {
      const pids = [...(await children(desktop, 'station')), ...(await children(desktop, 'bench'))];
      await desktop.close();
      await until(
        () => pids.filter(isAlive),
        (alive) => alive.length === 0,
      );
      expect(existsSync(path.join(folder, 'desktop', 'window.json'))).toBe(true);
    });
  },
);
