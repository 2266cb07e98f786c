/**
 * Phones print the same quantity in different units and signs. Guarantees that a unit is decided from the numbers
 * themselves, once per phone, and that a number whose unit or sign is still open is undefined and not a guess.
 * Thresholds were checked against the public samples named in ../README.md.
 */
import { decimal } from '../../../../foundation/measurement/reading.ts';

/** From here up a counter is in microampere hours and a current in microamperes. */
const microFrom = 20000;
/** Largest believable capacity and current of a phone or tablet. */
const mostAmpereHours = 40;
const mostAmps = 20;
/** A small current could be either; so many samples without a large one make it milliamperes. */
const samplesToDecide = 30;
/** Below this the sign of a current says nothing. */
const leastSignAmps = 0.03;
/** A weak charger with a busy phone may discharge while "charging"; one sample is not enough. */
const chargingVotesToDecide = 3;

/** Volts from millivolts (2000–25000) or microvolts (above a million); anything else is unknown. */
export function batteryVolts(raw: number | undefined): number | undefined {
  if (raw === undefined) return undefined;
  if (raw >= 2000 && raw <= 25000) return decimal(raw, -3);
  if (raw > 1_000_000 && raw <= 25_000_000) return decimal(raw, -6);
  return undefined;
}

/** Degrees Celsius from tenths; unknown outside -40 to 120. */
export function degrees(tenths: number | undefined): number | undefined {
  if (tenths === undefined || tenths < -400 || tenths > 1200) return undefined;
  return decimal(tenths, -1);
}

/** Whether a counter or a current of this size is in millionths. */
export function isMicro(raw: number): boolean {
  return Math.abs(raw) >= microFrom;
}

/** Ampere hours from a counter or a capacity in either unit; unknown when beyond what a phone can hold. */
export function ampereHours(raw: number | undefined): number | undefined {
  if (raw === undefined || raw <= 0) return undefined;
  const value = decimal(raw, isMicro(raw) ? -6 : -3);
  return value <= mostAmpereHours ? value : undefined;
}

export interface CurrentContext {
  readonly status: 'unknown' | 'charging' | 'discharging' | 'not-charging' | 'full';
  readonly plugged: boolean;
  /** The maker is known to print milliamperes (Huawei, Honor, OnePlus, MediaTek boards). */
  readonly makerPrintsMilliamps: boolean;
}

/** What has been learnt of how one phone prints its battery current. */
export class CurrentScale {
  #largest = 0;
  #samples = 0;
  #sign: 1 | -1 | undefined;
  #votes = 0;

  /** Amperes into the battery; undefined while the unit or the sign is not decided. */
  amps(raw: number | undefined, context: CurrentContext): number | undefined {
    if (raw === undefined || !Number.isFinite(raw)) return undefined;
    this.#samples += 1;
    this.#largest = Math.max(this.#largest, Math.abs(raw));
    const exponent = this.#exponent(context);
    if (exponent === undefined) return undefined;
    const size = decimal(Math.trunc(raw), exponent);
    if (Math.abs(size) > mostAmps) return undefined;
    this.#vote(size, context);
    const sign = this.#sign ?? (Math.abs(size) < leastSignAmps ? 1 : undefined);
    return sign === undefined ? undefined : size * sign + 0;
  }

  /** `uA`, `mA` or undefined: shown to people with the phone's profile. */
  unit(context: Pick<CurrentContext, 'makerPrintsMilliamps'>): 'uA' | 'mA' | undefined {
    const exponent = this.#exponent(context);
    return exponent === undefined ? undefined : exponent === -6 ? 'uA' : 'mA';
  }

  #exponent(context: Pick<CurrentContext, 'makerPrintsMilliamps'>): -6 | -3 | undefined {
    if (this.#largest >= microFrom) return -6;
    return this.#samples >= samplesToDecide || context.makerPrintsMilliamps ? -3 : undefined;
  }

  #vote(size: number, context: CurrentContext): void {
    if (Math.abs(size) < leastSignAmps) return;
    const flows = size > 0 ? 1 : -1;
    if (context.status === 'discharging' && !context.plugged) {
      // Nothing is plugged: the current can only flow out.
      this.#sign = flows === -1 ? 1 : -1;
      this.#votes = Number.POSITIVE_INFINITY;
    } else if (context.status === 'charging' && Number.isFinite(this.#votes)) {
      this.#votes += flows;
      if (Math.abs(this.#votes) >= chargingVotesToDecide) this.#sign = this.#votes > 0 ? 1 : -1;
      // The kernel's rule (positive into the battery) is believed at once when it agrees with "charging".
      else if (flows === 1 && this.#votes > 0) this.#sign ??= 1;
    }
  }
}
