/**
 * What a person sees in the real window: every screen in three languages, readable by programs that read aloud, and text
 * from outside that stays text.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { smallestWindow } from '../../electron/window-options.ts';
import { type Language, languages } from '../../foundation/measurement/declaration.ts';
import { cutAtSides } from './support/cut-text.ts';
import { hostileMeter, runSpoiltProcedure, spoilTicket } from './support/hostile.ts';
import { cannotLaunch } from './support/launch.ts';
import { onSeededFolder } from './support/seeded-desktop.ts';
import { goTo, onEveryScreen, setLanguage, setTheme } from './support/walk.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly nodes: readonly {
    readonly target: readonly unknown[];
    readonly any: readonly { readonly message: string }[];
  }[];
}

/** In the page's own world the policy forbids strings as code; the tool's own connection may. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: readonly Violation[] }> } };
    return (await axe.run()).violations;
  });
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any }) => `${id}: ${String(target)} ${any[0]?.message ?? ''}`),
  );
}

const usualWindow = { width: 1366, height: 768 } as const;

/** Letters of an English sentence that stand where Chinese should: three words in a row. */
const englishSentence = /\b[a-z]+ [a-z]+ [a-z]+ [a-z]+\b/g;

describe.skipIf(cannotLaunch !== undefined)(`the window${cannotLaunch ? ` (${cannotLaunch})` : ''}`, () => {
  let spoiltRun = '';
  const open = onSeededFolder(async ({ folder, ticket, other }) => {
    spoiltRun = await runSpoiltProcedure(folder, ticket);
    spoilTicket(folder, other);
  });

  it.each(languages)(
    'speaks %s on every screen, and only that',
    async (language: Language) => {
      const { page } = open;
      await setLanguage(page, language);
      const foreign = await onEveryScreen(page, async () => {
        // What comes from outside, or is the same everywhere, is marked as such.
        const words = await page.evaluate(() => {
          const copy = document.querySelector('.frame')?.cloneNode(true);
          if (!(copy instanceof Element)) return '';
          for (const one of copy.querySelectorAll('.foreign, .digits, pre, code')) one.remove();
          return copy.textContent ?? '';
        });
        const outOfPlace = language === 'en' ? /\p{Script=Han}+/gu : englishSentence;
        return words.replace(/简体中文|繁體中文/g, '').match(outOfPlace) ?? [];
      });
      expect(foreign).toEqual([]);
    },
    120_000,
  );

  it.each(['bright', 'dark', 'contrast'] as const)(
    'every screen is clean for readers in the %s appearance',
    async (theme) => {
      const { page } = open;
      await setLanguage(page, 'en');
      await setTheme(page, theme);
      expect(await onEveryScreen(page, () => violations(page))).toEqual([]);
    },
    180_000,
  );

  it.each(languages)(
    'in the smallest window nothing is cut at the sides in %s, and Start is in sight',
    async (language) => {
      const { page, desktop, seeded } = open;
      const resize = ({ width, height }: typeof smallestWindow | typeof usualWindow) =>
        desktop.app.evaluate(
          ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
          { width, height },
        );
      await setLanguage(page, language);
      await resize(smallestWindow);
      try {
        const cut = await onEveryScreen(page, () => cutAtSides(page));
        await goTo(page, 'procedures');
        // The library is read once, and that takes its time.
        await page.locator('main [role=option]').first().click({ timeout: 60_000 });
        await page.locator('.limits-panel tbody tr').first().waitFor({ timeout: 60_000 });
        for (const tab of await page.getByRole('tab').all()) {
          await tab.click();
          cut.push(...(await cutAtSides(page)));
        }
        await goTo(page, 'bench');
        await page.locator('[data-scan-box] input').fill(seeded.ticket);
        await page.keyboard.press('Enter');
        const start = page.locator('.start-row .button.primary');
        await page.locator('.procedure-choice').first().waitFor({ timeout: 60_000 });
        cut.push(...(await cutAtSides(page)));
        expect(cut).toEqual([]);
        const { y = 0, height = 0 } = (await start.boundingBox()) ?? {};
        expect(height).toBeGreaterThan(0);
        expect(y + height).toBeLessThan(smallestWindow.height - 40);
      } finally {
        await resize(usualWindow);
      }
    },
    120_000,
  );

  it('text from outside is text: nothing of it runs, turns the line or pushes the rest from the screen', async () => {
    const { page, desktop } = open;
    await setTheme(page, 'bright');
    await setLanguage(page, 'en');
    const meter = await hostileMeter();
    const isHarmless = async (where: string) => {
      await page.waitForTimeout(600);
      expect(await page.title(), where).toBe('Ohmstead');
      const seen = await page.evaluate(() => ({
        foreign: document.querySelectorAll('img, script:not([src])').length,
        turned: /[\u202a-\u202e\u2066-\u2069]/.test(document.body.textContent ?? ''),
        wider: document.documentElement.scrollWidth - innerWidth,
        beside: [...document.querySelectorAll('.screen, .tickets-panes > *')]
          .map((pane) => pane.scrollWidth - pane.clientWidth)
          .filter((more) => more > 0),
      }));
      expect(seen, where).toEqual({ foreign: 0, turned: false, wider: 0, beside: [] });
    };
    try {
      await goTo(page, 'tickets');
      await page.getByRole('option', { name: /<img/ }).click();
      await page.getByRole('article').waitFor();
      await isHarmless('ticket');
      await page.getByRole('button', { name: 'Put on the bench' }).click();
      await isHarmless('bench');
      await goTo(page, 'history');
      await page.getByRole('button', { name: `Open ${spoiltRun}` }).click();
      await page.getByRole('heading', { name: spoiltRun }).waitFor();
      await isHarmless('record');
      await goTo(page, 'instruments');
      await page.getByRole('button', { name: 'Add by address' }).click();
      await page.getByLabel(/Path or address/).fill(meter.address);
      await page.getByRole('dialog').getByRole('button', { name: /^Add/ }).click();
      await page.getByText(meter.address).first().click();
      await isHarmless('instrument');
    } finally {
      meter.close();
    }
    expect(desktop.complaints).toEqual([]);
  }, 90_000);
});
