/** The simulated technician's hands: what happens on the bench when a prompt of a known key is answered. */
import type { UnitState } from './state.ts';

/** Keys of the prompts that move something on a simulated bench. Prompts of other keys only take the answer. */
export const promptKeys = {
  plugCharger: 'plug-charger',
  unplugCharger: 'unplug-charger',
  placeProbes: 'place-probes',
  removeProbes: 'remove-probes',
  placeUnit: 'place-unit',
} as const;

/** A technician who answers "no" has not done it. */
function isDone(answer: unknown): boolean {
  return answer !== false && answer !== 'no' && answer !== null;
}

/** The bench after the prompt was answered at unit time `atMs`. */
export function afterPrompt(state: UnitState, key: string, answer: unknown, atMs: number): UnitState {
  switch (key) {
    case promptKeys.placeProbes:
      return { ...state, probesPlaced: isDone(answer) };
    case promptKeys.removeProbes:
      return isDone(answer) ? { ...state, probesPlaced: false } : state;
    case promptKeys.plugCharger:
      if (!isDone(answer) || state.chargerSinceMs !== null) return state;
      return { ...state, chargerSinceMs: atMs, soakSinceMs: state.soakSinceMs ?? atMs };
    case promptKeys.unplugCharger:
      return isDone(answer) ? { ...state, chargerSinceMs: null } : state;
    default:
      return state;
  }
}
