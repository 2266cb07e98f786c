/**
 * libsigrok's own driver of the Rigol DP800 against our simulated supply on a TCP port: somebody else's idea of its
 * commands reads what the unit has, sets it and switches the output.
 */
import { afterAll, describe, expect, it } from 'vitest';
import { FaultSwitch } from '../../drivers/contract/fault.ts';
import { dp800Driver } from '../../drivers/power-supply/rigol-dp800/driver.ts';
import { createUnit } from '../../drivers/simulated-unit/simulated-bench-unit.ts';
import { openTcp } from '../../drivers/transport/tcp.ts';
import { listenOnTcp } from '../../drivers/transport/tcp-listener.ts';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import { seededRandom } from '../../foundation/random/random.ts';
import { missing, run } from './peer-process.ts';
import { expectBetween, numbersOf, points } from './supply-on-pty.ts';

const without = missing('sigrok-cli');
const cleanUps: (() => unknown)[] = [];
afterAll(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** Of volts and of amperes. */
const lastDigit = 0.001;

async function supplyOnTcp() {
  const clock = new RealClock();
  const context = { clock, random: seededRandom(1), faults: new FaultSwitch() };
  const unit = createUnit({ clock, startLevel: 40 });
  const listener = await listenOnTcp({ port: 0, instrument: dp800Driver.simulate(unit, context), ...context });
  cleanUps.push(() => listener.stop());
  return { clock, unit, port: listener.port };
}

describe(`sigrok-cli on our simulated DP832${without}`, () => {
  it.skipIf(without !== '')(
    'reads the volts and amperes that the unit has, sets and switches off',
    async () => {
      const { unit, port } = await supplyOnTcp();
      const sigrok = (...args: string[]) =>
        run('sigrok-cli', ['-d', `scpi-pps:conn=tcp-raw/127.0.0.1/${port}`, ...args], 20_000);
      for (const { on, ...set } of points) {
        unit.supply.set(set);
        unit.supply.output(on);
        const before = unit.supply.state();
        const { out, err } = await sigrok('--channels', 'V1,I1', '--samples', '4', '-O', 'analog');
        const after = unit.supply.state();
        expectBetween(numbersOf(out, 'V'), [before.volts, after.volts], lastDigit, `${out}${err}`);
        expectBetween(numbersOf(out, 'A'), [before.amps, after.amps], lastDigit, `${out}${err}`);
      }
      // Settings go together with sampling: a peer that only sets closes the port before its last bytes have left.
      const set = await sigrok('-g', '1', '--config', 'voltage_target=4.80:enabled=off', '--samples', '1');
      expect(unit.supply.state().setVolts, `${set.out}${set.err}`).toBeCloseTo(4.8, 6);
      expect(unit.supply.state().on).toBe(false);
    },
    60_000,
  );
});

describe('our driver on the same port', () => {
  it('sets, switches and reads in real time', async () => {
    const { clock, unit, port } = await supplyOnTcp();
    const supply = await dp800Driver.open(await openTcp({ host: '127.0.0.1', port, clock }), { clock });
    cleanUps.push(() => supply.close());
    const call = (verb: string, args: unknown = {}) => supply.call(verb, args, { deadlineMs: 5_000 });
    expect(await call('set', { volts: 5.05, amps: 2 })).toEqual({ volts: 5.05, amps: 2 });
    expect(await call('output', { on: true })).toMatchObject({ output: true });
    const { voltage } = (await call('measure')) as Record<string, { value: number }>;
    expect(voltage?.value).toBeCloseTo(unit.supply.state().volts, 2);
  }, 20_000);
});
