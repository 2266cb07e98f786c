/** Instruments as the station last told of them. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { InstrumentView } from '../../station/api/instruments.ts';
import type { StationLink } from '../shell/station-link.ts';

export interface InstrumentsState {
  /** Null until the station has told them. */
  readonly instruments: readonly InstrumentView[] | null;
}

export type InstrumentsStore = StoreApi<InstrumentsState>;

export function instrumentsStore(link: StationLink): InstrumentsStore {
  const store = createStore<InstrumentsState>(() => ({ instruments: null }));
  link.on('instruments', (instruments) => store.setState({ instruments }));
  return store;
}
