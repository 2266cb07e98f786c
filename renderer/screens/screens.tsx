/** The seven screens by their place; a new one is a folder here and a line below. */
import type { ComponentType } from 'react';
import type { Screen } from '../state/place-store.ts';
import { BenchScreen } from './bench/bench-screen.tsx';
import { HistoryScreen } from './history/history-screen.tsx';
import { InstrumentsScreen } from './instruments/instruments-screen.tsx';
import { ProceduresScreen } from './procedures/procedures-screen.tsx';
import { RunScreen } from './run/run-screen.tsx';
import { StationScreen } from './station/station-screen.tsx';
import { TicketsScreen } from './tickets/tickets-screen.tsx';

export const screenParts: Readonly<Record<Screen, ComponentType>> = {
  bench: BenchScreen,
  instruments: InstrumentsScreen,
  run: RunScreen,
  history: HistoryScreen,
  procedures: ProceduresScreen,
  tickets: TicketsScreen,
  station: StationScreen,
};
