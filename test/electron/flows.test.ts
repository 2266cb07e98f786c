/** What a technician does all day, in the real application: scan, start, watch, read the verdict, stop. */
import { rmSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cannotLaunch, type Desktop, type Display, launchDesktop, openDisplay } from './support/launch.ts';
import { type SeededFolder, seededFolder } from './support/seeded-folder.ts';
import { goTo, leaveVerdict, untilUsable } from './support/walk.ts';

const verdictMs = 60_000;
let display: Display;
let desktop: Desktop;

const verdict = (page: Page) => page.getByRole('alertdialog');
const begin = async (page: Page) => {
  await page.getByRole('button', { name: 'Try the simulated bench' }).click();
  await page.getByRole('heading', { name: /Demo Phone D1/ }).waitFor();
};

describe.skipIf(cannotLaunch !== undefined)(`a day at the bench${cannotLaunch ? ` (${cannotLaunch})` : ''}`, () => {
  beforeAll(async () => {
    display = await openDisplay();
  });
  afterAll(() => display?.close());

  describe('on the first start', () => {
    beforeEach(async () => {
      desktop = await launchDesktop({ display });
      await untilUsable(desktop.page);
    }, 60_000);
    afterEach(async () => {
      const { complaints } = desktop;
      await desktop.close();
      expect(complaints).toEqual([]);
    }, 40_000);

    it('one click gives a ticket and a run, and its PASS stands on the ticket', async () => {
      const { page } = desktop;
      await begin(page);
      await page.getByRole('button', { name: /Start/ }).click();
      await page.getByRole('button', { name: 'Stop: press and hold' }).waitFor();
      await verdict(page).waitFor({ timeout: verdictMs });
      expect(await verdict(page).textContent()).toMatch(/SIMULATED.*PASS/s);
      await leaveVerdict(page, 'To the ticket');
      const ticket = page.getByRole('article');
      await ticket.locator('.badge', { hasText: 'PASS' }).waitFor();
      expect(await ticket.textContent()).toContain('Demo Phone D1');
    }, 120_000);

    it('goes from nothing to a verdict by the keyboard alone', async () => {
      const { page } = desktop;
      const press = (keys: string) => page.keyboard.press(keys);
      const focusOn = async (name: RegExp) => {
        for (let tries = 0; tries < 60; tries += 1) {
          const words = await page.evaluate(() =>
            document.activeElement instanceof HTMLButtonElement ? (document.activeElement.textContent ?? '') : '',
          );
          if (name.test(words)) return;
          await press('Tab');
        }
        throw new Error(`the focus never came to ${String(name)}`);
      };
      await focusOn(/^Try the simulated bench/);
      await press('Enter');
      await page.getByRole('heading', { name: /Demo Phone D1/ }).waitFor();
      await focusOn(/Start/);
      await press('Enter');
      await verdict(page).waitFor({ timeout: verdictMs });
      await focusOn(/^Next unit/);
      // What is pressed as the verdict comes does not count: it was meant for something else.
      await page.waitForTimeout(700);
      await press('Enter');
      await verdict(page).waitFor({ state: 'detached' });
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
    }, 120_000);
  });

  describe('with tickets', () => {
    let seeded: SeededFolder;
    const open = async (simulation: Parameters<typeof seededFolder>[0]) => {
      seeded = await seededFolder(simulation);
      desktop = await launchDesktop({ display, folder: seeded.folder });
      await untilUsable(desktop.page);
      return desktop;
    };
    afterEach(async () => {
      await desktop.close();
      rmSync(seeded.folder, { recursive: true, force: true, maxRetries: 5 });
      expect(desktop.complaints).toEqual([]);
    }, 40_000);

    it('a scanned serial number brings its unit, and a run that fails says what failed and by how much', async () => {
      const { page } = await open({ scenario: 'aged-battery', speed: 120 });
      // As a scanner types: fast, whatever has the focus, ended by Enter.
      for (const key of 'DEMO-0001') await page.keyboard.press(key === '-' ? 'Minus' : key);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: /Demo Phone D1/ }).waitFor();
      await page.getByRole('button', { name: /Start/ }).click();
      await verdict(page).waitFor({ timeout: verdictMs });
      const words = await verdict(page).textContent();
      expect(words).toContain('FAIL');
      expect(words).toContain('Full charge against design');
      expect(words).toMatch(/below 80 %|under 80 %/);
      // A FAIL stays until somebody has read it.
      expect(words).not.toContain('closes in');
      await leaveVerdict(page, 'Show the run');
      await goTo(page, 'history');
      await page.locator('.badge', { hasText: 'FAIL' }).first().waitFor();
    }, 150_000);

    it('Stop in the middle of a soak puts things back and asks why, and the ticket keeps the reason', async () => {
      const { page } = await open({ speed: 60 });
      await page.getByLabel(/Scan or type/).fill(seeded.ticket);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: /Demo Phone D1/ }).waitFor();
      await page.getByText('Call soak, 30 minutes').click();
      await page.getByRole('button', { name: /Start/ }).click();
      await page.getByRole('heading', { name: 'Talk for 30 minutes' }).first().waitFor({ timeout: 30_000 });
      await page.keyboard.press('Control+Period');
      await verdict(page).waitFor({ timeout: verdictMs });
      expect(await verdict(page).textContent()).toContain('STOPPED');
      await page.getByLabel('Why was it stopped?').fill('customer came early');
      await page.getByRole('button', { name: 'Save the reason' }).click();
      await page.getByText('The reason is on the ticket.').waitFor();
      await leaveVerdict(page, 'To the ticket');
      await page.getByText(/customer came early/).waitFor();
    }, 150_000);
  });
});
