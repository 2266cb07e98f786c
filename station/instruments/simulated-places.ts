/** What stands on the simulated bench, so that somebody without hardware sees live readings. Pure. */
import type { Driver } from '../../drivers/contract/driver.ts';
import { simulatedInstrumentOf } from '../compose/simulated-instruments.ts';

export interface SimulatedPlace {
  readonly address: string;
  readonly driver: string;
  readonly label: string;
}

/** One of every capability of the catalogue: the one that a simulated run uses. */
export function simulatedPlaces(drivers: readonly Driver[]): readonly SimulatedPlace[] {
  const places = new Map<string, SimulatedPlace>();
  for (const { manifest } of drivers) {
    const { capability } = manifest;
    if (places.has(capability)) continue;
    const usual = simulatedInstrumentOf(capability);
    const driver = drivers.find((one) => one.manifest.id === usual.driver);
    if (driver !== undefined) places.set(capability, { ...usual, label: modelOf(driver) });
  }
  return [...places.values()];
}

/** The first model a driver names: `UNI-T UT61E`. */
export function modelOf({ manifest }: Driver): string {
  const [first] = manifest.models;
  return first === undefined ? manifest.id : `${first.make} ${first.model}`;
}
