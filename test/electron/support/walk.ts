/** Ways through the window that many tests take, by what a person sees and presses. */
import type { Page } from 'playwright-core';
import type { Language } from '../../../foundation/measurement/declaration.ts';
import type { Theme } from '../../../station/api/station.ts';

const screens = ['bench', 'instruments', 'run', 'history', 'procedures', 'tickets', 'station'] as const;
export type Screen = (typeof screens)[number];
export const allScreens: readonly Screen[] = screens;

/** By Alt and a digit, as from any screen. */
export async function goTo(page: Page, screen: Screen): Promise<void> {
  await page.keyboard.press(`Alt+Digit${screens.indexOf(screen) + 1}`);
  await page.waitForFunction(
    (place) => document.querySelectorAll('.ways .way')[place]?.getAttribute('aria-current') === 'page',
    screens.indexOf(screen),
  );
}

/** What `look` finds on each screen, once it is drawn, with the name of the screen before it. */
export async function onEveryScreen(
  page: Page,
  look: (screen: Screen) => Promise<readonly string[]>,
): Promise<string[]> {
  const found: string[] = [];
  for (const screen of allScreens) {
    await goTo(page, screen);
    await page.waitForTimeout(500);
    found.push(...(await look(screen)).map((one) => `${screen}: ${one}`));
  }
  return found;
}

const languageNames: Readonly<Record<Language, string>> = { 'zh-CN': '简体中文', 'zh-TW': '繁體中文', en: 'English' };
const themes: readonly Theme[] = ['bright', 'dark', 'contrast'];

/** In the bar: the language is the first of the two lists, the appearance the second. */
export async function setLanguage(page: Page, language: Language): Promise<void> {
  if ((await page.evaluate(() => document.documentElement.lang)) === language) return;
  await page.locator('.bar .select-button').nth(0).click();
  await page.getByRole('option', { name: languageNames[language], exact: true }).click();
  await page.waitForFunction((wanted) => document.documentElement.lang === wanted, language);
}

export async function setTheme(page: Page, theme: Theme): Promise<void> {
  if ((await page.evaluate(() => document.documentElement.dataset.theme)) === theme) return;
  await page.locator('.bar .select-button').nth(1).click();
  await page.getByRole('option').nth(themes.indexOf(theme)).click();
  await page.waitForFunction((wanted) => document.documentElement.dataset.theme === wanted, theme);
}

/** The page is drawn and the station has told how it is. */
export async function untilUsable(page: Page): Promise<void> {
  await page.locator('.ways').waitFor({ timeout: 30_000 });
  await page.waitForFunction(() => document.querySelectorAll('.strip > span').length >= 6, undefined, {
    timeout: 30_000,
  });
}

/** Leaves the verdict by one of its buttons. What is pressed just as it comes does not count: it was meant for something else. */
export async function leaveVerdict(page: Page, button: string): Promise<void> {
  const verdict = page.getByRole('alertdialog');
  await verdict.waitFor();
  await page.waitForTimeout(700);
  // As a gloved finger does it: whatever moves meanwhile moves from under it.
  await verdict.getByRole('button', { name: button }).click({ delay: 200 });
  await verdict.waitFor({ state: 'detached' });
}
