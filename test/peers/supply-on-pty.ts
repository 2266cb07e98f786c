/** Power supplies on a pair of pseudo-terminals: what every peer of a supply needs, and what every supply must show there. */
import { realpathSync, rmSync } from 'node:fs';
import { expect } from 'vitest';
import type { ByteDriver } from '../../drivers/contract/driver.ts';
import { FaultSwitch } from '../../drivers/contract/fault.ts';
import { createUnit } from '../../drivers/simulated-unit/simulated-bench-unit.ts';
import { listenOnPty } from '../../drivers/transport/pty-listener.ts';
import { openSerial } from '../../drivers/transport/serial.ts';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import { seededRandom } from '../../foundation/random/random.ts';
import { ptyPair } from '../support/pty-pair.ts';
import { ptyShim, run } from './peer-process.ts';

const cleanUps: (() => unknown)[] = [];

/** To be called when all tests of a file are over. */
export async function giveBack(): Promise<void> {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
}

/** A simulated supply on one end of a pair of pseudo-terminals; the other end's path. */
export async function supplyOnPty(driver: ByteDriver, model?: string) {
  const pair = await ptyPair();
  cleanUps.push(() => pair.remove());
  const clock = new RealClock();
  const unit = createUnit({ clock, startLevel: 40 });
  const context = {
    clock,
    random: seededRandom(1),
    faults: new FaultSwitch(),
    ...(model === undefined ? {} : { model }),
  };
  const { line } = driver.manifest;
  if (line === undefined) throw new Error('a serial driver is expected');
  const listener = await listenOnPty({ path: pair.far, line, instrument: driver.simulate(unit, context), ...context });
  cleanUps.push(() => listener.stop());
  return { unit, clock, line, path: realpathSync(pair.near) };
}

/** libsigrok's driver of this name reads what the unit has, sets it and switches the output off. */
export async function expectSigrokToAgree(sigrokDriver: string, driver: ByteDriver, model?: string): Promise<void> {
  const { unit, path } = await supplyOnPty(driver, model);
  const shim = ptyShim();
  cleanUps.push(() => rmSync(shim, { force: true }));
  const sigrok = (...args: string[]) =>
    run('env', [`LD_PRELOAD=${shim}`, 'sigrok-cli', '-d', `${sigrokDriver}:conn=${path}`, ...args], 20_000);
  unit.supply.set({ volts: 5.12, amps: 2.5 });
  unit.supply.output(true);
  const { out, err } = await sigrok('--samples', '3', '-O', 'analog');
  const numbers = (unitName: string) =>
    [...out.matchAll(new RegExp(`([\\d.]+) (m?)${unitName}\\b`, 'g'))].map(
      ([, number, milli]) => Number(number) * (milli === 'm' ? 0.001 : 1),
    );
  expect(numbers('V').length, `${out}${err}`).toBeGreaterThanOrEqual(2);
  expect(numbers('A').length, `${out}${err}`).toBeGreaterThanOrEqual(2);
  for (const volts of numbers('V')) expect(volts).toBeCloseTo(unit.supply.state().volts, 1);
  for (const amps of numbers('A')) expect(amps).toBeCloseTo(unit.supply.state().amps, 1);

  // Settings go together with sampling: a peer that only sets closes the port before its last bytes have left.
  await sigrok('--config', 'voltage_target=4.80:enabled=off', '--samples', '3');
  expect(unit.supply.state().setVolts).toBeCloseTo(4.8, 6);
  expect(unit.supply.state().on).toBe(false);
}

/** Our own driver sets, switches and reads the supply in real time. */
export async function expectOurDriverToWork(driver: ByteDriver, model: string): Promise<void> {
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
}
