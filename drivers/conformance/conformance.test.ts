/**
 * Every driver of the catalogue: its manifest, the truth, what its instrument shows wrong, and the end of its cable, with
 * three seeds; OHMSTEAD_SEED takes others (`5`, or `1,2,3` for as many as wanted). The seed stands in the name of every
 * test. What a line does to bytes is in `faults.test.ts`, what a driver does with other models in `models.test.ts`.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import type { Failure } from '../../foundation/failure.ts';
import { catalogue } from '../catalogue.ts';
import { simulatedPhoneLink } from '../phone/android/simulator/simulated-phone-link.ts';
import {
  type BenchOptions,
  openBench,
  type PhoneLinkMaker,
  readMany,
  readOnce,
  recovers,
  wrongs,
} from './conformance.ts';
import { lookOf } from './truth.ts';

const seeds = (process.env.OHMSTEAD_SEED ?? '41,3,7').split(',').map(Number);
const capabilities = Object.keys(lookOf);

const phoneLink: PhoneLinkMaker = (unit, context) => simulatedPhoneLink(unit, context);

const firstSeed = seeds[0] ?? 41;

function optionsOf(more: Partial<BenchOptions> = {}): BenchOptions {
  return { seed: firstSeed, phoneLink, ...more };
}

/** The README of the folder with the driver's name, or of the one that says it serves this id among several. */
function readmeOf(id: string): string {
  const drivers = path.resolve(import.meta.dirname, '..');
  const kinds = readdirSync(drivers, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const folders = kinds.flatMap(({ name }) => readdirSync(path.join(drivers, name)).map((f) => path.join(name, f)));
  const readmes = folders.map((folder) => path.join(drivers, folder, 'README.md')).filter((file) => existsSync(file));
  const own = readmes.find((file) => path.basename(path.dirname(file)) === id);
  const text = readmes.map((file) => readFileSync(file, 'utf8')).find((each) => each.includes(`\`${id}\``));
  return own === undefined ? (text ?? '') : readFileSync(own, 'utf8');
}

describe('the catalogue', () => {
  it('names every driver once', () => {
    const ids = catalogue.map((driver) => driver.manifest.id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe.each(catalogue.map((driver) => [driver.manifest.id, driver] as const))('%s', (id, driver) => {
  const { manifest } = driver;

  it('has a complete manifest', () => {
    expect(manifest.id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(manifest.models.length).toBeGreaterThan(0);
    for (const { make, model } of manifest.models) expect(make.length * model.length).toBeGreaterThan(0);
    expect(capabilities).toContain(manifest.capability);
    expect(manifest.recognised.by.length).toBeGreaterThan(10);
    expect(manifest.minGapMs).toBeGreaterThanOrEqual(0);
    expect(manifest.version).toMatch(/^\d+(\.\d+)*$/);
  });

  it('has a README that names its sources and what was never verified', () => {
    const text = readmeOf(id);
    expect(text).toMatch(/\bsources?\b/i);
    expect(text).toMatch(/^#+ Never verified/im);
  });

  it('has safe frames exactly if it can energise something', () => {
    const frames = driver.link === 'bytes' ? driver.safeState.frames : [];
    expect(frames.length > 0).toBe(manifest.energises);
    for (const frame of frames) expect(frame.length).toBeGreaterThan(0);
  });

  it('needs no more memory after many reads than after some', async () => {
    const bench = await openBench(driver, optionsOf());
    const readWithoutHistory = async (from: number, count: number) => {
      await readMany(bench, from, count);
      bench.history.length = 0;
    };
    await readWithoutHistory(0, 20);
    const before = heapAfterCollection();
    await readWithoutHistory(20, 50);
    expect(heapAfterCollection() - before).toBeLessThan(700_000);
  });
});

const driversWithSeeds = catalogue.flatMap((driver) =>
  seeds.map((seed) => [driver.manifest.id, seed, driver] as const),
);

describe.each(driversWithSeeds)('%s with seed %i', (_id, seed, driver) => {
  const { manifest } = driver;

  it.each([undefined, 7, 1])(`reads the truth, in chunks of %s bytes (seed ${seed})`, async (chunkBytes) => {
    const bench = await openBench(driver, optionsOf(chunkBytes === undefined ? { seed } : { seed, chunkBytes }));
    const outcomes = await readMany(bench, 0, 12);
    expect(outcomes.filter((outcome) => outcome.kind !== 'right')).toEqual([]);
    expect(bench.instrument.capability).toBe(manifest.capability);
    expect(bench.instrument.identity.model.length).toBeGreaterThan(0);
    const unknown = bench.clock.run(bench.instrument.call('no-such-verb', {}, { deadlineMs: 1_000 }));
    await expect(unknown).rejects.toMatchObject({ code: 'instrument/unknown-verb' });
    await bench.clock.run(bench.instrument.close());
  });

  it(`under drift reports what the instrument shows, not what it should (seed ${seed})`, async () => {
    const bench = await openBench(driver, optionsOf({ seed }));
    bench.faults.set('drift', true);
    const outcomes = await readMany(bench, 0, 5);
    if (driver.link === 'bytes') expect(wrongs(outcomes).length).toBeGreaterThan(0);
    for (const why of wrongs(outcomes)) expect(why).toMatch(/ read .* true was /);
    bench.faults.set('drift', false);
    expect(wrongs(await recovers(bench, 5, 3, 60_000))).toEqual([]);
  });

  it(`under overload says so and gives no number (seed ${seed})`, async () => {
    const bench = await openBench(driver, optionsOf({ seed }));
    bench.faults.set('overload', true);
    const outcomes = await readMany(bench, 0, 5);
    expect(wrongs(outcomes)).toEqual([]);
    const said = outcomes.filter((outcome) => outcome.kind === 'refused' && outcome.code === 'overrange').length;
    if (lookOf[manifest.capability].hasOverload) expect(said).toBeGreaterThan(0);
    else expect(said).toBe(0);
    bench.faults.set('overload', false);
    expect(wrongs(await recovers(bench, 5, 3, 60_000))).toEqual([]);
  });

  // A phone's link carries whole commands and answers; there is no line to have noise on.
  if (driver.link === 'bytes') {
    it(`with noise on the line before it (seed ${seed})`, async () => {
      const noise = Uint8Array.from({ length: 61 }, (_, index) => (index * 37 + seed) % 256);
      const bench = await openBench(driver, optionsOf({ seed, noise }));
      const outcomes = [];
      for (let index = 0; index < 10; index += 1) {
        outcomes.push(await readOnce(bench, index));
        bench.wire?.send(noise.subarray(index, index + 5));
      }
      expect(wrongs(outcomes)).toEqual([]);
      expect(wrongs(await recovers(bench, 10, 3, 60_000))).toEqual([]);
    });
  }

  it(`when unplugged is lost once, and every call fails at once (seed ${seed})`, async () => {
    const bench = await openBench(driver, optionsOf({ seed }));
    await readMany(bench, 0, 2);
    const reasons: Pick<Failure, 'code'>[] = [];
    bench.instrument.onLost((reason) => reasons.push(reason));
    const inFlight = readOnce(bench, 2);
    // While the first question is on the line, whatever the pace of the instrument.
    await bench.clock.advance(2_503);
    const unpluggedMs = bench.clock.now();
    bench.faults.set('unplug', true);
    expect((await inFlight).kind).toBe('refused');
    expect((await readOnce(bench, 3)).kind).toBe('refused');
    expect(bench.clock.now() - unpluggedMs).toBeLessThan(2_600);
    bench.faults.set('unplug', false);
    expect(reasons.length).toBe(1);
    const late: Pick<Failure, 'code'>[] = [];
    bench.instrument.onLost((reason) => late.push(reason));
    await bench.clock.advance(10);
    expect(late.map((reason) => reason.code)).toEqual(reasons.map((reason) => reason.code));
  });
});

describe('what energises something', () => {
  const energising = catalogue.flatMap((driver) =>
    driver.link === 'bytes' && driver.manifest.energises ? [[driver.manifest.id, driver] as const] : [],
  );

  it.each(energising)('%s is switched off by its safe frames on a line of their own', async (_id, driver) => {
    const bench = await openBench(driver, { seed: firstSeed });
    const isEnergised = () => lookOf[driver.manifest.capability].isEnergised?.(bench.unit);
    expect(isEnergised()).toBe(true);
    for (const frame of driver.safeState.frames) {
      await bench.transport?.write(frame);
      await bench.clock.advance(driver.safeState.gapMs);
    }
    expect(isEnergised()).toBe(false);
  });
});

function heapAfterCollection(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}
