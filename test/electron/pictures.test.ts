/** The picture beside a question, in the real window: through the own address only, legible on bright and dark screens. */
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cannotLaunch, type Desktop, type Display, launchDesktop, openDisplay } from './support/launch.ts';
import { type SeededFolder, seededFolder } from './support/seeded-folder.ts';
import { goTo, setTheme, untilUsable } from './support/walk.ts';

let display: Display;
let desktop: Desktop;
let seeded: SeededFolder;

describe.skipIf(cannotLaunch !== undefined)(
  `a picture that was shown${cannotLaunch ? ` (${cannotLaunch})` : ''}`,
  () => {
    beforeAll(async () => {
      display = await openDisplay();
      seeded = await seededFolder();
      desktop = await launchDesktop({ display, folder: seeded.folder });
      await untilUsable(desktop.page);
      await goTo(desktop.page, 'history');
      await desktop.page.getByRole('button', { name: seeded.passed }).click();
      await desktop.page.locator('.picture img').waitFor();
    }, 120_000);
    afterAll(async () => {
      await desktop?.close();
      display?.close();
      rmSync(seeded.folder, { recursive: true, force: true, maxRetries: 5 });
    }, 40_000);

    /** Red, green and blue of the picture's first corner as it is drawn now, null while it has not come. */
    const paper = () =>
      desktop.page.evaluate(async () => {
        const image = document.querySelector<HTMLImageElement>('.picture img');
        const context = document.createElement('canvas').getContext('2d');
        if (image === null || context === null) return null;
        await image.decode();
        context.drawImage(image, 0, 0, 300, 150);
        return [...context.getImageData(4, 4, 1, 1).data.slice(0, 3)];
      });

    it('is drawn for the appearance of the screen', async () => {
      await setTheme(desktop.page, 'bright');
      expect(await paper()).toEqual([255, 255, 255]);
      await setTheme(desktop.page, 'dark');
      await desktop.page.locator('.picture img[src$="#dark"]').waitFor();
      expect(await paper()).toEqual([0x1e, 0x23, 0x29]);
    });

    it('is enlarged by the keyboard and by a press, and Escape leads back', async () => {
      const { page } = desktop;
      const large = page.getByRole('dialog', { name: 'Picture' });
      await page.locator('.picture').focus();
      await page.keyboard.press('Enter');
      await large.waitFor();
      const { width = 0 } = (await large.locator('img').boundingBox()) ?? {};
      expect(width).toBeGreaterThan(600);
      expect(await large.locator('img').getAttribute('alt')).toContain('red probe on plus');
      await page.keyboard.press('Escape');
      await large.waitFor({ state: 'detached' });
      await page.locator('.picture').click();
      await large.waitFor();
      await page.keyboard.press('Escape');
      await large.waitFor({ state: 'detached' });
    });

    it('comes with a policy of its own, and no other evidence comes that way', async () => {
      const { page } = desktop;
      const answers = await page.evaluate(async () => {
        const of = async (address: string) => {
          const { status, headers } = await fetch(address);
          return [status, headers.get('content-security-policy')];
        };
        const source = document.querySelector<HTMLImageElement>('.picture img')?.src.replace('#dark', '') ?? '';
        const transcript = [...document.querySelectorAll('.digits')].map(({ textContent }) => textContent);
        const [other = ''] = transcript.filter((text) => text !== null && /^[0-9a-f]{64}$/.test(text));
        return [await of(source), await of(`/picture/${other}.svg`), await of(`/picture/${other}`)];
      });
      expect(answers[0]).toEqual([200, "default-src 'none'; style-src 'unsafe-inline'; sandbox"]);
      expect(answers.slice(1).map(([status]) => status)).toEqual([404, 404]);
      // The two that were refused are told on the console, and nothing else is.
      expect(desktop.complaints.filter((line) => !line.includes('404'))).toEqual([]);
    });
  },
);
