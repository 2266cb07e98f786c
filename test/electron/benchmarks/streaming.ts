/** The real application with so many meters on TCP ports connected and streaming, for what is measured of it. */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openStation } from '../../../station/compose/headless.ts';
import type { MetersWritten } from '../../benchmarks/meters-on-tcp.ts';
import { type Desktop, launchDesktop, openDisplay, within } from '../support/launch.ts';
import { goTo, untilUsable } from '../support/walk.ts';
import './page-window.ts';
import { benchmarkScreens } from './start-apps.ts';

const connectMs = 120_000;

export interface Streaming {
  readonly desktop: Desktop;
  readonly ports: readonly number[];
  /** Ends the meters; what they have written, in wall-clock milliseconds. */
  stopMeters(): Promise<MetersWritten>;
  close(): Promise<void>;
}

export async function streamingDesktop(meters: number, periodMs: number): Promise<Streaming> {
  const display = await openDisplay();
  const screens = await benchmarkScreens();
  const folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-streaming-'));
  const program = path.join(path.dirname(fileURLToPath(import.meta.url)), 'meters-on-tcp.mjs');
  const wire = fork(program, [String(meters), String(periodMs), 'wall']);
  let desktop: Desktop | undefined;
  const close = async () => {
    await desktop?.close();
    wire.kill();
    display.close();
    for (const one of [screens, folder]) rmSync(one, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const { ports } = await told<{ readonly ports: readonly number[] }>(wire);
    const addresses = ports.map((port) => `tcp:127.0.0.1:${port}`);
    await addToBench(folder, addresses);
    desktop = await launchDesktop({ display, folder, screens });
    const { page } = desktop;
    await untilUsable(page);
    await goTo(page, 'instruments');
    const connect = (all: readonly string[]) => {
      const one = (address: string) => window.benchmark.ask('instrument/connect', { address, driver: 'uni-t-ut61e' });
      return Promise.all(all.map(one)).then(() => undefined);
    };
    await within(connectMs, page.evaluate(connect, addresses));
    const isLive = (count: number) => {
      const values = [...document.querySelectorAll('.instrument-list .item-value')];
      return values.filter(({ textContent }) => /\d/.test(textContent ?? '')).length === count;
    };
    await page.waitForFunction(isLive, meters, { timeout: connectMs });
    const stopMeters = () => {
      const written = told<MetersWritten>(wire);
      wire.send('stop');
      return written;
    };
    return { desktop, ports, stopMeters, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function addToBench(folder: string, addresses: readonly string[]): Promise<void> {
  const station = openStation(folder);
  await station.call('station/change', { operator: 'QA-7', welcomed: true });
  for (const address of addresses) await station.call('instrument/add', { address });
  await station.close();
}

function told<T>(wire: ChildProcess): Promise<T> {
  return within(30_000, new Promise<T>((resolve) => wire.once('message', (message) => resolve(message as T))));
}
