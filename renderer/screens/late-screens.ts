/**
 * The screens as the window loads them: Bench with the window itself, the others from files of their own, so that the
 * start waits for none of them. They are fetched as soon as the computer is idle, before anybody asks for one.
 */
import type { ComponentType } from 'react';
import type { Screen } from '../state/place-store.ts';
import { BenchScreen } from './bench/bench-screen.tsx';
import type { ScreenSource } from './screen-source.ts';

type Loaders = Readonly<Record<Exclude<Screen, 'bench'>, () => Promise<ComponentType>>>;

/** A new screen is a folder here and a line below and in `all-screens.ts`. */
const shippedLoaders: Loaders = {
  instruments: async () => (await import('./instruments/instruments-screen.tsx')).InstrumentsScreen,
  run: async () => (await import('./run/run-screen.tsx')).RunScreen,
  history: async () => (await import('./history/history-screen.tsx')).HistoryScreen,
  procedures: async () => (await import('./procedures/procedures-screen.tsx')).ProceduresScreen,
  tickets: async () => (await import('./tickets/tickets-screen.tsx')).TicketsScreen,
  station: async () => (await import('./station/station-screen.tsx')).StationScreen,
};

export class LateScreens implements ScreenSource {
  readonly #loaders: Loaders;
  readonly #parts = new Map<Screen, ComponentType>([['bench', BenchScreen]]);
  readonly #loading = new Set<Screen>();
  readonly #listeners = new Set<() => void>();

  constructor(loaders: Loaders = shippedLoaders) {
    this.#loaders = loaders;
  }

  part(screen: Screen): ComponentType | undefined {
    if (screen !== 'bench') this.#load(screen);
    return this.#parts.get(screen);
  }

  onLoaded(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** All of them, when nothing else is to be done. */
  fetchWhenIdle(page: Pick<Window, 'requestIdleCallback'>): void {
    page.requestIdleCallback(() => {
      for (const screen of Object.keys(this.#loaders) as (keyof Loaders)[]) this.#load(screen);
    });
  }

  #load(screen: keyof Loaders): void {
    if (this.#loading.has(screen)) return;
    this.#loading.add(screen);
    this.#loaders[screen]().then(
      (part) => {
        this.#parts.set(screen, part);
        for (const listener of [...this.#listeners]) listener();
      },
      // Files of our own that cannot be read now may be readable when somebody asks again.
      () => this.#loading.delete(screen),
    );
  }
}
