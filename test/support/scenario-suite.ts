/** Every scenario of the table that names a procedure, with the verdict the table promises and the reason it must give. */
import { describe, expect, it } from 'vitest';
import { type ProcedureName, scenarios } from '../../drivers/simulated-unit/scenarios.ts';
import { rehearse } from '../../station/compose/rehearsal.ts';
import { plainLane, shippedBundle, warnings, whyNot } from './shipped.ts';

export interface Expected {
  /** As `whyNot` tells; empty for a PASS. */
  readonly why: readonly string[];
  /** Measures that must pass with a warning; others may. */
  readonly warns?: readonly string[];
}

/** The second seed runs the same procedure outside of QuickJS, which is quicker and must not make a difference. */
const runs = [
  { seed: 1, engine: 'QuickJS' },
  { seed: 20260105, engine: 'plain' },
] as const;

/** One test a scenario and seed; a scenario of the table without an expectation here fails, and the other way round. */
export function scenarioSuite(id: ProcedureName, expectations: Readonly<Record<string, Expected>>): void {
  const bearing = scenarios.filter(({ expected }) => expected[id] !== undefined);
  it(`the scenarios of the table that bear on ${id} are the ones expected here`, () => {
    expect(bearing.map(({ name }) => name).sort()).toEqual(Object.keys(expectations).sort());
  });
  describe.each(runs)('seed $seed, $engine', ({ seed, engine }) => {
    it.each(bearing)('$name: $describes', async ({ name, expected }) => {
      const lane = engine === 'plain' ? { openLane: await plainLane(id) } : {};
      const { record } = await rehearse({ bundle: await shippedBundle(id), scenario: name, seed, ...lane });
      expect({ verdict: record.verdict, why: whyNot(record) }).toEqual({
        verdict: expected[id],
        why: expectations[name]?.why,
      });
      expect(warnings(record)).toEqual(expect.arrayContaining([...(expectations[name]?.warns ?? [])]));
    });
  });
}
