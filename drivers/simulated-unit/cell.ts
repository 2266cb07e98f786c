/**
 * One lithium-ion cell: open-circuit voltage over state of charge, a resistance that rises when the cell is nearly
 * empty or cold, and one slow polarisation. Pure functions; amperes are positive into the cell. The curve is that of a
 * 4.45 V phone cell as textbooks draw it (recalled, not measured); it is strictly rising.
 */

export interface Cell {
  /** What the cell really holds when full. */
  readonly capacityAh: number;
  /** Seen at once under a load step, at 25 °C and half charge. */
  readonly ohmicOhm: number;
  /** Comes on top within about a minute. */
  readonly polarisationOhm: number;
}

export interface CellCharge {
  /** Charge in the cell, ampere hours. */
  readonly chargeAh: number;
  /** Volts on top of the open-circuit voltage, negative after a discharge. */
  readonly polarisationVolts: number;
}

/** Highest voltage a charger drives the cell to. */
export const fullVolts = 4.45;
const polarisationSeconds = 25;

/** State of charge (0 … 1) and volts at rest. */
const openCircuit: readonly (readonly [number, number])[] = [
  [0, 3.0],
  [0.02, 3.3],
  [0.05, 3.5],
  [0.1, 3.64],
  [0.2, 3.71],
  [0.3, 3.76],
  [0.4, 3.8],
  [0.5, 3.86],
  [0.6, 3.94],
  [0.7, 4.03],
  [0.8, 4.13],
  [0.9, 4.26],
  [1, 4.42],
];

/** State of charge, 0 … 1. */
function stateOfCharge(cell: Cell, charge: CellCharge): number {
  return Math.min(1, Math.max(0, charge.chargeAh / cell.capacityAh));
}

/** Volts of the rested cell at a state of charge of 0 … 1. */
export function openCircuitVolts(soc: number): number {
  let below = openCircuit[0] as readonly [number, number];
  for (const above of openCircuit) {
    if (soc <= above[0] && above !== below) {
      return below[1] + ((soc - below[0]) / (above[0] - below[0])) * (above[1] - below[1]);
    }
    below = above;
  }
  return soc <= 0 ? (openCircuit[0]?.[1] ?? 0) : below[1];
}

/** Ohmic part at this charge and temperature. */
export function ohmicNow(cell: Cell, charge: CellCharge, celsius: number): number {
  const soc = stateOfCharge(cell, charge);
  const whenEmpty = soc < 0.15 ? 1 + (0.15 - soc) * 4 : 1;
  const whenCold = Math.min(2.5, Math.max(0.75, 1 + 0.012 * (25 - celsius)));
  return cell.ohmicOhm * whenEmpty * whenCold;
}

/** The voltage behind the ohmic resistance: what the terminals show without current. */
export function innerVolts(cell: Cell, charge: CellCharge): number {
  return openCircuitVolts(stateOfCharge(cell, charge)) + charge.polarisationVolts;
}

/** Amperes at which the terminals take in `watts` (negative: give out); an impossible load gives the most there is. */
export function ampsForWatts(inner: number, ohm: number, watts: number): number {
  const root = inner * inner + 4 * ohm * watts;
  return root <= 0 ? -inner / (2 * ohm) : (-inner + Math.sqrt(root)) / (2 * ohm);
}

/** The cell after `seconds` of a constant current. Charge is counted exactly; polarisation follows its own time. */
export function afterCurrent(cell: Cell, charge: CellCharge, amps: number, seconds: number): CellCharge {
  const settled = amps * cell.polarisationOhm;
  const left = Math.exp(-seconds / polarisationSeconds);
  return {
    chargeAh: Math.min(cell.capacityAh, Math.max(0, charge.chargeAh + (amps * seconds) / 3600)),
    polarisationVolts: settled + (charge.polarisationVolts - settled) * left,
  };
}
