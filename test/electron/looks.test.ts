/**
 * What a person sees in the real window: every screen in three languages, readable by programs that read aloud, and text
 * from outside that stays text.
 */
import { readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Language, languages } from '../../foundation/measurement/declaration.ts';
import { hostileMeter, runSpoiltProcedure, spoilTicket } from './support/hostile.ts';
import { cannotLaunch, type Desktop, type Display, launchDesktop, openDisplay } from './support/launch.ts';
import { type SeededFolder, seededFolder } from './support/seeded-folder.ts';
import { allScreens, goTo, setLanguage, setTheme, untilUsable } from './support/walk.ts';

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

/** Letters of an English sentence that stand where Chinese should: three words in a row. */
const englishSentence = /\b[a-z]+ [a-z]+ [a-z]+ [a-z]+\b/;

let display: Display;
let desktop: Desktop;
let seeded: SeededFolder;
let spoiltRun: string;

describe.skipIf(cannotLaunch !== undefined)(`the window${cannotLaunch ? ` (${cannotLaunch})` : ''}`, () => {
  beforeAll(async () => {
    display = await openDisplay();
    seeded = await seededFolder();
    spoiltRun = await runSpoiltProcedure(seeded.folder, seeded.ticket);
    spoilTicket(seeded.folder, seeded.other);
    desktop = await launchDesktop({ display, folder: seeded.folder });
    await untilUsable(desktop.page);
  }, 120_000);
  afterAll(async () => {
    await desktop?.close();
    display?.close();
    rmSync(seeded.folder, { recursive: true, force: true, maxRetries: 5 });
  }, 40_000);

  it.each(languages)(
    'speaks %s on every screen, and only that',
    async (language: Language) => {
      const { page } = desktop;
      await setLanguage(page, language);
      for (const screen of allScreens) {
        await goTo(page, screen);
        await page.waitForTimeout(400);
        // What comes from outside, or is the same everywhere, is marked as such.
        const words = await page.evaluate(() => {
          const copy = document.querySelector('.frame')?.cloneNode(true);
          if (!(copy instanceof Element)) return '';
          for (const one of copy.querySelectorAll('.foreign, .digits, pre, code')) one.remove();
          return copy.textContent ?? '';
        });
        if (language === 'en') expect(words.replace(/简体中文|繁體中文/g, ''), screen).not.toMatch(/\p{Script=Han}/u);
        else expect(words.match(englishSentence)?.[0], `${screen} in ${language}`).toBeUndefined();
      }
    },
    120_000,
  );

  it.each(['bright', 'dark', 'contrast'] as const)(
    'every screen is clean for readers in the %s appearance',
    async (theme) => {
      const { page } = desktop;
      await setLanguage(page, 'en');
      await setTheme(page, theme);
      const found: string[] = [];
      for (const screen of allScreens) {
        await goTo(page, screen);
        await page.waitForTimeout(400);
        found.push(...(await violations(page)).map((violation) => `${screen}: ${violation}`));
      }
      expect(found).toEqual([]);
    },
    180_000,
  );

  it('text from outside is text: nothing of it runs, turns the line or pushes the rest from the screen', async () => {
    const { page } = desktop;
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
