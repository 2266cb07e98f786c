/**
 * An electronic load across the terminals of the bench supply. Pure: what it draws follows from its setting and from what
 * the supply gives. It stands beside the phone and does not change what the phone sees.
 */
import type { LoadMode } from '../../foundation/capability/electronic-load.ts';
import { sourceOhm } from './charger.ts';

export interface LoadSettings {
  readonly on: boolean;
  readonly mode: LoadMode;
  readonly setAmps: number;
  readonly setVolts: number;
  readonly setWatts: number;
  readonly setOhms: number;
}

/** The supply as far as the load is concerned. */
interface Source {
  readonly setVolts: number;
  readonly setAmps: number;
  readonly on: boolean;
}

export const idleLoad: LoadSettings = {
  on: false,
  mode: 'constant-current',
  setAmps: 0.5,
  setVolts: 4,
  setWatts: 2,
  setOhms: 10,
};

/** Below this the load's transistor is fully on and draws whatever comes. */
const lowestVolts = 0.1;

/** Volts at the load and amperes through it. */
export function loadPoint(load: LoadSettings, supply: Source): { readonly volts: number; readonly amps: number } {
  const openVolts = supply.on ? supply.setVolts : 0;
  const mostAmps = Math.max(0, Math.min(supply.setAmps, (openVolts - lowestVolts) / sourceOhm));
  if (!load.on) return { volts: openVolts, amps: 0 };
  const amps = Math.min(mostAmps, Math.max(0, wantedAmps(load, openVolts)));
  const isOverdrawn = wantedAmps(load, openVolts) > supply.setAmps;
  return { volts: isOverdrawn ? Math.min(openVolts, lowestVolts) : openVolts - amps * sourceOhm, amps };
}

function wantedAmps(load: LoadSettings, openVolts: number): number {
  const { mode } = load;
  if (mode === 'constant-current') return load.setAmps;
  if (mode === 'constant-voltage') return (openVolts - load.setVolts) / sourceOhm;
  if (mode === 'constant-resistance') return openVolts / (load.setOhms + sourceOhm);
  const root = openVolts * openVolts - 4 * sourceOhm * load.setWatts;
  return root <= 0 ? openVolts / sourceOhm : (openVolts - Math.sqrt(root)) / (2 * sourceOhm);
}
