/**
 * Heat of the phone: one body that the battery shares, a skin and a processor a little above it, and what Android makes
 * of it (status, frequency limit). Steps are exact for a constant power, so any step length gives the same curve.
 */

export interface ThermalPath {
  /** Kelvin per watt from the body to the room; a phone on an ESD mat sheds heat better than one in a hand. */
  readonly bodyKelvinPerWatt: number;
  readonly roomCelsius: number;
}

/** A phone of about 200 g. */
const bodyJoulePerKelvin = 185;

/** Body temperature after `seconds` at a constant heat. */
export function bodyAfter(path: ThermalPath, celsius: number, watts: number, seconds: number): number {
  const settled = path.roomCelsius + watts * path.bodyKelvinPerWatt;
  const timeConstant = bodyJoulePerKelvin * path.bodyKelvinPerWatt;
  return settled + (celsius - settled) * Math.exp(-seconds / timeConstant);
}

/** °C of the skin sensor, above the body by the processor's hot spot. */
export function skinCelsius(bodyCelsius: number, processorWatts: number): number {
  return bodyCelsius + 0.7 * processorWatts;
}

export function processorCelsius(bodyCelsius: number, processorWatts: number): number {
  return bodyCelsius + 5 + 4 * processorWatts;
}

/** Android's thermal status by skin temperature: 0 none, 1 light, 2 moderate, 3 severe, 4 critical. */
export function thermalStatus(skin: number): 0 | 1 | 2 | 3 | 4 {
  if (skin < 40) return 0;
  if (skin < 43) return 1;
  if (skin < 46) return 2;
  return skin < 50 ? 3 : 4;
}

/** Part of the highest processor frequency that is allowed at this body temperature. */
export function processorLimit(bodyCelsius: number): number {
  return Math.min(1, Math.max(0.4, 1 - (bodyCelsius - 39) * 0.07));
}

/** Part of the wanted charging current that the phone allows at this battery temperature: foldback from 39 °C. */
export function chargeLimitByHeat(batteryCelsius: number): number {
  if (batteryCelsius < 0 || batteryCelsius > 52) return 0;
  if (batteryCelsius < 10) return 0.5;
  return Math.min(1, Math.max(0.1, 1 - (batteryCelsius - 39) * 0.12));
}
