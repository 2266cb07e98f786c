/**
 * Where the power goes at one instant, and what a moment of it changes. Pure: the operating point follows from the
 * state; a step integrates it. Energy is conserved: what leaves the plug arrives in the cell, the phone or as heat.
 */
import { callIsLive } from './call.ts';
import { afterCurrent, ampsForWatts, fullVolts, innerVolts, ohmicNow } from './cell.ts';
import {
  ampsAtPlug,
  chargerOffer,
  conversionEfficiency,
  type Offer,
  sourceOhm,
  supplyOffer,
  wattsAtPlug,
} from './charger.ts';
import { isBooting } from './phone-state.ts';
import type { Physics, UnitState } from './state.ts';
import { bodyAfter, chargeLimitByHeat, processorLimit } from './thermal.ts';
import type { Traits } from './traits.ts';

export interface OperatingPoint {
  /** At the battery connector; amps into the battery. */
  readonly batteryVolts: number;
  readonly batteryAmps: number;
  /** At the inline meter; amps to the phone. */
  readonly plugVolts: number;
  readonly plugAmps: number;
  /** What the phone sees at its plug; null when nothing is there or the contacts are open. */
  readonly offer: Offer | null;
  readonly processorWatts: number;
  /** Everything the phone consumes beside charging. */
  readonly systemWatts: number;
  readonly heatWatts: number;
  readonly supplyLimits: boolean;
}

/** Most amperes the phone's charging circuit puts into the battery, and where it steps down (multi-step charging). */
const chargeAmps = 5.5;
const gentleAmps = 4.2;
const gentleAboveVolts = 4.3;
/** Lowest volts at the plug before the phone takes less, which is where a current-limited supply settles. */
const inputFloorVolts = 4.55;
/** Level at which a charge limit stops. */
const limitedSoc = 0.8;

/** Whether the power contacts of the port are open because the scenario says so. */
function contactsOpen(traits: Traits, state: UnitState, atMs: number): boolean {
  const since = state.chargerSinceMs;
  if (since === null) return false;
  return (traits.effect.contactLoss ?? []).some(
    (loss) => atMs >= since + loss.afterMs && atMs < since + loss.afterMs + loss.forMs,
  );
}

/** Unit time since which the charger has been in contact; null while it has none. */
function chargerContactMs(traits: Traits, state: UnitState, atMs: number): number | null {
  const since = state.chargerSinceMs;
  if (since === null || contactsOpen(traits, state, atMs)) return null;
  const ends = (traits.effect.contactLoss ?? []).map((loss) => since + loss.afterMs + loss.forMs);
  return Math.max(since, ...ends.filter((end) => end <= atMs));
}

function offerNow(traits: Traits, state: UnitState, atMs: number): Offer | null {
  const contact = chargerContactMs(traits, state, atMs);
  if (contact !== null) return chargerOffer(traits.charger, atMs - contact);
  if (state.chargerSinceMs !== null || !state.supply.on) return null;
  const offer = supplyOffer(state.supply.setVolts, state.supply.setAmps);
  return offer.openVolts > 0.5 ? offer : null;
}

interface Consumption {
  readonly systemWatts: number;
  readonly processorWatts: number;
}

function consumption(traits: Traits, state: UnitState, physics: Physics, atMs: number): Consumption {
  if (state.phone.off) return { systemWatts: 0, processorWatts: 0 };
  if (isBooting(state.phone, atMs)) return { systemWatts: 2.2, processorWatts: 1.5 };
  const brightness = Number(state.phone.settings.system.screen_brightness ?? '102') / 255;
  const playing = state.player.state !== 'none';
  const busy = playing || callIsLive(state.call) || state.phone.loadPercent > 0;
  const screen = busy ? 0.15 + 0.7 * Math.min(1, Math.max(0, brightness)) : 0.05;
  const processor = ((playing ? 1.1 : 0) + (state.phone.loadPercent / 100) * 5.2) * processorLimit(physics.bodyCelsius);
  const radio = state.call.preciseState === 1 ? 0.85 : 0.12;
  return { systemWatts: 0.22 + screen + processor + radio + traits.defectWatts, processorWatts: processor };
}

