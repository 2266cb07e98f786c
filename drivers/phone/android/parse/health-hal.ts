/**
 * The health HAL's dump (`dumpsys android.hardware.health.IHealth/default`, or `lshal debug …` before Android 13).
 * Guarantees that names are matched whole and that `(null)` and placeholders are undefined. The names say micro, phones
 * do not keep to it: units are left to `battery-units.ts`.
 */
import { knownNumber, refusalIn } from './answer.ts';

export interface HealthHalReport {
  readonly availability: 'ok' | 'refused' | 'absent' | 'unknown';
  readonly fullRaw?: number;
  readonly designRaw?: number;
  readonly cycles?: number;
  /** Percent, from `batteryHealthData` of newer phones. */
  readonly stateOfHealth?: number;
  /** The phone's own words the numbers came from. */
  readonly raw: string;
}

/** Never throws. */
export function parseHealthHal(text: string): HealthHalReport {
  const words: string[] = [];
  const number = (...names: readonly string[]): number | undefined => {
    for (const name of names) {
      const match = new RegExp(`(?<!\\w)(${name}): *(-?\\d{1,15})(?![\\w.])`, 'm').exec(text);
      const value = knownNumber(match?.[2]);
      if (match === null || value === undefined || value < 0) continue;
      words.push(`${match[1]}: ${match[2]}`);
      return value;
    }
    return undefined;
  };
  const fullRaw = number('batteryFullChargeUah', 'batteryFullCharge', 'Full charge');
  const designRaw = number('batteryFullChargeDesignCapacityUah');
  const cycles = number('batteryCycleCount', 'cycle count');
  const stateOfHealth = number('batteryStateOfHealth');
  const isReport = /HealthInfo|batteryStatus|cycle count:/.test(text);
  return {
    availability: isReport ? 'ok' : (refusalIn(text) ?? 'unknown'),
    ...(fullRaw === undefined ? {} : { fullRaw }),
    ...(designRaw === undefined ? {} : { designRaw }),
    ...(cycles === undefined ? {} : { cycles }),
    ...(stateOfHealth === undefined ? {} : { stateOfHealth }),
    raw: words.join(', '),
  };
}
