/** The seven screens by their place, all at once: for whoever draws the window in a test. */
import { BenchScreen } from './bench/bench-screen.tsx';
import { HistoryScreen } from './history/history-screen.tsx';
import { InstrumentsScreen } from './instruments/instruments-screen.tsx';
import { ProceduresScreen } from './procedures/procedures-screen.tsx';
import { RunScreen } from './run/run-screen.tsx';
import type { ScreenParts, ScreenSource } from './screen-source.ts';
import { StationScreen } from './station/station-screen.tsx';
import { TicketsScreen } from './tickets/tickets-screen.tsx';

const parts: ScreenParts = {
  bench: BenchScreen,
  instruments: InstrumentsScreen,
  run: RunScreen,
  history: HistoryScreen,
  procedures: ProceduresScreen,
  tickets: TicketsScreen,
  station: StationScreen,
};

export const allScreens: ScreenSource = {
  part: (screen) => parts[screen],
  onLoaded: () => () => undefined,
};
