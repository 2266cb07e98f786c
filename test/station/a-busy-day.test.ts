/**
 * Sixteen phones and eight instruments on one simulated bench at once, in a process of its own with a garbage collector
 * that can be called. Four virtual hours with a sample a minute here; `node scripts/nightly.mjs busy-day` is the whole
 * day with a sample every five seconds.
 */
import { spawn } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundledForTest } from '../support/bundle.ts';
import type { DayFigures } from '../support/busy-day/day.ts';

const hours = 4;
const seconds = 60;
const seed = Number(process.env.OHMSTEAD_SEED ?? 20_261_122);
/** A slow computer makes it longer and not wrong. */
const patienceMs = 900_000;

interface Told extends DayFigures {
  readonly phones: number;
  readonly grownMiB: number;
  readonly memory: readonly { readonly hour: number; readonly heapMiB: number }[];
}

let day: Told;
let exitCode: number | null;

beforeAll(async () => {
  const program = await bundledForTest('test/nightly/busy-day.ts');
  const args = ['--expose-gc', program, ...[hours, seconds, seed].map(String)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  child.stdout.on('data', (data) => {
    printed += data;
  });
  exitCode = await new Promise<number | null>((resolve) => child.on('close', resolve));
  day = JSON.parse(printed.trim().split('\n').at(-1) ?? '') as Told;
}, patienceMs);

describe(`a busy day of ${hours} hours, seed ${seed}`, () => {
  it('every run has every sample of its plan at its time, of its own phone and its own instruments', () => {
    expect(day.wrong).toEqual([]);
    expect(day.samples + day.holes).toBe(day.planned);
    expect(day.samples).toBeGreaterThan(day.phones * hours * 50);
    expect(exitCode).toBe(0);
  });

  it('holes are only where the cable of a phone was out, one or two each time', () => {
    expect(day.pulls).toBeGreaterThanOrEqual(day.phones / 2);
    expect(day.holes).toBeGreaterThanOrEqual(day.pulls);
    expect(day.holes).toBeLessThanOrEqual(2 * day.pulls);
  });

  it('a multimeter that went from bay to bay never showed the battery of another bay', () => {
    expect(day.compared).toBeGreaterThan(500);
    expect(day.telling).toBeGreaterThan(100);
  });

  it('who found an instrument taken was refused, queued, and had it in the end; nobody starved', () => {
    expect(day.refusals).toBeGreaterThan(day.phones);
    expect(day.visits).toBeGreaterThan(day.refusals);
    expect(day.longestWaitMinutes).toBeGreaterThan(day.meanWaitMinutes);
    expect(day.longestWaitMinutes).toBeLessThan(120);
    expect(day.fewestVisits).toBeGreaterThanOrEqual(day.mostVisits / 2);
  });

  it('the heap at the end is the heap after two hours', () => {
    expect(day.memory.map(({ hour }) => hour)).toEqual([1, 2, 3, 4]);
    expect(day.grownMiB).toBeLessThan(4);
  });
});
