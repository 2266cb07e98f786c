/** The built screens stay small: whoever adds a large library shall notice. Bytes, so nothing here depends on speed. */
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
// Builds the application where that has not been done.
import { cannotLaunch } from './support/launch.ts';

const root = path.resolve(fileURLToPath(new URL('../..', import.meta.url)));
const { sizeOfScreens } = (await import(pathToFileURL(path.join(root, 'scripts/bench-desktop.mjs')).href)) as {
  sizeOfScreens(): { readonly gzipBytes: number; readonly firstGzipBytes: number };
};

describe.skipIf(cannotLaunch !== undefined)(`the screens${cannotLaunch ? ` (${cannotLaunch})` : ''}`, () => {
  it('are below 400 kB compressed, and 240 kB of them are enough to begin with', () => {
    const { gzipBytes, firstGzipBytes } = sizeOfScreens();
    expect(firstGzipBytes).toBeGreaterThan(0);
    expect(firstGzipBytes).toBeLessThan(240_000);
    expect(gzipBytes).toBeLessThan(400_000);
  });
});
