/** What a driver cannot know of the meters it reads, as data, and which of it concerns one of them. */
import type { HiddenMode } from '../../foundation/capability/hidden-mode.ts';

export interface HiddenModes {
  readonly modes: readonly HiddenMode[];
  /** As the instrument names its model; all of the driver's where absent. */
  readonly models?: readonly string[];
}

/** What nothing tells of this model; of any of the driver's models when none is named. */
export function hiddenModesOf(cannotTell: readonly HiddenModes[] | undefined, model?: string): readonly HiddenMode[] {
  const concerned = (cannotTell ?? []).filter(
    ({ models }) => models === undefined || model === undefined || models.includes(model),
  );
  return [...new Set(concerned.flatMap(({ modes }) => modes))];
}
