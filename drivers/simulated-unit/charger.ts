/**
 * What stands at the USB plug: a fast charger that begins at 5 V and steps up to 9 V within ten seconds, or the bench
 * supply with shorted data lines (a dumb 1.5 A port). Pure functions of the time since plugging.
 */

export interface ChargerModel {
  /** Volts after negotiation; 5 means that it never steps up. */
  readonly volts: number;
  readonly amps: number;
}

/** What the source offers at one instant. */
export interface Offer {
  readonly openVolts: number;
  /** Current the phone may draw now. */
  readonly amps: number;
  readonly dPlus: number;
  readonly dMinus: number;
  /** RDTech's code of the charging mode: 0 unknown, 1 QC2, 7 DCP 1.5 A. */
  readonly protocol: number;
  /** As Android's charger type. */
  readonly kind: 'ac' | 'usb';
}

/** 5 V, 9 V, 30 W. */
export const fastCharger: ChargerModel = { volts: 9, amps: 3.34 };
/** Ohms of source and first cable end, before the inline meter. */
export const sourceOhm = 0.03;
/** Ohms from the meter to the phone. */
const cableOhm = 0.05;
/** Part of the power at the phone's plug that comes out of its charging circuit. */
export const conversionEfficiency = 0.95;

const detectedMs = 1_500;
const steppedUpMs = 4_000;

/** Instants after plugging at which the offer changes, milliseconds. */
export const negotiationMs: readonly number[] = [detectedMs, steppedUpMs];

/** The charger `sinceMs` after the plug went in. */
export function chargerOffer(model: ChargerModel, sinceMs: number): Offer {
  if (sinceMs < detectedMs) {
    return { openVolts: 5.1, amps: 0.5, dPlus: 0.02, dMinus: 0.02, protocol: 0, kind: 'ac' };
  }
  if (sinceMs < steppedUpMs || model.volts <= 5) {
    return { openVolts: 5.1, amps: Math.min(1.5, model.amps), dPlus: 0.6, dMinus: 0.6, protocol: 7, kind: 'ac' };
  }
  return { openVolts: model.volts + 0.1, amps: model.amps, dPlus: 3.3, dMinus: 0.6, protocol: 1, kind: 'ac' };
}

/** The bench supply as a dumb port; outside 4.4 … 6 V the phone's input protection draws nothing. */
export function supplyOffer(setVolts: number, setAmps: number): Offer {
  const taken = setVolts >= 4.4 && setVolts <= 6 ? Math.min(1.5, setAmps) : 0;
  return { openVolts: setVolts, amps: taken, dPlus: 0.6, dMinus: 0.6, protocol: taken > 0 ? 7 : 0, kind: 'ac' };
}

/** Amperes that carry `watts` to the phone over the whole cable from an ideal source; the most there is when too much. */
export function ampsAtPlug(openVolts: number, watts: number): number {
  const ohm = sourceOhm + cableOhm;
  const root = openVolts * openVolts - 4 * ohm * watts;
  return root <= 0 ? openVolts / (2 * ohm) : (openVolts - Math.sqrt(root)) / (2 * ohm);
}

/** Most watts at the phone's plug that `offer` allows. */
export function wattsAtPlug(offer: Offer): number {
  return Math.max(0, (offer.openVolts - offer.amps * (sourceOhm + cableOhm)) * offer.amps);
}
