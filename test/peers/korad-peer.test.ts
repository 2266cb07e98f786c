/**
 * libsigrok's own Korad driver against our simulated supply on a pseudo-terminal: somebody else's idea of the protocol
 * reads the same values, sets them and switches the output.
 */
import { realpathSync, rmSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { FaultSwitch } from '../../drivers/contract/fault.ts';
import { koradDriver } from '../../drivers/power-supply/korad-ka3005p/driver.ts';
import { createUnit } from '../../drivers/simulated-unit/simulated-bench-unit.ts';
import { listenOnPty } from '../../drivers/transport/pty-listener.ts';
import { openSerial } from '../../drivers/transport/serial.ts';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import { seededRandom } from '../../foundation/random/random.ts';
import { ptyPair } from '../support/pty-pair.ts';
import { missing, ptyShim, run } from './peer-process.ts';

const without = missing('sigrok-cli', 'socat', 'gcc');
const cleanUps: (() => unknown)[] = [];
afterAll(async () => {
  for (const cleanUp of cleanUps.reverse()) await cleanUp();
});

/** A simulated supply on one end of a pair of pseudo-terminals; the other end's path. */
async function supplyOnPty() {
  const pair = await ptyPair();
  cleanUps.push(() => pair.remove());
  const clock = new RealClock();
  const unit = createUnit({ clock, startLevel: 40 });
  const context = { clock, random: seededRandom(1), faults: new FaultSwitch() };
  const { line } = koradDriver.manifest;
  if (line === undefined || koradDriver.link !== 'bytes') throw new Error('a serial driver is expected');
  const instrument = koradDriver.simulate(unit, context);
  const listener = await listenOnPty({ path: pair.far, line, instrument, ...context });
  cleanUps.push(() => listener.stop());
  return { unit, clock, line, path: realpathSync(pair.near) };
}

describe(`sigrok-cli on our simulated Korad${without}`, () => {
  it.skipIf(without !== '')(
    'reads the volts and amperes that the unit has',
    async () => {
      const { unit, path } = await supplyOnPty();
      const shim = ptyShim();
      cleanUps.push(() => rmSync(shim, { force: true }));
      const sigrok = (...args: string[]) =>
        run('env', [`LD_PRELOAD=${shim}`, 'sigrok-cli', '-d', `korad-kaxxxxp:conn=${path}`, ...args], 20_000);
      unit.supply.set({ volts: 5.12, amps: 2.5 });
      unit.supply.output(true);
      const { out, err } = await sigrok('--samples', '3', '-O', 'analog');
      const numbers = (unitName: string) =>
        [...out.matchAll(new RegExp(`([\\d.]+) (m?)${unitName}\\b`, 'g'))].map(
          ([, number, milli]) => Number(number) * (milli === 'm' ? 0.001 : 1),
        );
      expect(numbers('V').length, `${out}${err}`).toBeGreaterThanOrEqual(2);
      for (const volts of numbers('V')) expect(volts).toBeCloseTo(unit.supply.state().volts, 1);
      for (const amps of numbers('A')) expect(amps).toBeCloseTo(unit.supply.state().amps, 1);

      // Settings go together with sampling: a peer that only sets closes the port before its last bytes have left.
      await sigrok('--config', 'voltage_target=4.80:enabled=off', '--samples', '3');
      expect(unit.supply.state().setVolts).toBeCloseTo(4.8, 6);
      expect(unit.supply.state().on).toBe(false);
    },
    60_000,
  );
});

describe(`our driver on the same line${missing('socat')}`, () => {
  it.skipIf(missing('socat') !== '')(
    'sets, switches and reads in real time',
    async () => {
      const { unit, clock, line, path } = await supplyOnPty();
      const transport = await openSerial({ path, line, clock });
      const supply = await koradDriver.open(transport, { clock });
      cleanUps.push(() => supply.close());
      expect(supply.identity.model).toBe('KA3005P');
      const call = (verb: string, args: unknown = {}) => supply.call(verb, args, { deadlineMs: 5_000 });
      expect(await call('set', { volts: 5.05, amps: 2 })).toEqual({ volts: 5.05, amps: 2 });
      expect(await call('output', { on: true })).toMatchObject({ output: true });
      const { voltage, current } = (await call('measure')) as Record<string, { value: number }>;
      expect(voltage?.value).toBeCloseTo(unit.supply.state().volts, 1);
      expect(current?.value).toBeCloseTo(unit.supply.state().amps, 1);
      expect(await call('output', { on: false })).toMatchObject({ output: false });
      expect(unit.supply.state().on).toBe(false);
    },
    30_000,
  );
});
