/** P1: an unset, non-finite, stale or wrong-unit measurement fails the run; nothing passes by absence. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import type { Reading } from '../../foundation/measurement/reading.ts';
import { limit, type Measured, procedure, type Quantity, q, sec } from '../../procedures/language/index.ts';
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

/** One measure of a run whose script hands in `make` of an honest 1 V reading, and of a soak of them. */
async function laundered(
  measure: ReturnType<typeof limit.volts> | ReturnType<typeof limit.count>,
  make: (low: Measured<'V'>, count: () => Promise<Quantity<'1'>>) => unknown,
) {
  const clock = new VirtualClock();
  const bench = new FakeBench(clock, { meter: { read: () => reading(1) } });
  const launder = procedure({
    id: 'launder',
    version: '1.0.0',
    title: text('Launder'),
    needs: { meter: 'Multimeter' },
    stages: { low: text('low'), soak: text('soak') },
    measures: { a: measure as ReturnType<typeof limit.volts> },
    async run(t, { meter }) {
      const low = await t.step('low', () => meter.read({ quantity: 'voltage' }));
      const count = async () => {
        const soak = await t.soak('soak', { for: sec(2), every: sec(1) }, async () => ({ n: q.count(4) }));
        return soak.n.last();
      };
      await t.measure('a', (await make(low, count)) as Quantity<'V'>);
    },
  });
  const run = engineRun({ procedure: launder, bench, clock });
  return { verdict: await clock.run(run.execute()), record: recordOf(run) };
}

const fourVolts = () => limit.volts(text('a')).between(3, 5);
const four = () => limit.count(text('a')).between(3, 5);

it('a reading scaled to nothing and a constant in its place is refused, and no run passes by it', async () => {
  const { verdict, record } = await laundered(fourVolts(), (low) => q.plus(q.scale(low, 0), q.constant(4, 'V')));
  expect(verdict).not.toBe('PASS');
  expect(record.undecided).toMatchObject([{ code: 'script/scale-by-zero' }]);
});

it('the same expression made by hand is refused by the station', async () => {
  const { verdict, record } = await laundered(fourVolts(), (low) => {
    const scaled = { op: 'scale', of: [{ ref: low.ref }], by: 0 };
    const of = [scaled, { constant: 4, unit: 'V' }];
    return { value: 4, unit: 'V', status: 'ok', u95: 0, expression: { op: 'plus', of } };
  });
  expect(verdict).toBe('FAIL');
  expect(record.measures[0]).toMatchObject({ verdict: 'FAIL', reason: 'reading/no-provenance' });
});

it.each([
  ['a constant', () => q.constant(4, 'V')],
  [
    'a count of the soak made volts by a constant',
    async (_: unknown, count: () => Promise<Quantity<'1'>>) => q.times(await count(), q.constant(1, 'V')),
  ],
] as const)('%s is no measurement in volts', async (_what, make) => {
  const { verdict, record } = await laundered(fourVolts(), make);
  expect(verdict).toBe('FAIL');
  expect(record.measures[0]).toMatchObject({ verdict: 'FAIL', reason: 'reading/no-provenance' });
});

it('a count without a reading passes only where it was declared that the procedure counts, and the record says so', async () => {
  const undeclared = await laundered(four(), () => q.count(4));
  expect(undeclared.verdict).toBe('FAIL');
  expect(undeclared.record.measures[0]).toMatchObject({ reason: 'reading/no-provenance' });
  const declared = await laundered(four().counted(), () => q.count(4));
  expect(declared.verdict).toBe('PASS');
  expect(declared.record.measures[0]?.attempts[0]?.counted).toBe(true);
  expect(declared.record.notes).toEqual([{ code: 'run/counted-by-procedure', params: { key: 'a' } }]);
  const computed = await laundered(four().counted(), () => q.plus(q.count(2), q.count(2)));
  expect(computed.verdict).toBe('FAIL');
  const ofSamples = await laundered(four(), (_low, count) => count());
  expect(ofSamples.verdict).toBe('PASS');
});

it.each([
  ['plus', (low: Measured<'V'>) => q.plus(low, q.constant(3, 'V')), 3],
  ['minus', (low: Measured<'V'>) => q.abs(q.minus(low, q.constant(5, 'V'))), 5],
  ['max', (low: Measured<'V'>) => q.max(low, q.constant(4, 'V')), 4],
  ['plus of a scaled constant', (low: Measured<'V'>) => q.plus(low, q.scale(q.constant(1.5, 'V'), 2)), 3],
] as const)('a constant in a judged value is named in the record: %s', async (_op, make, value) => {
  const { record } = await laundered(fourVolts(), make);
  expect(record.measures[0]?.attempts[0]?.constants).toEqual([{ value, unit: 'V' }]);
  expect(record.notes).toEqual([{ code: 'run/constant-added', params: { key: 'a', value, unit: 'V' } }]);
});

it('a factor alone is no added constant', async () => {
  const { verdict, record } = await laundered(fourVolts(), (low) => q.scale(low, 4));
  expect(verdict).toBe('PASS');
  expect(record.notes).toEqual([]);
});

it('a failure that the script swallows still leaves its measurement unset, and the run does not pass', async () => {
  const clock = new VirtualClock();
  const bench = new FakeBench(clock, { meter: { read: () => reading(4) } });
  const swallowing = procedure({
    id: 'swallowing',
    version: '1.0.0',
    title: text('Swallowing'),
    needs: { meter: 'Multimeter' },
    stages: { one: text('one'), two: text('two') },
    measures: { a: fourVolts(), b: fourVolts() },
    async run(t, { meter }) {
      await t.measure('a', await t.step('one', () => meter.read({ quantity: 'voltage' })));
      try {
        await t.measure('b', await t.step('two', () => Promise.reject(new Error('probe slipped'))));
      } catch {
        // As a careless author does.
      }
    },
  });
  const run = engineRun({ procedure: swallowing, bench, clock });
  expect(await clock.run(run.execute())).toBe('FAIL');
  const record = recordOf(run);
  expect(record.measures.map(({ key, verdict }) => [key, verdict])).toEqual([
    ['a', 'PASS'],
    ['b', 'UNSET'],
  ]);
  expect(record.steps.find(({ name }) => name === 'two')?.failures).toHaveLength(1);
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
