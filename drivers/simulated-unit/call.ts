/**
 * A telephone call as a small machine: dialling, alerting, active after two seconds, ended by a person, by the network
 * or by the scenario, idle again. Pure: the next change is known in advance, so time may jump to it.
 */
import type { SimulatedCall } from './unit.ts';

export interface CallState {
  readonly preciseState: SimulatedCall['preciseState'];
  readonly number: string;
  /** Unit milliseconds at which this state began. */
  readonly sinceMs: number;
  /** Android's DisconnectCause of the last call, -1 when there was none. */
  readonly cause: number;
  /** Unit milliseconds of the next change by itself. */
  readonly nextAtMs: number | null;
}

export interface CallRules {
  readonly endsAfterMs: number | undefined;
  readonly endCause: number;
}

const alertingAfterMs = 700;
const activeAfterMs = 2_000;
const idleAfterMs = 1_500;
/** DisconnectCause: a person at this phone hung up; power off (radio off). */
const localCause = 3;
const radioOffCause = 17;

export const noCall: CallState = { preciseState: 0, number: '', sinceMs: 0, cause: -1, nextAtMs: null };

/** Whether a call holds the line in any way. */
export function callIsLive(call: CallState): boolean {
  return call.preciseState === 1 || call.preciseState === 3 || call.preciseState === 4;
}

/** A second call while one is live is not placed; without radio it ends at once. */
export function dialled(call: CallState, number: string, radioOn: boolean, atMs: number): CallState {
  if (callIsLive(call)) return call;
  if (!radioOn) return ended({ ...call, number }, radioOffCause, atMs);
  return { preciseState: 3, number, sinceMs: atMs, cause: call.cause, nextAtMs: atMs + alertingAfterMs };
}

export function hungUp(call: CallState, atMs: number): CallState {
  return callIsLive(call) ? ended(call, localCause, atMs) : call;
}

function ended(call: CallState, cause: number, atMs: number): CallState {
  return { preciseState: 7, number: call.number, sinceMs: atMs, cause, nextAtMs: atMs + idleAfterMs };
}

/** The change that is due at `nextAtMs`. */
export function nextCallState(call: CallState, rules: CallRules): CallState {
  const atMs = call.nextAtMs ?? call.sinceMs;
  switch (call.preciseState) {
    case 3:
      return { ...call, preciseState: 4, sinceMs: atMs, nextAtMs: atMs + activeAfterMs - alertingAfterMs };
    case 4: {
      const endsAtMs = rules.endsAfterMs === undefined ? null : atMs + rules.endsAfterMs;
      return { ...call, preciseState: 1, sinceMs: atMs, nextAtMs: endsAtMs };
    }
    case 1:
      return ended(call, rules.endCause, atMs);
    default:
      return { ...call, preciseState: 0, sinceMs: atMs, nextAtMs: null };
  }
}
