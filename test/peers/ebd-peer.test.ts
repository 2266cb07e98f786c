/**
 * libsigrok's own driver of the EBD-USB against our simulated load on a pseudo-terminal: somebody else's idea of its
 * frames reads the same volts and amperes, and makes it load.
 */
import { realpathSync, rmSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { FaultSwitch } from '../../drivers/contract/fault.ts';
import { ebdDriver } from '../../drivers/electronic-load/zketech-ebd-usb/driver.ts';
import { createUnit } from '../../drivers/simulated-unit/simulated-bench-unit.ts';
import { listenOnPty } from '../../drivers/transport/pty-listener.ts';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import { seededRandom } from '../../foundation/random/random.ts';
import { ptyPair } from '../support/pty-pair.ts';
import { missing, ptyShim, run } from './peer-process.ts';

const without = missing('sigrok-cli', 'socat', 'gcc');
const cleanUps: (() => unknown)[] = [];
afterAll(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

describe(`sigrok-cli on our simulated EBD-USB${without}`, () => {
  it.skipIf(without !== '')(
    'reads the volts and amperes that the unit has, and makes it load',
    async () => {
      const pair = await ptyPair();
      cleanUps.push(() => pair.remove());
      const clock = new RealClock();
      const context = { clock, random: seededRandom(1), faults: new FaultSwitch() };
      const unit = createUnit({ clock, startLevel: 40 });
      unit.supply.set({ volts: 5.12, amps: 3 });
      unit.supply.output(true);
      const { line } = ebdDriver.manifest;
      if (line === undefined) throw new Error('a serial driver is expected');
      const instrument = ebdDriver.simulate(unit, context);
      const listener = await listenOnPty({ path: pair.far, line, instrument, ...context });
      cleanUps.push(() => listener.stop());
      const shim = ptyShim();
      cleanUps.push(() => rmSync(shim, { force: true }));
      const device = `zketech-ebd-usb:conn=${realpathSync(pair.near)}`;
      const sigrok = (...args: string[]) =>
        run('env', [`LD_PRELOAD=${shim}`, 'sigrok-cli', '-d', device, ...args], 25_000);

      const numbers = (out: string, unitName: string) =>
        [...out.matchAll(new RegExp(`([\\d.]+) (m?)${unitName}\\b`, 'g'))].map(
          ([, number, milli]) => Number(number) * (milli === 'm' ? 0.001 : 1),
        );
      const idle = await sigrok('--samples', '3', '-O', 'analog');
      expect(numbers(idle.out, 'V').length, `${idle.out}${idle.err}`).toBeGreaterThanOrEqual(2);
      for (const volts of numbers(idle.out, 'V')) expect(volts).toBeCloseTo(5.12, 3);
      for (const amps of numbers(idle.out, 'A')) expect(amps).toBe(0);

      for (const limit of [0.05, 1.2, 2.4]) {
        const loading = await sigrok('--config', `current_limit=${limit}`, '--samples', '6', '-O', 'analog');
        const amps = numbers(loading.out, 'A');
        expect(amps.length, `${loading.out}${loading.err}`).toBeGreaterThanOrEqual(5);
        expect(amps.at(-1)).toBeCloseTo(limit, 3);
        // It stops the load at the end of its acquisition, as our safe state does.
        await clock.sleep(300);
        expect(unit.load.state().on).toBe(false);
      }
    },
    60_000,
  );
});
