/**
 * What all electronic loads have in common: settings that a load can take, and readings. Guarantees that a setting a load
 * cannot keep, or does not know, is refused before anything is sent.
 */
import type { LoadMode, LoadSetting } from '../../foundation/capability/electronic-load.ts';
import { CodedError } from '../../foundation/failure.ts';
import type { Reading } from '../../foundation/measurement/reading.ts';

/** What each mode holds constant, and the unit its number is in. */
export const quantityOf = {
  'constant-current': 'amps',
  'constant-voltage': 'volts',
  'constant-power': 'watts',
  'constant-resistance': 'ohms',
} as const;

/** The same on the simulated unit. */
export const simulatedQuantityOf = {
  'constant-current': 'setAmps',
  'constant-voltage': 'setVolts',
  'constant-power': 'setWatts',
  'constant-resistance': 'setOhms',
} as const;

/** Smallest and largest number of each mode that a load has; a mode that is not there it does not have. */
export type LoadLimits = Partial<Readonly<Record<LoadMode, { readonly lowest: number; readonly highest: number }>>>;

/** The number of a setting, whatever its mode. */
export function numberOf(setting: LoadSetting): number {
  return (setting as unknown as Readonly<Record<string, number>>)[quantityOf[setting.mode]] ?? Number.NaN;
}

export function settingOf(mode: LoadMode, value: number): LoadSetting {
  return { mode, [quantityOf[mode]]: value } as unknown as LoadSetting;
}

/** `load/mode-unsupported`, `load/out-of-range`. */
export function refuseSetting(setting: LoadSetting, limits: LoadLimits): void {
  const limit = Object.hasOwn(quantityOf, setting.mode) ? limits[setting.mode] : undefined;
  if (limit === undefined) throw new CodedError('load/mode-unsupported', { mode: String(setting.mode) });
  const value = numberOf(setting);
  if (Number.isFinite(value) && value >= limit.lowest && value <= limit.highest) return;
  throw new CodedError('load/out-of-range', { what: quantityOf[setting.mode], value, ...limit });
}

type When = Pick<Reading, 'at' | 'latencyMs' | 'span'>;

export interface LoadReadings {
  readonly voltage: Reading;
  readonly current: Reading;
  readonly power: Reading;
}

/** Volts, amperes and watts with the weight of their last digits. */
export function loadReadings(
  values: readonly [volts: number, amps: number, watts: number],
  resolutions: readonly [number, number, number],
  when: When,
): LoadReadings {
  const common = { status: 'ok', flags: ['dc'], ...when } as const;
  const [volts, amps, watts] = values;
  return {
    voltage: { ...common, value: volts, unit: 'V', quantity: 'voltage', resolution: resolutions[0] },
    current: { ...common, value: amps, unit: 'A', quantity: 'current', resolution: resolutions[1] },
    power: { ...common, value: watts, unit: 'W', quantity: 'power', resolution: resolutions[2] },
  };
}
