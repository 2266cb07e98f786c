/** The station's settings and the way to change them; what comes back is what the station has kept. */
import { useCallback } from 'react';
import type { Failure } from '../../../foundation/failure.ts';
import type { SettingsChange, StationSettings } from '../../../station/api/station.ts';
import { useDoing } from '../../state/ask-station.ts';
import { useBenchPage, useStation } from '../../state/bench-page.tsx';

export interface Settings {
  /** Null before the station has told them. */
  readonly settings: StationSettings | null;
  readonly busy: boolean;
  readonly failure: Failure | null;
  /** False when it failed. */
  change(next: SettingsChange): Promise<boolean>;
}

export function useSettings(): Settings {
  const { station } = useBenchPage();
  const settings = useStation((state) => state.settings);
  const doing = useDoing('station/change');
  const { do: go, busy, failure } = doing;
  const change = useCallback(
    async (next: SettingsChange) => {
      const kept = await go(next);
      if (kept !== undefined) station.setState({ settings: kept });
      return kept !== undefined;
    },
    [go, station],
  );
  return { settings, busy, failure, change };
}
