/** Where the person is in the window, and what was opened there. Kept for this window only. */
import { createStore, type StoreApi } from 'zustand/vanilla';

export const screens = ['bench', 'instruments', 'run', 'history', 'procedures', 'tickets', 'station'] as const;
export type Screen = (typeof screens)[number];

export interface Place {
  readonly screen: Screen;
  /** The run, ticket, procedure or instrument that is open there. */
  readonly item?: string;
  /** The other run of a comparison. */
  readonly other?: string;
}

export interface PlaceState {
  readonly place: Place;
  readonly back: readonly Place[];
  /** What the scan box on the Bench screen has found: the ticket whose unit is on the bench. */
  readonly ticket: string | null;
}

export interface PlaceStore extends StoreApi<PlaceState> {
  go(place: Place): void;
  goBack(): void;
  takeTicket(ticket: string | null): void;
}

/** Deepest way back that is kept. */
const longestWayBack = 50;

export function placeStore(): PlaceStore {
  const store = createStore<PlaceState>(() => ({ place: { screen: 'bench' }, back: [], ticket: null }));
  return {
    ...store,
    go: (place) => store.setState(({ place: from, back }) => ({ place, back: [...back.slice(-longestWayBack), from] })),
    goBack: () =>
      store.setState(({ back }) => {
        const last = back.at(-1);
        return last === undefined ? {} : { place: last, back: back.slice(0, -1) };
      }),
    takeTicket: (ticket) => store.setState({ ticket }),
  };
}
