/** From a maker's accuracy table through a driver, a procedure and the journal to the verdict. */
import { expect, it } from 'vitest';
import { FaultSwitch } from '../../drivers/contract/fault.ts';
import { scpiMultimeter } from '../../drivers/multimeter/scpi-multimeter/driver.ts';
import type { SimulatedUnit } from '../../drivers/simulated-unit/unit.ts';
import { simulatedPipe } from '../../drivers/transport/simulated.ts';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { seededRandom } from '../../foundation/random/random.ts';
import { limit, procedure, sec } from '../../procedures/language/index.ts';
import { engineRun, recordOf } from '../support/engine.ts';
import { FakeBench } from '../support/fake-bench.ts';
import { text } from '../support/small-procedures.ts';

const rail = procedure({
  id: 'rail',
  version: '1.0.0',
  title: text('Rail'),
  needs: { meter: 'Multimeter' },
  stages: { rail: text('Rail') },
  measures: { rail: limit.volts(text('Rail')).between(3.8, 4.2).guarded() },
  async run(t, { meter }) {
    const value = await t.step('rail', () => meter.read({ quantity: 'voltage', coupling: 'dc', upTo: 6 }), {
      timeout: sec(20),
    });
    await t.measure('rail', value);
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
  return { runVerdict: await clock.run(run.execute()), record: recordOf(run) };
}

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
