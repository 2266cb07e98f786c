/** Calls that take long, as the station last told of them; none are left of a station that is gone. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LongCall } from '../../station/api/instruments.ts';
import type { StationLink } from '../shell/station-link.ts';

export interface LongCallsState {
  readonly calls: readonly LongCall[];
}

export type LongCallsStore = StoreApi<LongCallsState>;

export function longCallsStore(link: StationLink): LongCallsStore {
  const store = createStore<LongCallsState>(() => ({ calls: [] }));
  link.on('progress', (calls) => store.setState({ calls }));
  link.onUp(() => store.setState({ calls: [] }));
  return store;
}
