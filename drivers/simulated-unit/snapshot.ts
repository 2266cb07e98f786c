/** Everything a phone could be asked, out of the unit's state at one instant. */
import { callIsLive } from './call.ts';
import { noiseAt, noiseChannel } from './noise.ts';
import { bootId } from './phone-state.ts';
import { type OperatingPoint, operatingPoint } from './physics.ts';
import { mediaOf } from './player.ts';
import type { Physics, UnitState } from './state.ts';
import { processorCelsius, processorLimit, skinCelsius, thermalStatus } from './thermal.ts';
import { designAh, type Traits } from './traits.ts';
import type { PhoneSnapshot } from './unit.ts';

/** A phone of Google's kind with nothing personal about it. */
const properties: Readonly<Record<string, string>> = {
  'ro.product.brand': 'google',
  'ro.product.manufacturer': 'Google',
  'ro.product.model': 'Pixel 8 Pro',
  'ro.product.device': 'husky',
  'ro.build.version.release': '14',
  'ro.build.version.sdk': '34',
  'ro.build.version.security_patch': '2025-01-05',
  'ro.soc.manufacturer': 'Google',
  'ro.soc.model': 'Tensor G3',
  'ro.boot.verifiedbootstate': 'green',
  'ro.boot.flash.locked': '1',
  'ro.boot.vbmeta.device_state': 'locked',
  'gsm.sim.state': 'LOADED,ABSENT',
  'sys.usb.state': 'adb',
};
const freeBytes = 42_000_000_000;

/** Every seed is another phone, also by its name. */
function serialOf(seed: number): string {
  return `OHMSIM${String(seed).padStart(4, '0')}`;
}

/** The phone at unit time `atMs`; `physics` as of that time. */
export function phoneSnapshot(traits: Traits, state: UnitState, physics: Physics, atMs: number): PhoneSnapshot {
  const { phone } = state;
  const point = operatingPoint(traits, state, physics, atMs);
  const skin = skinCelsius(physics.bodyCelsius, point.processorWatts);
  return {
    bootId: bootId(state.seed, phone.boots),
    uptimeMs: atMs - phone.bootMs,
    bootReason: phone.bootReason,
    bootReasonHistory: phone.bootReasonHistory,
    properties: { ...properties, 'ro.serialno': serialOf(state.seed), 'sys.boot.reason': phone.bootReason },
    battery: batteryOf(traits, state, physics, point, atMs),
    thermal: {
      status: thermalStatus(skin),
      skinCelsius: skin,
      cpuCelsius: processorCelsius(physics.bodyCelsius, point.processorWatts),
      cpuLimit: processorLimit(physics.bodyCelsius),
    },
    telephony: telephonyOf(traits, state, atMs),
    media: mediaOf(state.player, traits.picture, atMs, phone.bootMs),
    settings: phone.settings,
    screen: { on: callIsLive(state.call) || state.player.state !== 'none' || phone.loadPercent > 0, locked: false },
    freeBytes,
    dropBox: phone.dropBox,
    wallMs: state.wallStartMs + atMs,
  };
}

function batteryOf(
  traits: Traits,
  state: UnitState,
  physics: Physics,
  point: OperatingPoint,
  atMs: number,
): PhoneSnapshot['battery'] {
  const { offer } = point;
  const level = Math.round((100 * physics.gaugeAh) / traits.gauge.fullAh);
  const charging = point.batteryAmps > 0.02;
  const pluggedStatus = charging ? 2 : level >= 100 ? 5 : 4;
  return {
    level,
    volts: point.batteryVolts + 0.0015 * noiseAt(state.seed, noiseChannel.batteryVolts, atMs, 500),
    amps: point.batteryAmps + 0.003 * noiseAt(state.seed, noiseChannel.batteryAmps, atMs, 500),
    celsius: physics.bodyCelsius,
    chargeCounterAh: physics.gaugeAh,
    fullAh: traits.gauge.fullAh,
    designAh,
    cycles: traits.gauge.cycles,
    stateOfHealth: traits.gauge.stateOfHealth,
    learnedAh: traits.gauge.learnedAh,
    status: offer === null ? 3 : pluggedStatus,
    plugged: offer === null ? 'none' : offer.kind,
    maxChargingMicroamps: Math.round((offer?.amps ?? 0) * 1e6),
    maxChargingMicrovolts: Math.floor(offer?.openVolts ?? 0) * 1_000_000,
    chargingState: traits.chargeLimit ? 4 : 1,
    chargingPolicy: traits.chargeLimit ? 4 : 1,
    overridden: false,
  };
}

function telephonyOf(traits: Traits, state: UnitState, atMs: number): PhoneSnapshot['telephony'] {
  const { call, phone } = state;
  const rsrpDbm = Math.round(traits.rsrpDbm + 2.4 * noiseAt(state.seed, noiseChannel.signal, atMs, 5_000));
  const bars = [-125, -115, -105, -95].filter((floor) => rsrpDbm >= floor).length;
  return {
    call: {
      preciseState: call.preciseState,
      number: call.number,
      since: call.sinceMs - phone.bootMs,
      disconnectCause: call.cause,
    },
    service: radioIsOn(state) ? 'in' : 'off',
    simReady: true,
    rsrpDbm,
    bars,
  };
}

/** Airplane mode takes the radio away. */
export function radioIsOn(state: UnitState): boolean {
  return state.phone.settings.global.airplane_mode_on !== '1';
}
