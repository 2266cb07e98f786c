/** A data folder in which something has happened: tickets, runs that passed, failed, had a hole and were interrupted. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { StationSettings } from '../../../station/api/station.ts';
import { openStation } from '../../../station/compose/headless.ts';

export interface SeededFolder {
  readonly folder: string;
  /** The demonstration ticket, which has all the runs, and one without any. */
  readonly ticket: string;
  readonly other: string;
  /** Failed, then passed after the repair, then a call with a hole. */
  readonly failed: string;
  readonly passed: string;
  readonly soaked: string;
}

type Simulation = StationSettings['simulation'];
const usual: Simulation = { on: true, speed: 60, scenario: 'healthy' };
const speed = 20_000;

let template: Promise<SeededFolder> | undefined;

/** `simulation`: what the simulated bench is set to; a healthy unit at sixty times life's speed when absent. */
export async function seededFolder(simulation: Partial<Simulation> = {}): Promise<SeededFolder> {
  // Runs take their time: they are made once and copied.
  template ??= makeTemplate();
  const { folder: from, ...known } = await template;
  const folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-seeded-'));
  cpSync(from, folder, { recursive: true });
  const station = openStation(folder);
  await station.call('station/change', { simulation: { ...usual, ...simulation } });
  await station.close();
  return { folder, ...known };
}

async function makeTemplate(): Promise<SeededFolder> {
  const folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-template-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const station = openStation(folder);
  try {
    await station.call('station/change', { operator: 'QA-7', welcomed: true });
    const { number: ticket } = await station.call('ticket/demonstration', {});
    await station.call('ticket/new', {
      brand: '雨林',
      model: 'Note 9 Pro',
      serial: 'UN-77-2026',
      fault: '不开机，充电无反应；插上充电器后屏幕偶尔闪一下。',
      faultBegan: '上周摔过一次',
      priority: 'P1',
      warranty: 'out-of-warranty',
    });
    const { number: other } = await station.call('ticket/new', {
      brand: 'Umbra',
      model: 'Fold 2 (2025)',
      fault: 'Speaker crackles at high volume',
      priority: 'P2',
      warranty: 'in-warranty',
    });
    const run = async (procedure: string, scenario: string) => {
      const bench = { kind: 'simulated', scenario, speed, seed: 7 } as const;
      const started = await station.call('run/start', { procedure, ticket, bench, operator: 'QA-7', answers: {} });
      await station.call('run/wait', started);
      return started.run;
    };
    const failed = await run('battery-health', 'aged-battery');
    await station.call('ticket/note', { number: ticket, text: 'Battery replaced', by: 'QA-7' });
    const passed = await run('battery-health', 'healthy');
    const soaked = await run('call-soak', 'link-loss');
    return { folder, ticket, other, failed, passed, soaked };
  } finally {
    await station.close();
  }
}
