/** P1: an unset, non-finite, stale or wrong-unit measurement fails the run; nothing passes by absence. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import type { Reading } from '../../foundation/measurement/reading.ts';
import { limit, procedure } from '../../procedures/language/index.ts';
import { engineRun, recordOf } from '../support/engine.ts';
import { FakeBench, reading } from '../support/fake-bench.ts';
import { text } from '../support/small-procedures.ts';

const seed = Number(process.env.SEED ?? 20260105);

/** Every way in which a number can fail to be a measurement. */
const corruptions: Readonly<Record<string, (good: Reading) => unknown>> = {
  null: (good) => ({ ...good, value: null }),
  'not a number': (good) => ({ ...good, value: Number.NaN }),
  infinite: (good) => ({ ...good, value: Number.POSITIVE_INFINITY }),
  text: (good) => ({ ...good, value: '4.0' }),
  overrange: (good) => ({ ...good, status: 'overrange', value: null }),
  'overrange with a number': (good) => ({ ...good, status: 'overrange', value: 4 }),
  stale: (good) => ({ ...good, status: 'stale', value: null }),
  invalid: (good) => ({ ...good, status: 'invalid', value: null }),
  'wrong unit': (good) => ({ ...good, unit: 'A', quantity: 'current' }),
  'no unit': ({ unit: _unit, ...good }) => good,
  'no uncertainty for a guarded limit': ({ u95: _u95, ...good }) => good,
  'negative uncertainty': (good) => ({ ...good, u95: -1 }),
  nothing: () => ({}),
};

const keys = ['a', 'b', 'c', 'd'] as const;
type Key = (typeof keys)[number];

function fourMeasures(skipped: ReadonlySet<string>) {
  return procedure({
    id: 'four',
    version: '1.0.0',
    title: text('Four'),
    needs: { meter: 'Multimeter' },
    stages: { a: text('a'), b: text('b'), c: text('c'), d: text('d') },
    measures: {
      a: limit.volts(text('a')).between(3, 5).guarded(),
      b: limit.volts(text('b')).between(3, 5).guarded(),
      c: limit.volts(text('c')).between(3, 5).guarded(),
      d: limit.volts(text('d')).between(3, 5).guarded(),
    },
    async run(t, { meter }) {
      for (const key of keys) {
        const value = await t.step(key, () => meter.read({ quantity: 'voltage' }));
        if (!skipped.has(key)) await t.measure(key, value);
      }
    },
  });
}

async function verdictWith(damage: ReadonlyMap<Key, string>): Promise<{ verdict: string; keys: string[] }> {
  const clock = new VirtualClock();
  let asked = 0;
  const bench = new FakeBench(clock, {
    meter: {
      read: () => {
        const key = keys[asked] as Key;
        asked += 1;
        const kind = damage.get(key);
        const good = reading(4);
        return kind === undefined || kind === 'unset' ? good : corruptions[kind]?.(good);
      },
    },
  });
  const skipped = new Set([...damage].filter(([, kind]) => kind === 'unset').map(([key]) => key));
  const run = engineRun({ procedure: fourMeasures(skipped), bench, clock });
  const verdict = await clock.run(run.execute());
  return {
    verdict,
    keys: recordOf(run)
      .measures.filter((measure) => measure.verdict !== 'PASS')
      .map(({ key }) => key),
  };
}

it('four good readings pass, so the check below can fail', async () => {
  expect(await verdictWith(new Map())).toEqual({ verdict: 'PASS', keys: [] });
});

it('any measurement removed or corrupted in any way keeps the run from passing', async () => {
  const kinds = ['unset', ...Object.keys(corruptions)];
  const damages = fc.dictionary(fc.constantFrom(...keys), fc.constantFrom(...kinds), { minKeys: 1 });
  await fc.assert(
    fc.asyncProperty(damages, async (damage) => {
      const outcome = await verdictWith(new Map(Object.entries(damage)) as Map<Key, string>);
      expect(outcome.verdict).not.toBe('PASS');
    }),
    { seed, numRuns: 300 },
  );
});

it.each(['unset', ...Object.keys(corruptions)])(
  'a single measurement that is %s is named as what did not pass',
  async (kind) => {
    const outcome = await verdictWith(new Map([['c', kind]]));
    expect(outcome.verdict).not.toBe('PASS');
    expect(outcome.keys).toContain('c');
  },
);

it('a number made up by the script, with no reading behind it, is not a measurement', async () => {
  const clock = new VirtualClock();
  const madeUp = procedure({
    id: 'made-up',
    version: '1.0.0',
    title: text('Made up'),
    needs: { meter: 'Multimeter' },
    stages: {},
    measures: { a: limit.volts(text('a')).between(3, 5) },
    async run(t) {
      const forged = {
        value: 4,
        unit: 'V' as const,
        status: 'ok' as const,
        expression: { ref: { entry: 2, path: [] } },
      };
      await t.measure('a', forged);
    },
  });
  const run = engineRun({ procedure: madeUp, bench: new FakeBench(clock, { meter: {} }), clock });
  expect(await clock.run(run.execute())).toBe('FAIL');
  expect(recordOf(run).measures[0]).toMatchObject({ verdict: 'FAIL', reason: 'reading/no-provenance' });
});

it('a run without a single required measurement never passes', async () => {
  const clock = new VirtualClock();
  const empty = procedure({
    id: 'empty',
    version: '1.0.0',
    title: text('Empty'),
    needs: { meter: 'Multimeter' },
    stages: {},
    measures: {},
    run: () => Promise.resolve(),
  });
  const run = engineRun({ procedure: empty, bench: new FakeBench(clock, { meter: {} }), clock });
  expect(await clock.run(run.execute())).toBe('FAIL');
});
