/**
 * The capability `SolderingStation`: what the tip is at, what it is set to, and, only after control was taken, setting
 * it. Without control everything is left to the front panel. Ports count from 1; port 1 where none is named.
 */
import type { Reading } from '../measurement/reading.ts';
import type { Verb } from '../port/contract.ts';

export interface SolderingState {
  /** What the tool does; `no-tool` when none is plugged in, `unknown` where the station does not say. */
  readonly state:
    | 'working'
    | 'stand'
    | 'sleep'
    | 'hibernation'
    | 'extractor'
    | 'desoldering'
    | 'off'
    | 'no-tool'
    | 'unknown';
  /** The tool's name as its maker gives it (`T245`), `none`, or `unknown-N`. */
  readonly tool: string;
  /** Whether we command the station; otherwise the front panel does. */
  readonly control: boolean;
}

/** A port of the station. */
export interface SolderingPort {
  readonly port?: number;
}

export type SolderingStationVerbs = {
  /** Tip temperature and set temperature, in `Cel`, both asked for after the call. */
  measure: Verb<SolderingPort, { readonly temperature: Reading; readonly setTemperature: Reading }>;
  state: Verb<SolderingPort, SolderingState>;
  /** Set temperatures the station takes, in °C, and in what steps. */
  limits: Verb<SolderingPort, { readonly lowest: number; readonly highest: number; readonly step: number }>;
  /** Takes control, or hands it back to the front panel with the temperatures that were set before. */
  control: Verb<{ readonly on: boolean }, { readonly control: boolean }>;
  /**
   * Sets the temperature, to the station's step; gives what is in force, read back. `soldering/not-in-control`,
   * `soldering/out-of-range`, `soldering/not-confirmed`.
   */
  set: Verb<SolderingPort & { readonly celsius: number }, { readonly celsius: number }>;
};
