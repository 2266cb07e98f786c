/** What holds for all four shipped procedures: same hashes every time, in either engine, and nothing passes by absence. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rehearse } from '../../station/compose/rehearsal.ts';
import { firstBrokenLink } from '../../station/journal/chain.ts';
import type { FaultCase } from '../../station/rehearsal/fault-case.ts';
import { faultCases, faultTable } from '../../station/rehearsal/fault-table.ts';
import { openInlineLane } from '../../station/runs/script/quickjs-lane-inline.ts';
import { plainLane, shippedBundle, shippedIds } from '../support/shipped.ts';
import { tampered, ways } from '../support/tampered-lane.ts';

const seed = Number(process.env.SEED ?? 20260105);

/** A meter that shows OL is the fault most easily taken for a bad unit: always in the sample. */
function isOverloadedMeter({ instrument, fault, lasting }: FaultCase): boolean {
  return fault === 'overload' && lasting && (instrument === 'meter' || instrument === 'usb');
}

describe.each(shippedIds)('%s', (id) => {
  it('gives the same last hash twice, and the same again outside of QuickJS', async () => {
    const bundle = await shippedBundle(id);
    const first = await rehearse({ bundle, seed: 7 });
    const second = await rehearse({ bundle, seed: 7, openLane: await plainLane(id) });
    expect(second.record.lastHash).toBe(first.record.lastHash);
    expect(firstBrokenLink(first.entries)).toBeNull();
  });

  it('an instrument that fails never makes it pass by absence, nor blames the unit (a sample of the fault table)', async () => {
    const bundle = await shippedBundle(id);
    const rehearsal = { bundle, openLane: await plainLane(id) };
    const { record } = await rehearse(rehearsal);
    const all = faultCases(record).length;
    const chosen = new Set(fc.sample(fc.nat(all - 1), { numRuns: 8, seed }));
    const only = (each: FaultCase, index: number) => chosen.has(index) || isOverloadedMeter(each);
    const outcomes = await faultTable({ rehearsal, only });
    expect(outcomes.length, `seed ${seed}`).toBeGreaterThanOrEqual(chosen.size);
    const bad = outcomes.filter(({ passedByAbsence, blamedTheUnit }) => passedByAbsence || blamedTheUnit);
    expect(bad, `seed ${seed}`).toEqual([]);
    expect(outcomes.filter(({ verdict }) => verdict === 'INTERRUPTED')).toEqual([]);
  }, 120_000);
});

describe('P1 end to end', () => {
  it('a measurement that is left out or tampered with on its way never lets a run pass', async () => {
    const bundle = await shippedBundle('battery-health');
    const required = ['health', 'openVoltage', 'sag', 'resistance', 'temperatureRise'];
    const damage = fc.dictionary(fc.constantFrom(...required), fc.constantFrom(...ways), { minKeys: 1 });
    await fc.assert(
      fc.asyncProperty(damage, async (what) => {
        const openLane = async () => tampered(await openInlineLane(bundle), what);
        const { record } = await rehearse({ bundle, openLane });
        expect(record.verdict).not.toBe('PASS');
        for (const key of Object.keys(what))
          expect(record.measures.find((measure) => measure.key === key)?.verdict).not.toBe('PASS');
      }),
      { seed, numRuns: 12 },
    );
  });

  it('and the same run passes when nobody touches it', async () => {
    const bundle = await shippedBundle('battery-health');
    const { record } = await rehearse({ bundle, openLane: async () => tampered(await openInlineLane(bundle), {}) });
    expect(record.verdict).toBe('PASS');
  });
});
