/**
 * Registers of a simulated supply on the bench supply of the simulated unit. What is measured is computed when it is
 * read; what is only remembered (presets, protection limits, lock, backlight) is remembered and changes nothing.
 */
import type { SimulatorContext } from '../../contract/simulator.ts';
import type { RegisterTable } from '../../protocol/modbus-rtu/slave.ts';
import { driftOf } from '../../simulated-unit/drift.ts';
import type { SimulatedUnit } from '../../simulated-unit/unit.ts';
import type { SupplyScale } from './panel.ts';

/** Registers that mean something, by their number. */
export interface SimulatedRegisters {
  /** Computed at every read; they cannot be written. */
  readonly shown: Readonly<Record<number, () => number>>;
  /** Register of the voltage setting; the current limit is the next one. */
  readonly setting: number;
  readonly output: number;
  /** Numbers that are kept as they are written, with what they are at first. */
  readonly kept: ReadonlyMap<number, number>;
  /** Scale and limits at this moment. */
  scale(): SupplyScale;
}

/** The numbers a supply of this scale shows now. The fault `drift` shows volts and amperes several percent off. */
export function supplyDigits(unit: SimulatedUnit, { clock, faults }: SimulatorContext, scale: () => SupplyScale) {
  const drift = driftOf({ clock, faults });
  const digits = (value: number, exponent: number) => Math.min(0xffff, Math.round(Math.max(0, value) / 10 ** exponent));
  const volts = (value: number) => digits(value, scale().voltExponent);
  const amps = (value: number) => digits(value, scale().ampExponent);
  const { supply } = unit;
  return {
    setVolts: () => volts(supply.state().setVolts),
    setAmps: () => amps(supply.state().setAmps),
    volts: () => volts(supply.state().volts * drift()),
    amps: () => amps(supply.state().amps * drift()),
    /** In hundredths of a watt. */
    power: () => digits(supply.state().volts * supply.state().amps * drift() ** 2, -2),
    output: () => (supply.state().on ? 1 : 0),
    limiting: () => (supply.state().on && supply.state().mode === 'cc' ? 1 : 0),
  };
}

/** A table for {@link modbusSlave}. */
export function simulatedRegisters(unit: SimulatedUnit, registers: SimulatedRegisters): RegisterTable {
  const { shown, setting, output, scale } = registers;
  const memory = new Map(registers.kept);
  const live = new Set([setting, setting + 1, output]);
  return {
    read: (register) => shown[register]?.() ?? memory.get(register),
    accepts(register, value) {
      if (!live.has(register) && !memory.has(register)) return 'no-such-register';
      const { maxVolts, maxAmps, voltExponent, ampExponent } = scale();
      if (register === output) return value <= 1 ? 'yes' : 'not-this-value';
      const most = register === setting ? maxVolts / 10 ** voltExponent : maxAmps / 10 ** ampExponent;
      return !live.has(register) || value <= Math.round(most) ? 'yes' : 'not-this-value';
    },
    write(register, value) {
      const { voltExponent, ampExponent } = scale();
      if (register === setting) unit.supply.set({ volts: value * 10 ** voltExponent });
      else if (register === setting + 1) unit.supply.set({ amps: value * 10 ** ampExponent });
      else if (register === output) unit.supply.output(value === 1);
      else memory.set(register, value);
    },
  };
}
