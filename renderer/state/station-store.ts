/** What the page knows of the station as a whole: its process, its strip, its settings. Low-rate news only. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SettingsChange, StationSettings, StationStatus } from '../../station/api/station.ts';
import type { ShellApi, StationProcess } from '../shell/shell-types.ts';
import type { StationLink } from '../shell/station-link.ts';

export interface StationState {
  readonly process: StationProcess;
  /** Whether calls reach the station now. */
  readonly up: boolean;
  /** Null until the station has told it. */
  readonly status: StationStatus | null;
  readonly settings: StationSettings | null;
}

export type StationStore = StoreApi<StationState>;

const starting: StationProcess = { state: 'starting', restarts: 0, reason: null, unseen: false };

export function stationStore(link: StationLink, shell: ShellApi | undefined): StationStore {
  const store = createStore<StationState>(() => ({ process: starting, up: false, status: null, settings: null }));
  const setProcess = (process: StationProcess) => {
    store.setState({ process });
    if (process.state === 'lost' || process.state === 'given-up') link.lose();
  };
  shell?.onStationStatus(setProcess);
  void shell?.stationStatus().then(setProcess, () => undefined);
  link.on('status', (status) => store.setState({ status }));
  link.on('settings', (settings) => store.setState({ settings }));
  link.onUp((up) => {
    store.setState({ up });
    if (!up) return;
    // A station that dies while it answers tells so by the next `onUp`.
    void link.call('station/settings', {}).then((settings) => store.setState({ settings }), ignored);
    void link.call('station/status', {}).then((status) => store.setState({ status }), ignored);
  });
  return store;
}

/** Changes settings; what comes back is what the station has kept. */
export async function changeSettings(link: StationLink, store: StationStore, change: SettingsChange): Promise<void> {
  store.setState({ settings: await link.call('station/change', change) });
}

function ignored(): void {
  // The link's own state already says that the station is gone.
}
