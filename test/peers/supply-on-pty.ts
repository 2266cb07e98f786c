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

/** Limited by the phone, limited by the supply, and off. */
export const points = [
  { volts: 5.12, amps: 2.5, on: true },
  { volts: 4.56, amps: 0.321, on: true },
  { volts: 12.34, amps: 3, on: false },
] as const;

/** `digit`: weight of the last digit of what the supply shows. */
export interface SupplyDigits {
  readonly volts: number;
  readonly amps: number;
}

/** libsigrok's driver of this name reads what the unit has to the last digit, sets it and switches the output off. */
export async function expectSigrokToAgree(
  sigrokDriver: string,
  driver: ByteDriver,
  digit: SupplyDigits,
  model?: string,
): Promise<void> {
  const { unit, path } = await supplyOnPty(driver, model);
  const sigrok = sigrokOn(`${sigrokDriver}:conn=${path}`);
  for (const { on, ...set } of points) {
    unit.supply.set(set);
    unit.supply.output(on);
    const before = unit.supply.state();
    const { out, err } = await sigrok('--samples', '3', '-O', 'analog');
    const after = unit.supply.state();
    expectBetween(numbersOf(out, 'V'), [before.volts, after.volts], digit.volts, `${out}${err}`);
    expectBetween(numbersOf(out, 'A'), [before.amps, after.amps], digit.amps, `${out}${err}`);
  }
  // Settings go together with sampling: a peer that only sets closes the port before its last bytes have left.
  await sigrok('--config', 'voltage_target=4.80:enabled=off', '--samples', '3');
  expect(unit.supply.state().setVolts).toBeCloseTo(4.8, 6);
  expect(unit.supply.state().on).toBe(false);
}

/** sigrok-cli with this device, a pseudo-terminal. */
export function sigrokOn(device: string): (...args: string[]) => ReturnType<typeof run> {
  const shim = ptyShim();
  cleanUps.push(() => rmSync(shim, { force: true }));
  return (...args) => run('env', [`LD_PRELOAD=${shim}`, 'sigrok-cli', '-d', device, ...args], 20_000);
}

/** `V1: 512.00 mV` → 0.512; zero is printed with whatever prefix there is. */
export function numbersOf(out: string, unitName: string): number[] {
  const factors: Readonly<Record<string, number>> = { m: -3, '\u00b5': -6 };
  return [...out.matchAll(new RegExp(`([\\d.]+) ([m\u00b5]?)${unitName}\\b`, 'g'))].map(([, number, prefix = '']) =>
    Number(`${number}e${factors[prefix] ?? 0}`),
  );
}

/** What was read while the unit went from one value to the other, to one step of the last digit. */
export function expectBetween(
  read: readonly number[],
  ends: readonly [number, number],
  digit: number,
  printed: string,
): void {
  expect(read.length, printed).toBeGreaterThanOrEqual(2);
  for (const value of read) {
    expect(value, printed).toBeGreaterThanOrEqual(Math.min(...ends) - digit * 1.001);
    expect(value, printed).toBeLessThanOrEqual(Math.max(...ends) + digit * 1.001);
  }
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
