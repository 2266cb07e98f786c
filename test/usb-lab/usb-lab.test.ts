import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundledForTest } from '../support/bundle.ts';
import { type Boot, bootGuest } from './guest/boot.ts';
import { guestFiles, noLab } from './guest/kernel.ts';

const folder = fileURLToPath(new URL('../../.cache/usb-lab', import.meta.url));
const none = noLab();
describe.skipIf(none !== '')(`usb lab ${none}`, () => {
  let boot: Boot;
  beforeAll(async () => {
    const files = guestFiles(folder);
    const [entry, rack, other] = (await Promise.all([
      bundledForTest('test/usb-lab/guest-main.ts'),
      bundledForTest('test/usb-lab/rack-main.ts'),
      bundledForTest('test/usb-lab/other-program-main.ts'),
    ])) as [string, string, string];
    boot = await bootGuest({ files, entry, rack, other, withinMs: 170_000 });
  }, 200_000);
  it('x', () => {
    console.log(boot.console);
    for (const o of boot.outcomes.values()) console.log(JSON.stringify(o));
    expect(boot.isComplete).toBe(true);
  });
});
