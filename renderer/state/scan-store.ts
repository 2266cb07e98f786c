/**
 * What was scanned or typed as a code, and who wants it. Guarantees: a question that waits for a scan gets it and nothing
 * else happens; a card that stops is obeyed even then; what nobody can place is shown and changes nothing.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Failure, failureOf } from '../../foundation/failure.ts';
import type { ScanResult } from '../../station/api/history.ts';
import type { StationLink } from '../shell/station-link.ts';

export interface ScanState {
  /** The last one, until it is cleared. */
  readonly last: { readonly text: string; readonly result: ScanResult } | null;
  readonly failure: Failure | null;
  readonly asking: boolean;
  /** A card that stops was scanned and nothing was stopped; until somebody has seen it. */
  readonly stopRefused: Failure | null;
}

type Listener<T> = (value: T) => void;

export interface ScanStore extends StoreApi<ScanState> {
  /** Asks the station what it stands for and tells whoever listens. */
  scan(text: string): Promise<void>;
  clear(): void;
  /** Tells on every screen that a card did not stop what it should; null once it was seen. */
  refuseStop(failure: Failure | null): void;
  /** Takes every scan but command cards, until the returned function is called; the newest taker has it. */
  want(taker: Listener<string>): () => void;
  onResult(listener: Listener<ScanResult>): () => void;
  /** A key that was pressed alone and not as part of a scan, where no field wanted it. */
  onLoneKey(listener: Listener<KeyboardEvent>): () => void;
  tellLoneKey(event: KeyboardEvent): void;
}

export function scanStore(link: StationLink): ScanStore {
  const store = createStore<ScanState>(() => ({ last: null, failure: null, asking: false, stopRefused: null }));
  const takers: Listener<string>[] = [];
  const results = new Set<Listener<ScanResult>>();
  const keys = new Set<Listener<KeyboardEvent>>();
  let newest = 0;
  return {
    ...store,
    scan: async (text) => {
      const taker = takers.at(-1);
      if (taker !== undefined && !/^CMD:/i.test(text)) {
        taker(text);
        return;
      }
      newest += 1;
      const mine = newest;
      store.setState({ asking: true, failure: null });
      try {
        const result = await link.call('scan/resolve', { text });
        // Two scans at once: only the later one stands.
        if (mine !== newest) return;
        store.setState({ last: { text, result }, asking: false });
        for (const listener of [...results]) listener(result);
      } catch (error) {
        if (/^CMD:STOP/i.test(text)) store.setState({ stopRefused: failureOf(error) });
        if (mine === newest) store.setState({ last: null, failure: failureOf(error), asking: false });
      }
    },
    refuseStop: (stopRefused) => store.setState({ stopRefused }),
    clear: () => store.setState({ last: null, failure: null }),
    want: (taker) => {
      takers.push(taker);
      return () => takers.splice(takers.indexOf(taker), 1);
    },
    onResult: (listener) => listening(results, listener),
    onLoneKey: (listener) => listening(keys, listener),
    tellLoneKey: (event) => {
      for (const listener of [...keys]) listener(event);
    },
  };
}

function listening<T>(all: Set<T>, one: T): () => void {
  all.add(one);
  return () => all.delete(one);
}
