/**
 * Units as UCUM codes (case-sensitive), always the base unit of the quantity: what is stored and compared. Showing
 * them with SI prefixes and as °C or Ω is the business of whoever shows them. Source: ucum.org, table of units.
 * `{dBm}` is a UCUM annotation, our documented arbitrary code for decibels over 1 mW, which UCUM has no code for.
 */

export const unitsOfQuantity = {
  voltage: ['V'],
  current: ['A'],
  resistance: ['Ohm'],
  capacitance: ['F'],
  frequency: ['Hz'],
  'duty-cycle': ['%'],
  temperature: ['Cel', '[degF]'],
  'temperature-difference': ['K'],
  time: ['s'],
  power: ['W'],
  charge: ['A.h'],
  energy: ['W.h'],
  ratio: ['%'],
  'signal-level': ['{dBm}', 'dB'],
  'loop-current': ['%'],
  'rotation-rate': ['/min'],
  humidity: ['%'],
  gain: ['1'],
  count: ['1'],
} as const;

export type Quantity = keyof typeof unitsOfQuantity;
export type Unit = (typeof unitsOfQuantity)[Quantity][number];

/** Whether `unit` may carry `quantity`. */
export function unitFits(quantity: string, unit: string): boolean {
  if (!Object.hasOwn(unitsOfQuantity, quantity)) return false;
  const units: readonly string[] = unitsOfQuantity[quantity as Quantity];
  return units.includes(unit);
}
