/** Which simulated instrument stands for which need of a procedure, and what the simulated unit is like for it. */
import type { OpenRequest, SimulatedBenchSettings } from '../../drivers/bench/bench-api.ts';
import type { Capability } from '../../foundation/capability/capability.ts';
import { CodedError } from '../../foundation/failure.ts';
import type { DeclaredProcedure } from '../../procedures/language/procedure.ts';

const simulated: Readonly<Record<Capability, { readonly driver: string; readonly address: string }>> = {
  Multimeter: { driver: 'uni-t-ut61e', address: 'sim:multimeter' },
  PowerSupply: { driver: 'korad-ka3005p', address: 'sim:supply' },
  UsbMeter: { driver: 'rdtech-um25c', address: 'sim:usb-meter' },
  ElectronicLoad: { driver: 'itech-it8500', address: 'sim:load' },
  SolderingStation: { driver: 'jbc-robot', address: 'sim:soldering-station' },
  Oscilloscope: { driver: 'rigol-ds', address: 'sim:oscilloscope' },
  Thermometer: { driver: 'center-309', address: 'sim:thermometer' },
  Phone: { driver: 'android', address: 'sim:phone' },
};

/** The one instrument of that capability on a simulated bench. */
export function simulatedInstrumentOf(capability: Capability): { readonly driver: string; readonly address: string } {
  return simulated[capability];
}

/** By role. Two roles of one capability cannot be had from a bench with one of each (`bench/not-enough`). */
export function simulatedInstruments(
  procedure: DeclaredProcedure,
  settings: SimulatedBenchSettings,
): Record<string, Omit<OpenRequest, 'key'>> {
  const instruments: Record<string, Omit<OpenRequest, 'key'>> = {};
  const taken = new Set<string>();
  for (const [role, { capability }] of Object.entries(procedure.needs)) {
    const { driver, address } = simulated[capability];
    if (taken.has(address)) throw new CodedError('bench/not-enough', { role, capability });
    taken.add(address);
    instruments[role] = { driver, address, simulated: settings };
  }
  return instruments;
}

/** Percent of charge the simulated unit arrives with: a charging test wants an empty one. */
export function simulatedStartLevel(procedureId: string): number {
  return procedureId === 'fast-charge' ? 10 : 80;
}
