/** The newest lines of one instrument's wire, asked for again and again while they are looked at. */
import { useEffect, useState } from 'react';
import { type Failure, failureOf } from '../../../foundation/failure.ts';
import type { ConsoleLine } from '../../../station/api/instruments.ts';
import { useBenchPage, useStation } from '../../state/bench-page.tsx';

/** Milliseconds between two questions, lines of one answer, lines that stay on the screen. */
const everyMs = 400;
const page = 500;
export const keptLines = 400;

export interface ConsoleLines {
  readonly lines: readonly ConsoleLine[];
  readonly failure: Failure | null;
}

const none: ConsoleLines = { lines: [], failure: null };

export function useConsoleLines(address: string): ConsoleLines {
  const { link } = useBenchPage();
  const up = useStation((state) => state.up);
  const [shown, setShown] = useState(none);
  useEffect(() => {
    if (!up) return;
    setShown(none);
    let after = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let gone = false;
    const ask = async () => {
      try {
        const lines = await link.call('instrument/console', { address, after, count: page });
        if (gone) return;
        after = lines.at(-1)?.seq ?? after;
        if (lines.length > 0)
          setShown((before) => ({ lines: [...before.lines, ...lines].slice(-keptLines), failure: null }));
      } catch (error) {
        if (gone) return;
        setShown((before) => ({ ...before, failure: failureOf(error) }));
      }
      timer = setTimeout(() => void ask(), everyMs);
    };
    void ask();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [link, up, address]);
  return shown;
}
