/** Where the window has its screens from. */
import type { ComponentType } from 'react';
import type { Screen } from '../state/place-store.ts';

export type ScreenParts = Readonly<Record<Screen, ComponentType>>;

export interface ScreenSource {
  /** Undefined until it is loaded; asking for it loads it. */
  part(screen: Screen): ComponentType | undefined;
  /** Told after each screen that has been loaded, until the returned function is called. */
  onLoaded(listener: () => void): () => void;
}
