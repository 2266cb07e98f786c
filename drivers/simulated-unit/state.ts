/**
 * The whole state of a simulated unit as one plain JSON object. Times are unit milliseconds: milliseconds of clock time
 * since the unit was made, so that a restored unit goes on wherever the new clock stands.
 */
import { CodedError } from '../../foundation/failure.ts';
import type { LoadSettings } from './bench-load.ts';
import { type CallState, noCall } from './call.ts';
import type { IronState } from './iron.ts';
import { arrivedPhone, type PhoneState } from './phone-state.ts';
import { noVideo, type PlayerState } from './player.ts';
import type { Traits } from './traits.ts';

/** What changes by itself from second to second. */
export interface Physics {
  readonly chargeAh: number;
  readonly polarisationVolts: number;
  readonly bodyCelsius: number;
  /** What the gauge has counted, ampere hours. */
  readonly gaugeAh: number;
  /** What the inline USB meter has counted since the unit was made. */
  readonly usbAh: number;
  readonly usbWh: number;
}

export interface SupplySettings {
  readonly setVolts: number;
  readonly setAmps: number;
  readonly on: boolean;
}

export interface UnitState {
  readonly format: 1;
  readonly seed: number;
  readonly scenario: string;
  /** Milliseconds since 1970 at unit time 0: the phone's wall clock goes on from here whatever the bench's does. */
  readonly wallStartMs: number;
  /** Unit time up to which `physics` has been advanced. */
  readonly settledMs: number;
  readonly physics: Physics;
  readonly supply: SupplySettings;
  /** Absent while nobody has touched it, as in states that are older than it. */
  readonly load?: LoadSettings;
  readonly iron?: IronState;
  /** Unit time at which the fast charger was plugged in; null while it is not. */
  readonly chargerSinceMs: number | null;
  readonly probesPlaced: boolean;
  readonly phone: PhoneState;
  readonly call: CallState;
  readonly player: PlayerState;
  /** Unit time at which the first call, video or charge began. */
  readonly soakSinceMs: number | null;
  /** The scenario's restart has happened. */
  readonly restarted: boolean;
}

/** A unit as it is laid on the bench, rested and at room temperature. `startLevel` in percent. */
export function arrivedUnit(
  traits: Traits,
  facts: { readonly seed: number; readonly scenario: string; readonly wallMs: number; readonly startLevel: number },
): UnitState {
  const part = Math.min(100, Math.max(1, facts.startLevel)) / 100;
  return {
    format: 1,
    seed: facts.seed,
    scenario: facts.scenario,
    wallStartMs: facts.wallMs,
    settledMs: 0,
    physics: {
      chargeAh: traits.cell.capacityAh * part,
      polarisationVolts: 0,
      bodyCelsius: traits.thermal.roomCelsius,
      gaugeAh: traits.gauge.fullAh * part,
      usbAh: 0,
      usbWh: 0,
    },
    supply: { setVolts: 5, setAmps: 2, on: false },
    chargerSinceMs: null,
    probesPlaced: true,
    phone: arrivedPhone(facts.wallMs),
    call: noCall,
    player: noVideo,
    soakSinceMs: null,
    restarted: false,
  };
}

/** What {@link SavedUnit} holds, checked as far as a file from our own hand needs it. */
export interface SavedUnit {
  readonly state: UnitState;
  /** Unit time at the moment of saving. */
  readonly presentMs: number;
}

/** `unit/unreadable-state` when it is not one of ours. */
export function readSaved(saved: unknown): SavedUnit {
  const { state, presentMs } = (saved ?? {}) as Partial<SavedUnit>;
  if (typeof presentMs !== 'number' || state?.format !== 1) throw new CodedError('unit/unreadable-state');
  return { state, presentMs };
}