/** Amperes into the battery that charging wants now; 0 when it does not charge. */
function wantedAmps(traits: Traits, state: UnitState, physics: Physics, inner: number, ohm: number): number {
  const soc = physics.chargeAh / traits.cell.capacityAh;
  if (traits.chargeLimit && soc >= limitedSoc) return 0;
  const steps = inner + chargeAmps * ohm > gentleAboveVolts ? gentleAmps : chargeAmps;
  const constantVoltage = Math.max(0, (fullVolts - inner) / ohm);
  const wanted = Math.min(steps * chargeLimitByHeat(physics.bodyCelsius), constantVoltage);
  return state.phone.off || wanted > 0.04 ? wanted : 0;
}

/** Where the power goes at unit time `atMs`, with `physics` as of that time. */
export function operatingPoint(traits: Traits, state: UnitState, physics: Physics, atMs: number): OperatingPoint {
  const offer = offerNow(traits, state, atMs);
  const asOffered = solved(traits, state, physics, atMs, offer);
  const limited = state.chargerSinceMs === null && asOffered.plugAmps >= state.supply.setAmps - 1e-9;
  if (offer === null || asOffered.plugAmps === 0 || !limited) return asOffered;
  // A supply at its current limit sags to the volts at which the phone's input takes no more.
  const sagged = { ...offer, openVolts: Math.min(inputFloorVolts, offer.openVolts) };
  return { ...solved(traits, state, physics, atMs, sagged), supplyLimits: true };
}

function solved(traits: Traits, state: UnitState, physics: Physics, atMs: number, offer: Offer | null): OperatingPoint {
  const inner = innerVolts(traits.cell, physics);
  const ohm = ohmicNow(traits.cell, physics, physics.bodyCelsius);
  const { systemWatts, processorWatts } = consumption(traits, state, physics, atMs);
  const spare = (offer === null ? 0 : wattsAtPlug(offer) * conversionEfficiency) - systemWatts;
  const bySpare = ampsForWatts(inner, ohm, spare);
  const batteryAmps = spare <= 0 ? bySpare : Math.min(bySpare, wantedAmps(traits, state, physics, inner, ohm));
  const batteryVolts = inner + batteryAmps * ohm;
  const powered = offer !== null && offer.amps > 0;
  const taken = powered ? Math.max(0, systemWatts + batteryVolts * batteryAmps) / conversionEfficiency : 0;
  const plugAmps = powered && taken > 0 ? Math.min(offer.amps, ampsAtPlug(offer.openVolts, taken)) : 0;
  const lostInCell = batteryAmps * batteryAmps * ohm + physics.polarisationVolts * batteryAmps;
  return {
    batteryVolts,
    batteryAmps,
    plugVolts: (offer?.openVolts ?? idleVolts(state)) - plugAmps * sourceOhm,
    plugAmps,
    offer: powered ? offer : null,
    processorWatts,
    systemWatts,
    heatWatts: systemWatts + taken * (1 - conversionEfficiency) + Math.max(0, lostInCell),
    supplyLimits: false,
  };
}

/** Volts at the meter while the phone has no contact. */
function idleVolts(state: UnitState): number {
  if (state.chargerSinceMs !== null) return 5.1;
  return state.supply.on ? state.supply.setVolts : 0;
}

/** The physics `seconds` later, at the operating point of its beginning. */
export function advanced(traits: Traits, state: UnitState, physics: Physics, atMs: number, seconds: number): Physics {
  if (seconds <= 0) return physics;
  const point = operatingPoint(traits, state, physics, atMs);
  const hours = seconds / 3600;
  const counted = point.batteryAmps * hours * (point.batteryAmps > 0 ? traits.gauge.gain : 1);
  return {
    ...afterCurrent(traits.cell, physics, point.batteryAmps, seconds),
    bodyCelsius: bodyAfter(traits.thermal, physics.bodyCelsius, point.heatWatts, seconds),
    gaugeAh: Math.min(traits.gauge.fullAh, Math.max(0, physics.gaugeAh + counted)),
    usbAh: physics.usbAh + point.plugAmps * hours,
    usbWh: physics.usbWh + point.plugAmps * point.plugVolts * hours,
  };
}
