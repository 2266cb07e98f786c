/**
 * What changes by itself and when: a call connects or is lost, the charger steps up, the scenario pulls the cable or
 * restarts the phone. Every instant is known in advance, so time can jump from one to the next and the result never
 * depends on how often somebody looked.
 */
import { nextCallState, noCall } from './call.ts';
import { negotiationMs } from './charger.ts';
import { isBooting, rebooted } from './phone-state.ts';
import { advanced } from './physics.ts';
import { noVideo } from './player.ts';
import type { Physics, UnitState } from './state.ts';
import type { Traits } from './traits.ts';

/** Longest step of the physics, milliseconds; steps end on whole multiples of it. */
const stepMs = 1_000;

/** Whether the data cable carries anything at unit time `atMs`. */
export function linkIsUp(traits: Traits, state: UnitState, atMs: number): boolean {
  const { phone, soakSinceMs } = state;
  if (!phone.cable || phone.off || isBooting(phone, atMs)) return false;
  const loss = traits.effect.linkLoss;
  if (loss === undefined || soakSinceMs === null) return true;
  const sinceMs = atMs - soakSinceMs - loss.afterMs;
  return sinceMs < 0 || sinceMs >= loss.forMs;
}

/** The next instant after `atMs` at which something changes by itself; Infinity when nothing will. */
export function nextChangeMs(traits: Traits, state: UnitState, atMs: number): number {
  const { effect } = traits;
  const instants: number[] = [state.phone.bootingUntilMs];
  if (state.call.nextAtMs !== null) instants.push(state.call.nextAtMs);
  if (state.player.state === 'buffering') instants.push(state.player.firstFrameMs);
  if (state.soakSinceMs !== null) {
    if (effect.rebootAfterMs !== undefined) instants.push(state.soakSinceMs + effect.rebootAfterMs);
    if (effect.linkLoss !== undefined) {
      const lossMs = state.soakSinceMs + effect.linkLoss.afterMs;
      instants.push(lossMs, lossMs + effect.linkLoss.forMs);
    }
  }
  if (state.chargerSinceMs !== null) {
    const since = state.chargerSinceMs;
    const contacts = (effect.contactLoss ?? []).map((loss) => since + loss.afterMs + loss.forMs);
    instants.push(...(effect.contactLoss ?? []).map((loss) => since + loss.afterMs));
    for (const contact of [since, ...contacts]) instants.push(contact, ...negotiationMs.map((ms) => contact + ms));
  }
  return Math.min(...instants.filter((instant) => instant > atMs), Number.POSITIVE_INFINITY);
}

/** A restart, asked for or not: call and video are gone with it. */
export function restarted(state: UnitState, reason: string, unasked: boolean, atMs: number): UnitState {
  const phone = rebooted(state.phone, reason, unasked, atMs, state.wallStartMs + atMs);
  return { ...state, phone, call: noCall, player: noVideo };
}

/** The changes that are due at unit time `atMs`. */
function changed(traits: Traits, state: UnitState, atMs: number): UnitState {
  let next = state;
  if (next.call.nextAtMs !== null && next.call.nextAtMs <= atMs) {
    const call = nextCallState(next.call, traits.call);
    next = { ...next, call, soakSinceMs: call.preciseState === 1 ? (next.soakSinceMs ?? atMs) : next.soakSinceMs };
  }
  if (next.player.state === 'buffering' && next.player.firstFrameMs <= atMs) {
    next = { ...next, player: { ...next.player, state: 'playing' }, soakSinceMs: next.soakSinceMs ?? atMs };
  }
  const restartMs = (next.soakSinceMs ?? Number.POSITIVE_INFINITY) + (traits.effect.rebootAfterMs ?? Infinity);
  if (!next.restarted && restartMs <= atMs) {
    next = { ...restarted(next, 'kernel_panic', true, atMs), restarted: true };
  }
  return next;
}

/** An empty battery switches the phone off; two percent of charge let it start again. */
function switchedByCharge(traits: Traits, state: UnitState, atMs: number): UnitState {
  const soc = state.physics.chargeAh / traits.cell.capacityAh;
  if (!state.phone.off && soc <= 0) {
    return { ...state, phone: { ...state.phone, off: true, loadPercent: 0 }, call: noCall, player: noVideo };
  }
  if (state.phone.off && soc > 0.02) {
    return restarted({ ...state, phone: { ...state.phone, off: false } }, 'cold,charger', false, atMs);
  }
  return state;
}

/**
 * The state at the last whole step or change before `toMs`. Stopping only there keeps the numbers the same however
 * often, and at whatever instants, somebody asked.
 */
export function settledBefore(traits: Traits, state: UnitState, toMs: number): UnitState {
  let current = state;
  let physics = state.physics;
  let atMs = state.settledMs;
  let changeMs = nextChangeMs(traits, current, atMs);
  for (;;) {
    const nextMs = Math.min((Math.floor(atMs / stepMs) + 1) * stepMs, changeMs);
    if (nextMs > toMs) return { ...current, physics, settledMs: atMs };
    physics = advanced(traits, current, physics, atMs, (nextMs - atMs) / 1000);
    atMs = nextMs;
    const isEmpty = physics.chargeAh <= 0;
    if (atMs >= changeMs || isEmpty !== current.phone.off) {
      current = changed(traits, { ...current, physics, settledMs: atMs }, atMs);
      current = switchedByCharge(traits, current, atMs);
      changeMs = nextChangeMs(traits, current, atMs);
    }
  }
}

/** The physics at exactly `atMs`, a fraction of a step after the settled state. */
export function physicsAt(traits: Traits, state: UnitState, atMs: number): Physics {
  return advanced(traits, state, state.physics, state.settledMs, (atMs - state.settledMs) / 1000);
}
