/**
 * Memory of all processes after as many readings as so many hours bring, sent faster than a meter does: with 32 meters
 * that send two a second an hour is 230 400 readings. The window stands on the screen that shows them all.
 */
import { quantile, report } from '../../benchmarks/figures.ts';
import { cannotLaunch, type Desktop } from '../support/launch.ts';
import { processorTime, residentMemory } from './process-tree.ts';
import { streamingDesktop } from './streaming.ts';

/** `hours` at two readings a second. */
const [meters = 32, periodMs = 20, hours = 1] = process.argv.slice(2).map(Number);
const perMeter = hours * 3_600 * 2;
/** The first part, in which caches fill, is not counted as growth. */
const warmPart = 0.1;

interface Memory {
  readonly allMiB: number;
  readonly byKind: Readonly<Record<string, number>>;
}

async function memoryOf({ app }: Desktop): Promise<Memory> {
  const metrics = await app.evaluate(({ app: electron }) => electron.getAppMetrics());
  const byKind: Record<string, number> = {};
  for (const { type, name, memory } of metrics) {
    const kind = name?.startsWith('ohmstead-') ? name.replace(/-\d+$/, '') : type;
    byKind[kind] = (byKind[kind] ?? 0) + memory.workingSetSize / 1_024;
  }
  return { allMiB: Object.values(byKind).reduce((sum, one) => sum + one, 0), byKind };
}

/** Each meter counts its readings by what it shows, in thousandths: a busy computer only takes longer. */
async function untilShown({ page }: Desktop, readings: number): Promise<void> {
  const isShown = (least: number) =>
    [...document.querySelectorAll('.instrument-list .item-value')].every(({ textContent }) => {
      const [, digits, prefix] = /^([\d.]+) (m?)V$/.exec(textContent ?? '') ?? [];
      return Number(digits) * (prefix === 'm' ? 1 : 1_000) >= least;
    });
  await page.waitForFunction(isShown, readings, { timeout: 60_000 + readings * periodMs * 4, polling: 500 });
}

async function measure(): Promise<object> {
  const { desktop, stopMeters, close } = await streamingDesktop(meters, periodMs);
  try {
    const root = desktop.app.process().pid ?? 0;
    await untilShown(desktop, perMeter * warmPart);
    const early = await memoryOf(desktop);
    await untilShown(desktop, perMeter);
    const late = await memoryOf(desktop);
    const { writtenMs } = await stopMeters();
    const counts = writtenMs.map(({ length }) => Math.max(0, length - 1));
    const readings = counts.reduce((sum, one) => sum + one, 0);
    return {
      ...{ meters, hours, readings, leastOfAMeter: quantile(counts, 0), framesASecondAMeter: 1_000 / periodMs },
      ...{ early, late, grownMiB: late.allMiB - early.allMiB },
      proportionalMiB: residentMemory(root),
      processorMs: processorTime(root).allMs,
    };
  } finally {
    await close();
  }
}

report(cannotLaunch === undefined ? await measure() : { notHere: cannotLaunch });
