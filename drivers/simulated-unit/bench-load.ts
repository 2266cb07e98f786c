/**
 * An electronic load across the terminals of the bench supply. Pure: what it draws follows from its setting and from what
 * the supply gives. It stands beside the phone and does not change what the phone sees.
 */
import type { LoadMode } from '../../foundation/capability/electronic-load.ts';
import { sourceOhm } from './charger.ts';

export interface LoadSettings {
  readonly on: boolean;
  readonly mode: LoadMode;
  readonly amps: number;
  readonly volts: number;
  readonly watts: number;
  readonly ohms: number;
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
  amps: 0.5,
  volts: 4,
  watts: 2,
  ohms: 10,
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

function wantedAmps({ mode, amps, volts, watts, ohms }: LoadSettings, openVolts: number): number {
  if (mode === 'constant-current') return amps;
  if (mode === 'constant-voltage') return (openVolts - volts) / sourceOhm;
  if (mode === 'constant-resistance') return openVolts / (ohms + sourceOhm);
  const root = openVolts * openVolts - 4 * sourceOhm * watts;
  return root <= 0 ? openVolts / sourceOhm : (openVolts - Math.sqrt(root)) / (2 * sourceOhm);
}
