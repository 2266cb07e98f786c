/** One application on a seeded folder for all tests of a suite: opened before the first, gone with its folder after the last. */
import { rmSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { type Desktop, type Display, launchDesktop, openDisplay } from './launch.ts';
import { type SeededFolder, seededFolder } from './seeded-folder.ts';
import { untilUsable } from './walk.ts';

/** May be read inside of tests only: before the first there is none. */
export interface SeededDesktop {
  readonly desktop: Desktop;
  readonly page: Page;
  readonly seeded: SeededFolder;
}

/** To be called in a `describe`. `prepare` changes the folder before the application is opened on it. */
export function onSeededFolder(
  prepare: (seeded: SeededFolder) => Promise<void> = async () => undefined,
): SeededDesktop {
  let display: Display | undefined;
  let desktop: Desktop | undefined;
  let seeded: SeededFolder | undefined;
  beforeAll(async () => {
    display = await openDisplay();
    seeded = await seededFolder();
    await prepare(seeded);
    desktop = await launchDesktop({ display, folder: seeded.folder });
    await untilUsable(desktop.page);
  }, 120_000);
  afterAll(async () => {
    await desktop?.close();
    display?.close();
    if (seeded !== undefined) rmSync(seeded.folder, { recursive: true, force: true, maxRetries: 5 });
  }, 40_000);
  return {
    get desktop() {
      return there(desktop);
    },
    get page() {
      return there(desktop).page;
    },
    get seeded() {
      return there(seeded);
    },
  };
}

function there<T>(what: T | undefined): T {
  if (what === undefined) throw new Error('not before the first test');
  return what;
}
