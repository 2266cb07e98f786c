/**
 * `npm run screenshots`: every screen and what opens from it, in three languages, three appearances and three sizes, into
 * the folder `screenshots/`. For people to look at; it asserts nothing but that each could be reached.
 * `OHMSTEAD_SHOTS=en,bright,1366` takes only those whose names hold all of these.
 */
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { smallestWindow } from '../../electron/window-options.ts';
import { languages } from '../../foundation/measurement/declaration.ts';
import { cannotLaunch, type Desktop, type Display, launchDesktop, openDisplay } from './support/launch.ts';
import { type SeededFolder, seededFolder } from './support/seeded-folder.ts';
import { goTo, setLanguage, setTheme, untilUsable } from './support/walk.ts';
import { runWithWaveforms } from './support/waveform-run.ts';

const folder = path.resolve('screenshots');
const sizes = [
  [smallestWindow.width, smallestWindow.height],
  [1366, 768],
  [1920, 1080],
] as const;
const themes = ['bright', 'dark', 'contrast'] as const;
const only = (process.env.OHMSTEAD_SHOTS ?? '').split(',').filter(Boolean);
const wanted = (name: string) => only.every((part) => name.includes(part));

interface ShownFolder extends SeededFolder {
  /** A run that has captured two waveforms. */
  readonly captured: string;
}

interface View {
  readonly name: string;
  /** From wherever the window is; words differ by language, so places and shapes are pressed. */
  show(page: Page, seeded: ShownFolder): Promise<void>;
}

const press = (page: Page, selector: string, place = 0) => page.locator(selector).nth(place).click();

const views: readonly View[] = [
  {
    name: 'bench',
    async show(page, { ticket }) {
      await goTo(page, 'bench');
      await page.locator('[data-scan-box] input').fill(ticket);
      await page.keyboard.press('Enter');
      await page.getByText('Phone D1').first().waitFor();
      await page.locator('.procedure-choice').first().waitFor({ timeout: 60_000 });
    },
  },
  { name: 'instruments', show: (page) => goTo(page, 'instruments') },
  { name: 'history', show: (page) => goTo(page, 'history') },
  {
    name: 'record',
    async show(page, { failed }) {
      await goTo(page, 'history');
      await page.getByRole('button', { name: failed }).click();
      await page.locator('.measures').waitFor();
    },
  },
  {
    name: 'curves',
    async show(page, { soaked }) {
      await goTo(page, 'history');
      await page.getByRole('button', { name: soaked }).click();
      await page.locator('.uplot').first().scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'waveform',
    async show(page, { captured }) {
      await goTo(page, 'history');
      await page.getByRole('button', { name: captured }).click();
      const chart = page.locator('.waveform-chart');
      await chart.locator('.series-values', { hasText: /V/ }).waitFor();
      await chart.evaluate((figure) => figure.scrollIntoView({ block: 'end' }));
    },
  },
  {
    name: 'procedures',
    async show(page) {
      await goTo(page, 'procedures');
      await press(page, 'main [role=option]');
    },
  },
  {
    name: 'tickets',
    async show(page) {
      await goTo(page, 'tickets');
      await press(page, '.ticket-row', 2);
      await page.getByRole('article').waitFor();
    },
  },
  {
    name: 'new-ticket',
    async show(page) {
      await goTo(page, 'tickets');
      await press(page, '.tickets > header .button');
    },
  },
  { name: 'station', show: (page) => goTo(page, 'station') },
];

/** A run takes its time: once for each size and language, in the bright appearance. */
async function shootRun(page: Page, shoot: (name: string) => Promise<void>, seeded: ShownFolder): Promise<void> {
  await views[0]?.show(page, seeded);
  // The second of the procedures is the call.
  await press(page, 'main label:has(input[type=radio])', 1);
  await press(page, '.button.primary.large', 1);
  await page.locator('.uplot').first().waitFor({ timeout: 60_000 });
  await page.waitForTimeout(6_000);
  await shoot('run');
  await page.keyboard.press('Control+Period');
  await page.getByRole('alertdialog').waitFor({ timeout: 60_000 });
  await shoot('verdict-stopped');
  // A press that comes too soon was meant for something else.
  await page.waitForTimeout(700);
  await press(page, '[role=alertdialog] .button.primary');
  await page.getByRole('alertdialog').waitFor({ state: 'detached' });
}

let display: Display;
let desktop: Desktop;
let seeded: ShownFolder;

describe.skipIf(cannotLaunch !== undefined)(`pictures${cannotLaunch ? ` (${cannotLaunch})` : ''}`, () => {
  beforeAll(async () => {
    if (only.length === 0) rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    display = await openDisplay('1920x1080');
    const folderOfRuns = await seededFolder({ speed: 60 });
    seeded = { ...folderOfRuns, captured: await runWithWaveforms(folderOfRuns) };
    desktop = await launchDesktop({ display, folder: seeded.folder });
    await untilUsable(desktop.page);
  });
  afterAll(async () => {
    await desktop?.close();
    display?.close();
    rmSync(seeded.folder, { recursive: true, force: true, maxRetries: 5 });
  });

  describe.each(sizes)('at %i × %i', (width, height) => {
    it.each(languages)('in %s', async (language) => {
      const { page, app } = desktop;
      await app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(...size), [
        width,
        height,
      ] as [number, number]);
      await setLanguage(page, language);
      const shoot = async (name: string) => {
        if (!wanted(name)) return;
        await page.waitForTimeout(700);
        await page.screenshot({ path: path.join(folder, `${name}.png`) });
      };
      for (const theme of themes) {
        const nameOf = (view: string) => `${view}-${language}-${theme}-${width}`;
        if (!views.some(({ name }) => wanted(nameOf(name))) && !wanted(nameOf('run'))) continue;
        await setTheme(page, theme);
        for (const view of views) {
          if (!wanted(nameOf(view.name))) continue;
          await view.show(page, seeded);
          await shoot(nameOf(view.name));
        }
        if (theme === 'bright' && wanted(nameOf('run'))) await shootRun(page, (name) => shoot(nameOf(name)), seeded);
      }
    });
  });
});
