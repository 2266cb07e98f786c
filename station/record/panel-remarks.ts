/**
 * What a meter of the run could not have said: that its display was held, relative, or a largest value, and its numbers not those
 * of the moment. Pure; a remark and never a verdict. Nobody presses the keys of a simulated meter.
 */
import { type HiddenMode, panelWords } from '../../foundation/capability/hidden-mode.ts';
import type { Failure } from '../../foundation/failure.ts';
import type { BenchInstrument } from './entry.ts';

/** `instrument/cannot-tell {role, name, modes}` for each such meter; `modes` as its keys are marked. */
export function panelRemarks(bench: readonly BenchInstrument[]): Failure[] {
  return bench.flatMap(({ role, identity, simulated, cannotTell = [] }) => {
    if (simulated || cannotTell.length === 0) return [];
    const params = { role, name: `${identity.make} ${identity.model}`, modes: keysText(cannotTell) };
    return [{ code: 'instrument/cannot-tell', params }];
  });
}

/** `HOLD, REL`. */
export function keysText(modes: readonly HiddenMode[]): string {
  return modes.map((mode) => panelWords[mode]).join(', ');
}
