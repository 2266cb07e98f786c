/** From a maker's accuracy table through a driver, a procedure and the journal to the verdict. */
import { expect, it } from 'vitest';
import { FaultSwitch } from '../../drivers/contract/fault.ts';
import { scpiMultimeter } from '../../drivers/multimeter/scpi-multimeter/driver.ts';
import type { SimulatedUnit } from '../../drivers/simulated-unit/unit.ts';
import { simulatedPipe } from '../../drivers/transport/simulated.ts';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { seededRandom } from '../../foundation/random/random.ts';
import { limit, procedure, q, sec } from '../../procedures/language/index.ts';
import { verifyRun } from '../../station/verification/verify.ts';
import { engineRun, entriesOf, recordOf } from '../support/engine.ts';
import { FakeBench } from '../support/fake-bench.ts';
import { rechained } from '../support/rechained.ts';
import { text } from '../support/small-procedures.ts';

const rail = procedure({
  id: 'rail',
  version: '1.0.0',
  title: text('Rail'),
  needs: { meter: 'Multimeter' },
  stages: { rail: text('Rail'), watch: text('Watch') },
  measures: {
    rail: limit.volts(text('Rail')).between(3.8, 4.2).guarded(),
    mean: limit.volts(text('Mean')).between(3, 5).guarded().optional(),
  },
  async run(t, { meter }) {
    const value = await t.step('rail', () => meter.read({ quantity: 'voltage', coupling: 'dc', upTo: 6 }), {
      timeout: sec(20),
    });
    await t.measure('rail', value);
    if (value.u95 === undefined) return;
    const watch = await t.soak('watch', { for: sec(10), every: sec(5) }, async () => {
      const voltage = await meter.read({ quantity: 'voltage', coupling: 'dc', upTo: 6 });
      return { voltage, twice: q.plus(voltage, voltage) };
    });
    await t.measure('mean', q.scale(q.minus(await watch.twice.mean(), await watch.voltage.mean()), 1));
  },
});

async function measured(model: string, volts: number) {
  const clock = new VirtualClock();
  const context = { clock, faults: new FaultSwitch(), random: seededRandom(7), model };
  const unit = { batteryTerminal: () => ({ volts, amps: 0 }) } as unknown as SimulatedUnit;
  const { transport, wire } = simulatedPipe({ ...context, address: 'sim:meter', msPerByte: 0.09 });
  scpiMultimeter.simulate(unit, context).attach(wire);
  const opened = await clock.run(scpiMultimeter.open(transport, { clock }));
  const bench = new FakeBench(clock, {
    meter: { read: (args) => opened.call('read', args, { deadlineMs: 10_000 }) },
  });
  const run = engineRun({ procedure: rail, bench, clock });
  return { runVerdict: await clock.run(run.execute()), record: recordOf(run), entries: entriesOf(run) };
}

it('a guarded PASS by a table out of somebody’s memory says so in the record, and none of it can be polished away', async () => {
  const { record, entries, runVerdict } = await measured('34405A', 4);
  expect(runVerdict).toBe('PASS');
  expect(record.measures[0]?.attempts[0]?.recalled).toBe(true);
  expect(record.notes).toEqual([{ code: 'run/guard-recalled', params: { key: 'rail, mean' } }]);
  const polished = entries.map((entry) => {
    if (entry.kind !== 'measure' || entry.key !== 'rail' || entry.quantity === null) return entry;
    const { recalled: _hidden, ...quantity } = entry.quantity;
    return { ...entry, quantity };
  });
  const chained = rechained(polished);
  const { differences } = verifyRun('run-1', (from = 0) => chained.slice(from));
  expect(differences).toEqual([{ key: 'rail #1 uncertainty', recorded: 'not recalled', recomputed: 'recalled' }]);
});

it('a table that was held against the maker’s document needs no remark', async () => {
  expect((await measured('34401A', 4)).record.notes).toEqual([]);
});

// On 10 V: ± (0.0035 % of 4.2 V + 50 µV) is 197 µV, and 227.5 µV expanded.
it.each([
  ['34401A', 4.199_7, 'PASS', 'PASS'],
  ['34401A', 4.199_8, 'CONDITIONAL_PASS', 'INCONCLUSIVE'],
  ['34401A', 4.200_2, 'CONDITIONAL_FAIL', 'INCONCLUSIVE'],
  ['34401A', 4.200_3, 'FAIL', 'FAIL'],
  // No table was seen for this one: nobody vouches for its uncertainty, so a guarded measure cannot pass.
  ['34460A', 4.0, 'FAIL', 'FAIL'],
] as const)('with a %s, %f V on a limit of 4.2 V is %s and the run %s', async (model, volts, verdict, runVerdict) => {
  const { record, runVerdict: actual } = await measured(model, volts);
  const [rail] = record.measures;
  expect(rail?.verdict).toBe(verdict);
  expect(actual).toBe(runVerdict);
  if (model === '34401A') expect(rail?.u95).toBeCloseTo(227.5e-6, 6);
});
