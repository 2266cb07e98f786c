/**
 * From the start of the program to a window that can be used, beside an Electron application with nothing in it: both
 * without anything attached, one after the other in turn, on profiles that have been used before.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openStation } from '../../../station/compose/headless.ts';
import { median, report } from '../../benchmarks/figures.ts';
import { cannotLaunch, type Display, electronProgram, openDisplay, within } from '../support/launch.ts';
import { processorTime } from './process-tree.ts';
import { emptyApplication, probedScreens } from './start-apps.ts';
import { usableLine } from './start-lines.ts';

const [rounds = 9] = process.argv.slice(2).map(Number);
const root = path.resolve(fileURLToPath(new URL('../../..', import.meta.url)));
const endMs = 20_000;

type Marks = Readonly<Record<'at' | 'began' | 'interactive' | 'painted', number>>;

interface Start {
  /** Milliseconds from the start of the program to each mark of the page. */
  readonly marks: Marks;
  /** What all its processes had cost by then. */
  readonly processor: ReturnType<typeof processorTime>;
}

async function startOf(display: Display, app: string, env: Readonly<Record<string, string>>): Promise<Start> {
  const { PATH = '', HOME = '' } = process.env;
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const args = [app, ...asRoot, '--disable-gpu', '--enable-logging=stderr'];
  const began = Date.now();
  const child = spawn(electronProgram(), args, {
    env: { PATH, HOME, LANG: 'en_US.UTF-8', LANGUAGE: 'en_US', DISPLAY: display.name, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const told: string[] = [];
  try {
    const marks = new Promise<Marks>((resolve, reject) => {
      void gone.then(() => reject(new Error(`it ended before it could be used:\n${told.join('\n')}`)));
      createInterface({ input: child.stderr }).on('line', (line) => {
        told.push(line);
        const [, found] = new RegExp(`${usableLine} (\\{.*?\\})`).exec(line) ?? [];
        if (found !== undefined) resolve(JSON.parse(found) as Marks);
      });
    });
    const found = await within(60_000, marks);
    const processor = processorTime(child.pid ?? 0);
    return {
      marks: Object.fromEntries(Object.entries(found).map(([name, at]) => [name, at - began])) as Marks,
      processor,
    };
  } finally {
    child.kill('SIGTERM');
    const kill = setTimeout(() => child.kill('SIGKILL'), endMs);
    await gone;
    clearTimeout(kill);
  }
}

async function measure(display: Display, screens: string, empty: string, data: string): Promise<void> {
  const station = openStation(data);
  await station.call('station/change', { operator: 'QA-7', welcomed: true });
  await station.call('ticket/demonstration', {});
  await station.close();
  const ours: Start[] = [];
  const theirs: Start[] = [];
  // The first of each makes the profile and is not counted.
  for (let round = 0; round <= rounds; round += 1) {
    const empties = await startOf(display, empty, { EMPTY_DATA: path.join(data, 'empty') });
    const real = await startOf(display, path.join(root, 'dist'), { OHMSTEAD_DATA: data, OHMSTEAD_SCREENS: screens });
    if (round === 0) continue;
    theirs.push(empties);
    ours.push(real);
  }
  const middle = (all: readonly Start[], mark: keyof Marks) => median(all.map(({ marks }) => marks[mark]));
  const ratioOf = (cost: (start: Start) => number) =>
    // Of each pair, so that a computer that is busy for a while does not count for one of them only.
    median(ours.map((start, round) => cost(start) / cost(theirs[round] ?? start)));
  report({
    rounds,
    usableMs: middle(ours, 'at'),
    emptyMs: middle(theirs, 'at'),
    ratio: ratioOf(({ marks }) => marks.at),
    processorMs: median(ours.map(({ processor }) => processor.allMs)),
    emptyProcessorMs: median(theirs.map(({ processor }) => processor.allMs)),
    processorRatio: ratioOf(({ processor }) => processor.allMs),
    pageBeganMs: middle(ours, 'began'),
    paintedMs: middle(ours, 'painted'),
    emptyPageBeganMs: middle(theirs, 'began'),
    last: { ours: ours.at(-1), empty: theirs.at(-1) },
  });
}

if (cannotLaunch !== undefined) report({ notHere: cannotLaunch });
else {
  const display = await openDisplay();
  const [screens, empty] = await Promise.all([probedScreens(), emptyApplication()]);
  const data = mkdtempSync(path.join(tmpdir(), 'ohmstead-start-'));
  try {
    await measure(display, screens, empty, data);
  } finally {
    display.close();
    for (const folder of [screens, empty, data]) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
