/**
 * Other people's Modbus against our simulated supplies on a pseudo-terminal: `mbpoll` (libmodbus) reads and writes the
 * registers of both families, and libsigrok's own DPS driver reads the same values as ours, sets them and switches the
 * output. libsigrok 0.5.2 knows no RD60xx.
 */
import { realpathSync, rmSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import type { ByteDriver } from '../../drivers/contract/driver.ts';
import { FaultSwitch } from '../../drivers/contract/fault.ts';
import { dpsDriver } from '../../drivers/power-supply/rdtech-dps/driver.ts';
import { ridenDriver } from '../../drivers/power-supply/riden-rd60xx/driver.ts';
import { createUnit } from '../../drivers/simulated-unit/simulated-bench-unit.ts';
import { listenOnPty } from '../../drivers/transport/pty-listener.ts';
import { openSerial } from '../../drivers/transport/serial.ts';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import { seededRandom } from '../../foundation/random/random.ts';
import { ptyPair } from '../support/pty-pair.ts';
import { missing, ptyShim, run } from './peer-process.ts';

const cleanUps: (() => unknown)[] = [];
afterAll(async () => {
  for (const cleanUp of cleanUps.reverse()) await cleanUp();
});

/** A simulated supply on one end of a pair of pseudo-terminals; the other end's path. */
async function supplyOnPty(driver: ByteDriver, model: string) {
  const pair = await ptyPair();
  cleanUps.push(() => pair.remove());
  const clock = new RealClock();
  const unit = createUnit({ clock, startLevel: 40 });
  const context = { clock, random: seededRandom(1), faults: new FaultSwitch(), model };
  const { line } = driver.manifest;
  if (line === undefined) throw new Error('a serial driver is expected');
  const listener = await listenOnPty({ path: pair.far, line, instrument: driver.simulate(unit, context), ...context });
  cleanUps.push(() => listener.stop());
  return { unit, clock, line, path: realpathSync(pair.near) };
}

/** Registers as `mbpoll -0 -1` prints them: `[18]: <tab> 1`, with the signed value in brackets above 32767. */
function registersIn(out: string): Record<number, number> {
  const found = [...out.matchAll(/^\[(\d+)\]:\s+(\d+)/gm)];
  return Object.fromEntries(found.map(([, register, value]) => [Number(register), Number(value)]));
}

describe(`mbpoll on our simulated supplies${missing('mbpoll', 'socat')}`, () => {
  const skipped = missing('mbpoll', 'socat') !== '';

  it.skipIf(skipped)(
    'reads and writes the registers of an RD6018',
    async () => {
      const { unit, path } = await supplyOnPty(ridenDriver, 'RD6018');
      const mbpoll = (...args: string[]) =>
        run('mbpoll', ['-m', 'rtu', '-b', '115200', '-P', 'none', '-a', '1', '-0', '-t', '4', '-1', ...args]);
      unit.supply.set({ volts: 5.12, amps: 2.5 });
      unit.supply.output(true);
      const { out, err } = await mbpoll('-r', '0', '-c', '21', path);
      const { volts, amps } = unit.supply.state();
      const read = registersIn(out);
      expect(read, `${out}${err}`).toMatchObject({ 0: 60181, 2: 12345, 3: 128, 8: 512, 9: 250, 17: 0, 18: 1 });
      expect(Math.abs((read[10] ?? 0) - volts * 100)).toBeLessThan(1.01);
      expect(Math.abs((read[11] ?? 0) - amps * 100)).toBeLessThan(1.01);

      await mbpoll('-r', '18', path, '0');
      expect(unit.supply.state().on).toBe(false);
      await mbpoll('-r', '8', path, '480', '150');
      expect(unit.supply.state()).toMatchObject({ setVolts: 4.8, setAmps: 1.5 });
      const refused = await mbpoll('-r', '500', '-c', '2', path);
      expect(`${refused.out}${refused.err}`).toMatch(/illegal data address/i);
    },
    30_000,
  );

  it.skipIf(skipped)(
    'reads the registers of a DPS5020',
    async () => {
      const { unit, path } = await supplyOnPty(dpsDriver, 'DPS5020');
      unit.supply.set({ volts: 4.95, amps: 2 });
      const line = ['-m', 'rtu', '-b', '9600', '-P', 'none', '-a', '1', '-0', '-t', '4', '-1'];
      const { out, err } = await run('mbpoll', [...line, '-r', '0', '-c', '13', path]);
      expect(registersIn(out), `${out}${err}`).toMatchObject({ 0: 495, 1: 200, 2: 0, 3: 0, 9: 0, 11: 5020 });
    },
    30_000,
  );
});

const withoutSigrok = missing('sigrok-cli', 'socat', 'gcc');

describe(`sigrok-cli on our simulated DPS${withoutSigrok}`, () => {
  it.skipIf(withoutSigrok !== '')(
    'reads the volts and amperes that the unit has, sets them and switches the output',
    async () => {
      const { unit, path } = await supplyOnPty(dpsDriver, 'DPS5005');
      const shim = ptyShim();
      cleanUps.push(() => rmSync(shim, { force: true }));
      const sigrok = (...args: string[]) =>
        run('env', [`LD_PRELOAD=${shim}`, 'sigrok-cli', '-d', `rdtech-dps:conn=${path}`, ...args], 20_000);
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

      await sigrok('--config', 'voltage_target=4.80:enabled=off', '--samples', '3');
      expect(unit.supply.state().setVolts).toBeCloseTo(4.8, 6);
      expect(unit.supply.state().on).toBe(false);
    },
    60_000,
  );
});

describe(`our drivers on the same line${missing('socat')}`, () => {
  it.skipIf(missing('socat') !== '').each([
    ['RD6012P', ridenDriver],
    ['DPS8005', dpsDriver],
  ] as const)(
    '%s: set, switched and read in real time',
    async (model, driver) => {
      const { unit, clock, line, path } = await supplyOnPty(driver, model);
      const transport = await openSerial({ path, line, clock });
      const supply = await driver.open(transport, { clock });
      cleanUps.push(() => supply.close());
      expect(supply.identity.model).toBe(model);
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
