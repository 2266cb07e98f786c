/** Everything the screens share, made once for a page and handed down: each test makes its own. */
import { createContext, type ReactNode, useContext } from 'react';
import { useStore } from 'zustand';
import type { ShellApi } from '../shell/shell-types.ts';
import { StationLink } from '../shell/station-link.ts';
import { type InstrumentsState, type InstrumentsStore, instrumentsStore } from './instruments-store.ts';
import { LiveDigits } from './live-digits.ts';
import { type LongCallsState, type LongCallsStore, longCallsStore } from './long-calls-store.ts';
import { type PlaceState, type PlaceStore, placeStore } from './place-store.ts';
import { type RehearsalsState, type RehearsalsStore, rehearsalsStore } from './rehearsals-store.ts';
import { type RunsState, type RunsStore, runsStore } from './runs-store.ts';
import { type ScanState, type ScanStore, scanStore } from './scan-store.ts';
import { type StationState, type StationStore, stationStore } from './station-store.ts';
import { Telemetry } from './telemetry.ts';

export interface BenchPage {
  readonly link: StationLink;
  readonly shell: ShellApi | undefined;
  readonly station: StationStore;
  readonly runs: RunsStore;
  readonly instruments: InstrumentsStore;
  readonly telemetry: Telemetry;
  readonly longCalls: LongCallsStore;
  readonly digits: LiveDigits;
  readonly place: PlaceStore;
  readonly rehearsals: RehearsalsStore;
  readonly scans: ScanStore;
}

export function benchPage(shell: ShellApi | undefined, link = new StationLink()): BenchPage {
  const telemetry = new Telemetry(link);
  return {
    link,
    shell,
    station: stationStore(link, shell),
    runs: runsStore(link),
    instruments: instrumentsStore(link),
    telemetry,
    longCalls: longCallsStore(link),
    digits: new LiveDigits(telemetry),
    place: placeStore(),
    rehearsals: rehearsalsStore(link),
    scans: scanStore(link),
  };
}

const PageContext = createContext<BenchPage | null>(null);

export function BenchPageProvider({ page, children }: { readonly page: BenchPage; readonly children: ReactNode }) {
  return <PageContext.Provider value={page}>{children}</PageContext.Provider>;
}

export function useBenchPage(): BenchPage {
  const page = useContext(PageContext);
  if (page === null) throw new Error('a screen stands inside a BenchPageProvider');
  return page;
}

export function useStation<T>(select: (state: StationState) => T): T {
  return useStore(useBenchPage().station, select);
}
export function useRuns<T>(select: (state: RunsState) => T): T {
  return useStore(useBenchPage().runs, select);
}
export function useInstruments<T>(select: (state: InstrumentsState) => T): T {
  return useStore(useBenchPage().instruments, select);
}
export function useLongCalls<T>(select: (state: LongCallsState) => T): T {
  return useStore(useBenchPage().longCalls, select);
}
export function usePlace<T>(select: (state: PlaceState) => T): T {
  return useStore(useBenchPage().place, select);
}
export function useScans<T>(select: (state: ScanState) => T): T {
  return useStore(useBenchPage().scans, select);
}
export function useRehearsals<T>(select: (state: RehearsalsState) => T): T {
  return useStore(useBenchPage().rehearsals, select);
}
