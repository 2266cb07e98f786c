/** What a dump means: readings with unit and resolution, and whether two dumps tell of the same meter a moment apart. */
import type { UsbMeterVerbs } from '../../../foundation/capability/capability.ts';
import { decimal, type Reading } from '../../../foundation/measurement/reading.ts';
import { rated } from '../../protocol/accuracy.ts';
import type { Counted } from '../counter-groups.ts';
import { within } from '../usb-readings.ts';
import { umAccuracy } from './accuracy.ts';
import { type MeterFrame, modelFacts } from './frame.ts';

export type UsbMeterReadings = UsbMeterVerbs['read']['out'];

/** Charging modes by their number in the dump; QC is Quick Charge, APP an Apple charger, DCP a dedicated port. */
const modes = ['none', 'QC2', 'QC3', 'APP2.4A', 'APP2.1A', 'APP1.0A', 'APP0.5A', 'DCP-1.5A', 'SAMSUNG'];

type When = Pick<Reading, 'at' | 'latencyMs' | 'span'>;

function ok(
  quantity: Reading['quantity'],
  unit: Reading['unit'],
  digits: number,
  exponent: number,
  when: When,
): Reading {
  const value = decimal(digits, exponent);
  return { value, unit, quantity, status: 'ok', resolution: decimal(1, exponent), flags: ['dc'], ...when };
}

/** Charge in `A.h` and energy in `W.h` are those of the group the meter is on, where nobody has `counted` otherwise. */
export function readingsOf(frame: MeterFrame, when: When = {}, counted = displayed(frame)): UsbMeterReadings {
  const { voltDigits, ampDigits, maxVolts, maxAmps } = modelFacts[frame.model];
  // Two percent above the rating is still measured.
  const voltage = within(ok('voltage', 'V', frame.volts, -voltDigits, when), 1.02 * maxVolts);
  const current = within(ok('current', 'A', frame.amps, -ampDigits, when), 1.02 * maxAmps);
  const power = ok('power', 'W', frame.milliwatts, -3, when);
  const isOver = voltage.status !== 'ok' || current.status !== 'ok';
  const plain = { flags: [] };
  const as = { models: [frame.model] };
  return {
    voltage: rated(voltage, umAccuracy, as),
    current: rated(current, umAccuracy, as),
    power: isOver ? { ...power, value: null, status: 'overrange' } : power,
    temperature: { ...ok('temperature', 'Cel', frame.celsius, 0, when), ...plain },
    charge: { ...ok('charge', 'A.h', counted.milliampHours, -3, when), ...plain },
    energy: { ...ok('energy', 'W.h', counted.milliwattHours, -3, when), ...plain },
    dPlus: ok('voltage', 'V', frame.dPlus, -2, when),
    dMinus: ok('voltage', 'V', frame.dMinus, -2, when),
    protocol: modes[frame.mode] ?? `unknown-${frame.mode}`,
  };
}

function displayed({ milliampHours, milliwattHours, group }: MeterFrame): Counted {
  return { milliampHours: milliampHours[group] ?? 0, milliwattHours: milliwattHours[group] ?? 0 };
}

/** The numeric readings with their channel names, in a fixed order. */
export function channelsOf(readings: UsbMeterReadings): readonly (readonly [string, Reading])[] {
  return Object.entries(readings).filter((entry): entry is [string, Reading] => typeof entry[1] !== 'string');
}

/** A dump and the clock milliseconds at which it was whole. */
export interface TimedFrame {
  readonly frame: MeterFrame;
  readonly at: number;
}

/**
 * Whether two dumps in a row confirm each other. What a dump tells only once must not have jumped; volts must agree
 * closely where so little current flows that the power cannot vouch for them.
 */
export function confirms(earlier: TimedFrame, later: TimedFrame): boolean {
  const { frame: before } = earlier;
  const { frame: after } = later;
  if (before.model !== after.model || before.group !== after.group || before.mode !== after.mode) return false;
  const { voltDigits, ampDigits } = modelFacts[after.model];
  const nearly = (one: number, other: number, most: number) => Math.abs(one - other) <= most;
  if (!nearly(before.dPlus, after.dPlus, 2) || !nearly(before.dMinus, after.dMinus, 2)) return false;
  if (!nearly(before.celsius, after.celsius, 1)) return false;
  const powered = Math.min(before.amps, after.amps) / 10 ** ampDigits > 0.25;
  const mostVolts = powered ? 0.5 : 0.012;
  if (!nearly(before.volts, after.volts, Math.max(2, mostVolts * 10 ** voltDigits))) return false;
  const hours = (later.at - earlier.at) / 3_600_000;
  const amps = Math.max(before.amps, after.amps) / 10 ** ampDigits;
  const watts = Math.max(before.milliwatts, after.milliwatts) / 1000;
  return (
    follow(before.milliampHours, after.milliampHours, after.group, 1500 * amps * hours + 1) &&
    follow(before.milliwattHours, after.milliwattHours, after.group, 1500 * watts * hours + 1)
  );
}

/** Only the group in use counts, forwards and no faster than the current allows; all others stand still. */
function follow(before: readonly number[], after: readonly number[], inUse: number, most: number): boolean {
  return before.every((count, group) => {
    const grown = (after[group] ?? 0) - count;
    return group === inUse ? grown >= 0 && grown <= most : grown === 0;
  });
}
