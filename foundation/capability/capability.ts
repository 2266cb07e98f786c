/**
 * What procedures ask for. A capability is a set of verbs with plain JSON inputs and outputs, so that a call crosses
 * process and sandbox borders unchanged. A procedure names a capability, never a model.
 */

import type { Reading } from '../measurement/reading.ts';
import type { Verb } from '../port/contract.ts';
import type { ElectronicLoadVerbs } from './electronic-load.ts';
import type { OscilloscopeVerbs } from './oscilloscope.ts';
import type { PhoneVerbs } from './phone.ts';
import type { SolderingStationVerbs } from './soldering-station.ts';

export interface MultimeterReadArgs {
  /** Wanted quantity; `meter/wrong-mode` when the dial says otherwise, `meter/no-such-function` where a meter that is set from here has no such function. */
  readonly quantity?: Reading['quantity'];
  readonly coupling?: 'dc' | 'ac';
  /** The largest value expected, in the base unit; instruments that can be ranged are, others ignore it. */
  readonly upTo?: number;
  /** True: the difference to what is stored in the meter, which has to be on. Else such a number is `meter/not-live`. */
  readonly relative?: boolean;
}

export type MultimeterVerbs = {
  /** The next reading that was taken after the call (never one from before it). */
  read: Verb<MultimeterReadArgs, Reading>;
};

export interface SupplyState {
  readonly output: boolean;
  readonly mode: 'constant-voltage' | 'constant-current' | 'unknown';
}

/** An output of a supply that has several, counted from 1; `supply/no-channel` where there is no such one. */
export interface SupplyChannel {
  /** 1 where none is named. */
  readonly channel?: number;
}

export type PowerSupplyVerbs = {
  set: Verb<
    SupplyChannel & { readonly volts?: number; readonly amps?: number },
    { readonly volts: number; readonly amps: number }
  >;
  /** Resolves only after the instrument has confirmed the state. */
  output: Verb<SupplyChannel & { readonly on: boolean }, SupplyState>;
  state: Verb<SupplyChannel, SupplyState>;
  measure: Verb<SupplyChannel, { readonly voltage: Reading; readonly current: Reading }>;
  /**
   * At how many volts and amperes the output switches itself off; `null` is not at all, what is not named stays. Gives
   * what is in force, read back. Supplies without it refuse with `instrument/unknown-verb`.
   */
  protect: Verb<
    SupplyChannel & { readonly overVolts?: number | null; readonly overAmps?: number | null },
    { readonly overVolts: number | null; readonly overAmps: number | null }
  >;
};

export type UsbMeterVerbs = {
  /** `charge` and `energy` are what the meter has counted in its present group since it was last cleared. */
  read: Verb<
    Record<string, never>,
    {
      readonly voltage: Reading;
      readonly current: Reading;
      readonly power: Reading;
      readonly temperature: Reading;
      readonly charge: Reading;
      readonly energy: Reading;
      readonly dPlus: Reading;
      readonly dMinus: Reading;
      /** What the meter believes the charger speaks: `none`, `DCP-1.5A`, `QC2`, `QC3`, `unknown-N` …. */
      readonly protocol: string;
    }
  >;
};

/** Inputs of a thermometer, as it names them. */
export type ThermometerChannel = 'T1' | 'T2' | 'T3' | 'T4';

export type ThermometerVerbs = {
  /**
   * Temperatures taken after the call, in `Cel` whatever the instrument shows: of one input, or of all four without
   * `channel`. An input without a probe shows `overrange`, as a broken thermocouple does.
   */
  read: Verb<
    { readonly channel?: ThermometerChannel },
    { readonly T1?: Reading; readonly T2?: Reading; readonly T3?: Reading; readonly T4?: Reading }
  >;
};

/** Capability → its verbs. */
export type Capabilities = {
  Multimeter: MultimeterVerbs;
  PowerSupply: PowerSupplyVerbs;
  UsbMeter: UsbMeterVerbs;
  Thermometer: ThermometerVerbs;
  ElectronicLoad: ElectronicLoadVerbs;
  SolderingStation: SolderingStationVerbs;
  Oscilloscope: OscilloscopeVerbs;
  Phone: PhoneVerbs;
};

export type Capability = keyof Capabilities;
