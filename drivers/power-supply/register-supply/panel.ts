/**
 * What a supply with registers shows on its panel at one instant, and where that stands in its registers. Numbers are the
 * digits of the display, so that no resolution is lost and a read-back can be compared exactly.
 */
import type { SupplyState } from '../../../foundation/capability/capability.ts';
import type { InstrumentIdentity } from '../../contract/driver.ts';

/** Why a supply has switched itself off; `none` while it has not. */
export type Protection = 'none' | 'over-voltage' | 'over-current' | 'over-power' | 'other';

/** Scale and highest settings of a model on the range it is on. */
export interface SupplyScale {
  /** Weight of one digit as a power of ten: -2 is 10 mV. */
  readonly voltExponent: number;
  readonly ampExponent: number;
  readonly maxVolts: number;
  readonly maxAmps: number;
}

export interface SupplyPanel {
  readonly identity: InstrumentIdentity;
  readonly scale: SupplyScale;
  readonly setVolts: number;
  readonly setAmps: number;
  readonly volts: number;
  readonly amps: number;
  readonly output: boolean;
  /** Meaningful only while the output is on. */
  readonly mode: SupplyState['mode'];
  readonly protection: Protection;
}

/** The registers of a family. */
export interface PanelMap {
  /** One block that holds model, settings, measured values and state: read in one request, so that they belong together. */
  readonly first: number;
  readonly count: number;
  /** The panel out of that block; undefined when it is no supply of this family. */
  panelOf(registers: readonly number[]): SupplyPanel | undefined;
  /** Register of the voltage setting; the current limit is the next one. */
  readonly setting: number;
  /** 1 is on, 0 is off. */
  readonly output: number;
}

/** CV and CC as both families number them. */
export function modeOf(register: number | undefined): SupplyState['mode'] {
  if (register === 0) return 'constant-voltage';
  return register === 1 ? 'constant-current' : 'unknown';
}

/** Protection states as both families number them. */
export function protectionOf(register: number | undefined): Protection {
  const states: readonly Protection[] = ['none', 'over-voltage', 'over-current', 'over-power'];
  return states[register ?? -1] ?? 'other';
}
