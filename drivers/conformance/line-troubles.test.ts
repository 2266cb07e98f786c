/**
 * Every driver that talks bytes on a line that doubles, merges or loses what goes over it, or is set to another speed, and with its
 * cable pulled at any moment. Never a wrong reading, never a setting that is said to be done and is not, never a call that
 * hangs.
 */
import { describe, expect, it } from 'vitest';
import { failureOf } from '../../foundation/failure.ts';
import { seededRandom } from '../../foundation/random/random.ts';
import { catalogue } from '../catalogue.ts';
import type { ByteDriver } from '../contract/driver.ts';
import { Bench, openBench, readOnce, rights, wrongs } from './conformance.ts';
import { type LineTrouble, TroubledLine } from './line-troubles.ts';
import { lookOf } from './truth.ts';

const seed = Number(process.env.OHMSTEAD_SEED?.split(',')[0] ?? 41);
const drivers = catalogue.filter((driver): driver is ByteDriver => driver.link === 'bytes');
/** A call that a pulled cable ends does so within this. */
const atOnceMs = 50;

/** What each capability can be told, and whether the unit then is so. */
function settingsOf({ unit, driver }: Bench, nth: number): { verb: string; args: unknown; isSo(): boolean }[] {
  const value = 0.3 + 0.1 * nth;
  if (driver.manifest.capability === 'PowerSupply') {
    return [
      { verb: 'set', args: { volts: 3 + value, amps: 1 }, isSo: () => near(unit.supply.state().setVolts, 3 + value) },
      { verb: 'output', args: { on: nth % 2 === 0 }, isSo: () => unit.supply.state().on === (nth % 2 === 0) },
    ];
  }
  if (driver.manifest.capability !== 'ElectronicLoad') return [];
  const { state } = unit.load;
  return [
    // Some hear of the number only when they are switched on.
    {
      verb: 'set',
      args: { mode: 'constant-current', amps: value },
      isSo: () => !state().on || near(state().setAmps, value),
    },
    { verb: 'input', args: { on: nth % 2 === 0 }, isSo: () => state().on === (nth % 2 === 0) },
  ];
}

const near = (one: number, other: number) => Math.abs(one - other) < 0.011;

describe.each(drivers.map((driver) => [driver.manifest.id, driver] as const))('%s', (_id, driver) => {
  const troubled = async (trouble: LineTrouble) => {
    const lines: TroubledLine[] = [];
    const bench = await openBench(driver, {
      seed,
      through: async (line, { clock }) => {
        const one = new TroubledLine(line, clock, seed);
        lines.push(one);
        return one;
      },
    });
    const reopened = async () => {
      if (bench.lost.length === 0) return;
      bench.lost.length = 0;
      await bench.open();
    };
    return {
      bench,
      async under<T>(act: () => Promise<T>): Promise<T> {
        await reopened();
        const line = lines.at(-1);
        if (line !== undefined) line.trouble = trouble;
        try {
          return await act();
        } finally {
          if (line !== undefined) line.trouble = undefined;
        }
      },
    };
  };

  it.each(['doubled', 'merged', 'loss-to-device', 'other-speed'] as const)(
    `on a line with %s gives no wrong reading (seed ${seed})`,
    async (trouble) => {
      const { bench, under } = await troubled(trouble);
      const outcomes = [];
      for (let index = 0; index < 6; index += 1) outcomes.push(await under(() => readOnce(bench, index)));
      expect(wrongs(outcomes)).toEqual([]);
      if (trouble === 'other-speed') expect(rights(outcomes)).toBe(0);
    },
  );

  it(`opened at another speed is not taken for anything, and is done with soon (seed ${seed})`, async () => {
    const bench = new Bench(driver, {
      seed,
      through: async (line, { clock }) => new TroubledLine(line, clock, seed, 'other-speed'),
    });
    const failure = await bench.open().then(() => undefined, failureOf);
    expect(failure?.code).toMatch(
      /^instrument\/(not-recognised|no-answer|silent|timeout|out-of-step|unreadable)$|^transport\/closed$/,
    );
    expect(bench.clock.now()).toBeLessThan(30_000);
  });

  it.each(['byte-loss', 'garbage'] as const)(
    `under %s never says that something is set or switched when it is not (seed ${seed})`,
    async (fault) => {
      const bench = await openBench(driver, { seed });
      for (let nth = 0; nth < 4; nth += 1) {
        for (const { verb, args, isSo } of settingsOf(bench, nth)) {
          if (bench.lost.length > 0) {
            bench.lost.length = 0;
            await bench.open();
          }
          bench.faults.set(fault, true);
          const call = bench.clock.run(bench.instrument.call(verb, args, { deadlineMs: 12_000 }));
          const failure = await call.then(() => undefined, failureOf);
          bench.faults.set(fault, false);
          if (failure === undefined) expect(isSo(), `${verb} ${JSON.stringify(args)}`).toBe(true);
          else expect(failure.code).not.toBe('internal/error');
        }
      }
    },
  );

  it(`pulled at any moment ends every call at once and tells it once (seed ${seed})`, async () => {
    const random = seededRandom(seed);
    for (let nth = 0; nth < 10; nth += 1) {
      const bench = new Bench(driver, { seed: seed + nth });
      const pulledMs = random.next() * 1_500;
      bench.clock.after(pulledMs, () => bench.faults.set('unplug', true));
      const isOpen = await bench.open().then(
        () => true,
        (error) => {
          expect(failureOf(error).code).not.toBe('internal/error');
          expect(bench.clock.now()).toBeLessThan(pulledMs + atOnceMs);
          return false;
        },
      );
      if (!isOpen) continue;
      const look = lookOf[bench.instrument.capability];
      const calls = [{ verb: look.verb, args: look.args }, ...settingsOf(bench, nth)];
      for (const { verb, args } of calls.slice(nth % calls.length)) {
        const call = bench.clock.run(bench.instrument.call(verb, args, { deadlineMs: 6_000 }));
        const failure = await call.then(() => undefined, failureOf);
        if (bench.faults.has('unplug')) expect(bench.clock.now()).toBeLessThan(pulledMs + atOnceMs + 6_000);
        expect(failure?.code).not.toBe('internal/error');
      }
      await bench.clock.advance(2_000);
      expect(bench.lost.length).toBe(1);
    }
  });
});
