/**
 * The capability `ElectronicLoad`: an adjustable consumer that batteries and chargers are tested with. Its safe state is
 * the input switched off.
 */
import type { Reading } from '../measurement/reading.ts';
import type { Verb } from '../port/contract.ts';

export type LoadMode = 'constant-current' | 'constant-voltage' | 'constant-power' | 'constant-resistance';

/** What the load holds constant, and at how much. */
export type LoadSetting =
  | { readonly mode: 'constant-current'; readonly amps: number }
  | { readonly mode: 'constant-voltage'; readonly volts: number }
  | { readonly mode: 'constant-power'; readonly watts: number }
  | { readonly mode: 'constant-resistance'; readonly ohms: number };

export interface LoadState {
  readonly input: boolean;
  /** `unknown` where the instrument does not tell. */
  readonly mode: LoadMode | 'unknown';
}

export type ElectronicLoadVerbs = {
  /**
   * Sets mode and value; gives what is in force, read back. `load/mode-unsupported`, `load/out-of-range`,
   * `load/not-confirmed`. Does not switch the input on.
   */
  set: Verb<LoadSetting, LoadSetting>;
  /** Resolves only after the instrument has confirmed the state. */
  input: Verb<{ readonly on: boolean }, LoadState>;
  state: Verb<Record<string, never>, LoadState>;
  measure: Verb<
    Record<string, never>,
    { readonly voltage: Reading; readonly current: Reading; readonly power: Reading }
  >;
};
