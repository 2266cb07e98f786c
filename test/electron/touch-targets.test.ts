/** Everything that is pressed is large enough for a finger in a glove: 48 px both ways, in the real window on every screen. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { cannotLaunch } from './support/launch.ts';
import { onSeededFolder } from './support/seeded-desktop.ts';
import { goTo, onEveryScreen, setLanguage } from './support/walk.ts';

const leastPx = 48;

/** What may be smaller, and why. */
const exceptions: Readonly<Record<string, string>> = {
  'button[aria-label="Dismiss"]': 'for readers of the screen alone: the overlay part puts it there, clipped away',
};

/** Pressable things that are smaller, as a person could find them again. A label is pressed for the field inside it. */
function tooSmall(page: Page): Promise<string[]> {
  return page.evaluate(
    ({ least, allowed }) => {
      const pressable =
        'button, a[href], input, select, textarea, summary, [role=option], [role=tab], [role=radio], [role=checkbox], [role=switch], [role=slider]';
      const smaller: string[] = [];
      for (const element of document.querySelectorAll(pressable)) {
        if (element.closest('[inert], [hidden], .visually-hidden, [aria-hidden="true"]') !== null) continue;
        if (allowed.some((selector) => element.matches(selector))) continue;
        const place = element.matches('input, [role=radio], [role=checkbox], [role=switch]')
          ? (element.closest('label') ?? element)
          : element;
        const { width, height } = place.getBoundingClientRect();
        // Half a pixel is the drawing's.
        if (width === 0 || height === 0 || (width >= least - 0.5 && height >= least - 0.5)) continue;
        const words = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 30);
        smaller.push(
          `${element.tagName.toLowerCase()}.${element.className} "${words}" ${Math.round(width)}×${Math.round(height)}`,
        );
      }
      return [...new Set(smaller)];
    },
    { least: leastPx, allowed: Object.keys(exceptions) },
  );
}

describe.skipIf(cannotLaunch !== undefined)(`what is pressed${cannotLaunch ? ` (${cannotLaunch})` : ''}`, () => {
  const open = onSeededFolder();

  it.each(['en', 'zh-TW'] as const)(
    'is at least 48 px on every screen in %s',
    async (language) => {
      const { page } = open;
      await setLanguage(page, language);
      expect(await onEveryScreen(page, () => tooSmall(page))).toEqual([]);
    },
    90_000,
  );

  it('is at least 48 px where something is open: a ticket, a record, its curves, a procedure, a dialog', async () => {
    const { page, seeded } = open;
    await setLanguage(page, 'en');
    const found: string[] = [];
    const look = async (where: string) => {
      await page.waitForTimeout(500);
      found.push(...(await tooSmall(page)).map((one) => `${where}: ${one}`));
    };
    await goTo(page, 'tickets');
    await page.getByRole('option').first().click();
    await page.getByRole('article').waitFor();
    await look('ticket');
    await goTo(page, 'history');
    await page.getByRole('button', { name: seeded.soaked }).click();
    await page.getByRole('heading', { name: seeded.soaked }).waitFor();
    await look('record');
    await goTo(page, 'procedures');
    // The library is read once, and that takes its time.
    await page.getByRole('option').first().click({ timeout: 60_000 });
    await look('procedure');
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click();
      await look(`procedure ${await tab.textContent()}`);
    }
    await goTo(page, 'instruments');
    await page.getByRole('button', { name: 'Add by address' }).click();
    await page.getByRole('dialog').waitFor();
    await look('dialog');
    await page.keyboard.press('Escape');
    expect(found).toEqual([]);
  }, 90_000);

  it('stays under the finger: nothing that is brought into view moves the window itself', async () => {
    const moved = await open.page.evaluate(() => {
      const low = document.createElement('div');
      low.style.setProperty('height', '3000px');
      const last = low.appendChild(document.createElement('button'));
      last.style.setProperty('margin-top', '2900px');
      document.body.append(low);
      last.scrollIntoView();
      last.focus();
      const places = [document.documentElement.scrollTop, document.body.scrollTop, window.scrollY];
      low.remove();
      return places;
    });
    expect(moved).toEqual([0, 0, 0]);
  });

  it('is at least 48 px while a run goes on and when its verdict has come', async () => {
    const { page, seeded } = open;
    await setLanguage(page, 'en');
    await goTo(page, 'bench');
    await page.getByLabel(/Scan or type/).fill(seeded.ticket);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /Demo Phone D1/ }).waitFor();
    const bench = await tooSmall(page);
    await page.getByRole('button', { name: /Start/ }).click();
    await page.getByRole('button', { name: 'Stop: press and hold' }).waitFor({ timeout: 40_000 });
    const going = await tooSmall(page);
    await page.keyboard.press('Control+Period');
    await page.getByRole('alertdialog').waitFor({ timeout: 60_000 });
    expect({ bench, going, verdict: await tooSmall(page) }).toEqual({ bench: [], going: [], verdict: [] });
  }, 150_000);
});
