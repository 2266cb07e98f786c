/** Care for the station in the real window: closing while a run goes on, diagnostics, a backup and its way back. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openStation } from '../../station/compose/headless.ts';
import { cannotLaunch, type Desktop, type Display, launchDesktop, openDisplay, until } from './support/launch.ts';
import { type SeededFolder, seededFolder } from './support/seeded-folder.ts';
import { goTo, untilUsable } from './support/walk.ts';

let display: Display;
let desktop: Desktop;
let seeded: SeededFolder;
let elsewhere: string;

/** The computer's own file dialogs cannot be pressed by a test: they answer with this path. */
const chooses = (file: string) =>
  desktop.app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen });
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, file);
const closeWindow = () =>
  desktop.app.evaluate(({ BrowserWindow }) => {
    // Not waited for: it may be prevented.
    setTimeout(() => BrowserWindow.getAllWindows()[0]?.close(), 0);
  });
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();

describe.skipIf(cannotLaunch !== undefined)(`care${cannotLaunch ? ` (${cannotLaunch})` : ''}`, () => {
  beforeAll(async () => {
    display = await openDisplay();
  });
  beforeEach(async () => {
    elsewhere = mkdtempSync(path.join(tmpdir(), 'ohmstead-elsewhere-'));
    seeded = await seededFolder({ speed: 60 });
    desktop = await launchDesktop({ display, folder: seeded.folder });
    await untilUsable(desktop.page);
  }, 90_000);
  afterEach(async () => {
    await desktop.kill();
    for (const one of [seeded.folder, elsewhere]) rmSync(one, { recursive: true, force: true, maxRetries: 5 });
  }, 40_000);
  afterAll(() => display?.close());

  it('the window asks before it closes over a run; kept, the run goes on; closed, it is stopped properly', async () => {
    const { page } = desktop;
    await page.getByLabel(/Scan or type/).fill(seeded.ticket);
    await page.keyboard.press('Enter');
    await page.locator('label', { hasText: 'Call soak, 30 minutes' }).click();
    await until(
      () => page.getByRole('radio', { name: /Call soak/ }).isChecked(),
      (checked) => checked,
    );
    await press(page, /Start/);
    await page.getByRole('heading', { name: 'Talk for 30 minutes' }).first().waitFor({ timeout: 40_000 });
    await closeWindow();
    const question = page.getByRole('alertdialog', { name: 'A run is going on' });
    await question.waitFor();
    expect(await question.textContent()).toContain('Call soak');
    await press(page, 'Keep running');
    await question.waitFor({ state: 'detached' });
    await closeWindow();
    await question.waitFor();
    const gone = new Promise<void>((resolve) => desktop.app.process().once('exit', () => resolve()));
    await press(page, 'Stop the runs and close');
    await gone;
    const station = openStation(seeded.folder);
    const [newest] = await station.call('run/list', { ticket: seeded.ticket });
    await station.close();
    expect(newest).toMatchObject({ procedure: 'call-soak', verdict: 'STOPPED' });
  }, 150_000);

  it('diagnostics are written where the person says, without what is nobody’s business', async () => {
    const { page } = desktop;
    const file = path.join(elsewhere, 'diagnostics.tar.gz');
    await chooses(file);
    await goTo(page, 'station');
    await press(page, 'Export diagnostics');
    await page.getByText(`Saved as ${file}`).waitFor();
    expect(readFileSync(file).subarray(0, 2)).toEqual(Buffer.from([0x1f, 0x8b]));
  }, 90_000);

  it('a backup made in the window is whole, and restoring it brings back what was there', async () => {
    const { page } = desktop;
    const copy = path.join(elsewhere, 'backup');
    await chooses(copy);
    await goTo(page, 'station');
    await press(page, 'Make a backup');
    await until(
      () => existsSync(copy),
      (there) => there,
    );
    await page.getByText(copy).first().waitFor();
    // What happens after the backup is gone again with it.
    await goTo(page, 'tickets');
    await press(page, 'New ticket');
    await page.getByLabel(/^Make/).fill('After');
    await page.getByLabel(/^Model/).fill('the backup');
    await page.getByLabel(/^Fault/).fill('none');
    await press(page, 'Open the ticket');
    await page.getByRole('article').waitFor();
    await goTo(page, 'station');
    await press(page, 'Restore a backup');
    await press(page, 'Check it and lay it ready');
    await page.getByRole('button', { name: 'Start again now' }).waitFor();
    await desktop.close();
    const station = openStation(seeded.folder);
    const tickets = await station.call('ticket/list', {});
    await station.close();
    expect(tickets.map(({ number }) => number)).toContain(seeded.ticket);
    expect(tickets.map(({ brand }) => brand)).not.toContain('After');
  }, 120_000);
});
