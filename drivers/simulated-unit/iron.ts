/**
 * A soldering iron in the technician's hand: one tip that goes to its set temperature as an RC circuit would. Pure
 * functions of the unit's time, so that any number of looks gives the same curve.
 */

export type IronMode = 'working' | 'stand' | 'sleep' | 'hibernation';

export interface IronState {
  readonly setCelsius: number;
  readonly mode: IronMode;
  /** Temperature and unit time of the last change. */
  readonly fromCelsius: number;
  readonly sinceMs: number;
}

const roomCelsius = 25;
/** What a tip is held at in its stand, to be hot soon and last long. */
const standCelsius = 180;
const timeConstantMs = 600;

/** As it is found: switched on long ago, at 320 °C. */
export const workingIron: IronState = { setCelsius: 320, mode: 'working', fromCelsius: 320, sinceMs: 0 };

/** Temperature of the tip at unit time `atMs`. */
export function tipCelsius(iron: IronState, atMs: number): number {
  const goal = goalCelsius(iron);
  return goal + (iron.fromCelsius - goal) * Math.exp(-Math.max(0, atMs - iron.sinceMs) / timeConstantMs);
}

/** The iron after a change at unit time `atMs`. */
export function changedIron(
  iron: IronState,
  change: { readonly celsius?: number; readonly mode?: IronMode },
  atMs: number,
): IronState {
  return {
    setCelsius: change.celsius ?? iron.setCelsius,
    mode: change.mode ?? iron.mode,
    fromCelsius: tipCelsius(iron, atMs),
    sinceMs: atMs,
  };
}

function goalCelsius({ mode, setCelsius }: IronState): number {
  if (mode === 'hibernation') return roomCelsius;
  return mode === 'working' ? setCelsius : Math.min(setCelsius, standCelsius);
}
