/**
 * What must be in order before a phone is measured. An item that is not is "not ready": the run cannot be decided and the
 * technician is told what to do; it is never held against the unit.
 */
import type { Measured } from '../language/index.ts';
import type { PreflightCode } from '../texts/preflight.ts';

export interface Unmet {
  readonly code: PreflightCode;
  readonly params: Readonly<Record<string, string | number>>;
}

/** The part of a phone's battery that is looked at. */
export interface ArrivedBattery {
  readonly level: Measured<'%'>;
  readonly temperature: Measured<'Cel'>;
  readonly overridden: boolean;
  readonly chargeLimit?: string;
}

/** °C within which batteries are measured and charged here (reference table 4.1; JEITA reduces charging outside 10 … 45). */
const coldest = 15;
const hottest = 35;

/** Temperature, level within `low` … `high` percent, and numbers that are measurements at all. */
export function unmetByBattery(battery: ArrivedBattery, low: number, high: number): Unmet[] {
  if (battery.overridden) return [{ code: 'values-overridden', params: {} }];
  const unmet: Unmet[] = [];
  const { level, temperature } = battery;
  if (temperature.value === null) unmet.push({ code: 'temperature-unknown', params: {} });
  else if (temperature.value < coldest || temperature.value > hottest)
    unmet.push({ code: 'temperature-out-of-range', params: { celsius: temperature.value, coldest, hottest } });
  if (level.value === null) unmet.push({ code: 'level-unknown', params: {} });
  else if (level.value < low || level.value > high)
    unmet.push({ code: 'level-out-of-range', params: { level: level.value, low, high } });
  return unmet;
}

/** A charge limit or adaptive charging, in the phone's own words. */
export function unmetByChargeLimit({ chargeLimit }: Pick<ArrivedBattery, 'chargeLimit'>): Unmet[] {
  return chargeLimit === undefined ? [] : [{ code: 'charge-limit-on', params: { words: chargeLimit } }];
}

/** Power that is there before the test plugs its own in. */
export function unmetByPower({ plugged }: { readonly plugged: readonly string[] }): Unmet[] {
  return plugged.length === 0 ? [] : [{ code: 'already-powered', params: { plugged: plugged.join(', ') } }];
}

export interface PreflightTeller {
  undecided(code: PreflightCode, params?: Unmet['params']): Promise<void>;
}

/** Says every item that is not in order; true when there is none. */
export async function ready(t: PreflightTeller, unmet: readonly Unmet[]): Promise<boolean> {
  for (const { code, params } of unmet) await t.undecided(code, params);
  return unmet.length === 0;
}
