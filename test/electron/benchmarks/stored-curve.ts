/**
 * A stored record of an hour and one of a day in the History screen: how long until the curve stands, and how many
 * pictures a second are drawn while it is zoomed and its cursor moved by a key at each of them.
 */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { RehearsalStage } from '../../../station/compose/rehearsal.ts';
import { bundleProcedure } from '../../../station/runs/script/bundle.ts';
import { median, quantile, report } from '../../benchmarks/figures.ts';
import { temporaryStation } from '../../benchmarks/temporary-station.ts';
import { cannotLaunch, type Desktop, launchDesktop, openDisplay, within } from '../support/launch.ts';
import { goTo, untilUsable } from '../support/walk.ts';
import { benchmarkScreens } from './start-apps.ts';
import './page-window.ts';

const [rounds = 5, ms = 6_000] = process.argv.slice(2).map(Number);
const lengths = [1, 24] as const;
const procedure = path.resolve(fileURLToPath(new URL('../../..', import.meta.url)), 'test/benchmarks/soak-of-hours.ts');
/** Deep into the curve, to and fro with the cursor, and out again. */
const keys = [
  '+',
  '+',
  '+',
  ...Array<string>(20).fill('ArrowLeft'),
  ...Array<string>(10).fill('ArrowRight'),
  '-',
  '-',
  '0',
];

/** A data folder with a soak of so many hours each, a sample every five seconds. */
async function recordedSoaks(): Promise<{ readonly folder: string; readonly runs: readonly string[] }> {
  const bundle = await bundleProcedure(procedure);
  const station = temporaryStation(bundle);
  const runs: string[] = [];
  for (const hours of lengths) {
    const stage = new RehearsalStage({ bundle, answers: { 'plug-charger': true, hours } });
    const run = station.addRun();
    await stage.clock.run(stage.execute(run, station.journals));
    runs.push(run);
  }
  station.database.close();
  return { folder: station.folder, runs };
}

async function measure(): Promise<object> {
  const display = await openDisplay();
  const screens = await benchmarkScreens();
  const { folder, runs } = await recordedSoaks();
  let desktop: Desktop | undefined;
  try {
    desktop = await launchDesktop({ display, folder, screens });
    const { page } = desktop;
    await untilUsable(page);
    const curves = [];
    for (const [index, run] of runs.entries()) curves.push({ hours: lengths[index], ...(await curveOf(desktop, run)) });
    return { rounds, curves };
  } finally {
    await desktop?.close();
    display.close();
    for (const one of [screens, folder]) rmSync(one, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function curveOf({ page }: Desktop, run: string): Promise<object> {
  const opened: { readonly fromPressMs: number; readonly fromFrameMs: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await goTo(page, 'history');
    const press = `button[aria-label$="${run}"]`;
    await page.waitForSelector(press);
    opened.push(
      await within(
        60_000,
        page.evaluate((one) => window.benchmark.openCurve(one), press),
      ),
    );
  }
  const gaps = await within(
    ms + 30_000,
    page.evaluate(([all, long]) => window.benchmark.framesOf('.series-picture', all, long), [keys, ms] as const),
  );
  const fromPress = opened.map(({ fromPressMs }) => fromPressMs);
  return {
    // The first time the station reads the blocks; later it has them.
    firstFromPressMs: fromPress[0],
    fromPressMs: median(fromPress),
    firstFromFrameMs: opened[0]?.fromFrameMs,
    fromFrameMs: median(opened.map(({ fromFrameMs }) => fromFrameMs)),
    framesASecond: (1_000 * gaps.length) / gaps.reduce((sum, one) => sum + one, 0),
    medianGapMs: median(gaps),
    p99GapMs: quantile(gaps, 0.99),
    longestGapMs: Math.max(...gaps),
  };
}

report(cannotLaunch === undefined ? await measure() : { notHere: cannotLaunch });
