/** The picture beside a question, in the real window: through the own address only, legible on bright and dark screens. */
import { beforeAll, describe, expect, it } from 'vitest';
import { cannotLaunch } from './support/launch.ts';
import { onSeededFolder } from './support/seeded-desktop.ts';
import { goTo, setTheme } from './support/walk.ts';

describe.skipIf(cannotLaunch !== undefined)(
  `a picture that was shown${cannotLaunch ? ` (${cannotLaunch})` : ''}`,
  () => {
    const open = onSeededFolder();
    beforeAll(async () => {
      const { page, seeded } = open;
      await goTo(page, 'history');
      await page.getByRole('button', { name: seeded.passed }).click();
      await page.locator('.picture img').waitFor();
    }, 40_000);

    /** Red, green and blue of the picture's first corner as it is drawn now, null while it has not come. */
    const paper = () =>
      open.page.evaluate(async () => {
        const image = document.querySelector<HTMLImageElement>('.picture img');
        const context = document.createElement('canvas').getContext('2d');
        if (image === null || context === null) return null;
        await image.decode();
        context.drawImage(image, 0, 0, 300, 150);
        return [...context.getImageData(4, 4, 1, 1).data.slice(0, 3)];
      });

    it('is drawn for the appearance of the screen', async () => {
      await setTheme(open.page, 'bright');
      expect(await paper()).toEqual([255, 255, 255]);
      await setTheme(open.page, 'dark');
      await open.page.locator('.picture img[src$="#dark"]').waitFor();
      expect(await paper()).toEqual([0x1e, 0x23, 0x29]);
    });

    it('is enlarged by the keyboard and by a press, and Escape leads back', async () => {
      const { page } = open;
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
      const { page } = open;
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
      expect(open.desktop.complaints.filter((line) => !line.includes('404'))).toEqual([]);
    });
  },
);
