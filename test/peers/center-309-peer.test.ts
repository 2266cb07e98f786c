/**
 * libsigrok's own Center 309 driver against our simulated thermometer on a pseudo-terminal. Positive temperatures agree;
 * libsigrok 0.5.2 has a defect below zero (it takes the digits without a sign and shows -12.5 as 6541.1), so those are
 * judged by our own tests and only the defect itself is looked for here.
 */
import { realpathSync, rmSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { FaultSwitch } from '../../drivers/contract/fault.ts';
import { createUnit } from '../../drivers/simulated-unit/simulated-bench-unit.ts';
import { centerDriver } from '../../drivers/thermometer/center-309/driver.ts';
import { centerFrame, simulateCenter } from '../../drivers/thermometer/center-309/simulator.ts';
import { listenOnPty } from '../../drivers/transport/pty-listener.ts';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import { seededRandom } from '../../foundation/random/random.ts';
import { ptyPair } from '../support/pty-pair.ts';
import { missing, ptyShim, run } from './peer-process.ts';

const without = missing('sigrok-cli', 'socat', 'gcc');
const cleanUps: (() => unknown)[] = [];
afterAll(async () => {
  for (const cleanUp of cleanUps.reverse()) await cleanUp();
});

describe(`sigrok-cli on our simulated Center 309${without}`, () => {
  it.skipIf(without !== '')(
    'reads the same temperatures above zero, and shows its known defect below',
    async () => {
      const pair = await ptyPair();
      cleanUps.push(() => pair.remove());
      const clock = new RealClock();
      const context = { clock, random: seededRandom(1), faults: new FaultSwitch() };
      const { line } = centerDriver.manifest;
      if (line === undefined) throw new Error('a serial driver is expected');
      let shown = centerFrame([23.4, 199.9, 1050, null]);
      const instrument = simulateCenter(createUnit({ clock }), context, { show: () => shown });
      const listener = await listenOnPty({ path: pair.far, line, instrument, ...context });
      cleanUps.push(() => listener.stop());
      const shim = ptyShim();
      cleanUps.push(() => rmSync(shim, { force: true }));
      const sigrok = async () => {
        const device = `center-309:conn=${realpathSync(pair.near)}`;
        const args = [`LD_PRELOAD=${shim}`, 'sigrok-cli', '-d', device, '--samples', '1', '-O', 'analog'];
        const { out, err } = await run('env', args, 15_000);
        const lines = [...out.matchAll(/^(T\d): (\S+) (\S+)/gm)];
        return { text: `${out}${err}`, read: Object.fromEntries(lines.map(([, name, value]) => [name, value])) };
      };
      const above = await sigrok();
      expect(above.read, above.text).toEqual({
        T1: '23.4',
        T2: '199.9',
        T3: expect.stringMatching(/^1050/),
        T4: 'inf',
      });
      shown = centerFrame([-12.5, 0, 0, null]);
      expect((await sigrok()).read.T1).toBe('6541.1');
    },
    40_000,
  );
});
