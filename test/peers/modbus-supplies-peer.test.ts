/**
 * Other people's Modbus against our simulated supplies on a pseudo-terminal: `mbpoll` (libmodbus) reads and writes the
 * registers of both families, and libsigrok's own DPS driver reads the same values as ours, sets them and switches the
 * output. libsigrok 0.5.2 knows no RD60xx.
 */
import { afterAll, describe, expect, it } from 'vitest';
import { dpsDriver } from '../../drivers/power-supply/rdtech-dps/driver.ts';
import { ridenDriver } from '../../drivers/power-supply/riden-rd60xx/driver.ts';
import { missing, run } from './peer-process.ts';
import { expectOurDriverToWork, expectSigrokToAgree, giveBack, sigrokOn, supplyOnPty } from './supply-on-pty.ts';

afterAll(giveBack);

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
    () => expectSigrokToAgree('rdtech-dps', dpsDriver, { volts: 0.01, amps: 0.001 }, 'DPS5005'),
    60_000,
  );

  it.skipIf(withoutSigrok !== '')(
    'has the thresholds of its protections read and set as they are: a later libsigrok multiplies them, this one does not',
    async () => {
      const { path } = await supplyOnPty(dpsDriver, 'DPS5005');
      const sigrok = sigrokOn(`rdtech-dps:conn=${path}`);
      const threshold = async (name: string) => Number((await sigrok('--get', name)).out);
      const thresholds = async () => [await threshold('ovp_threshold'), await threshold('ocp_threshold')];
      expect(await thresholds()).toEqual([50, 5]);
      await sigrok('--config', 'ovp_threshold=6.05:ocp_threshold=1.5', '--samples', '2');
      expect(await thresholds()).toEqual([6.05, 1.5]);
    },
    30_000,
  );
});

describe(`our drivers on the same line${missing('socat')}`, () => {
  it.skipIf(missing('socat') !== '').each([
    ['RD6012P', ridenDriver],
    ['DPS8005', dpsDriver],
  ] as const)(
    '%s: set, switched and read in real time',
    (model, driver) => expectOurDriverToWork(driver, model),
    30_000,
  );
});
