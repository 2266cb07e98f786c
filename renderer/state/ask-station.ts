/**
 * Questions to the station from a screen. Guarantees: an answer to an older question never replaces that of a newer one;
 * after a lost station the question is asked again by itself; a failure stays visible until the next answer.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import { type Failure, failureOf } from '../../foundation/failure.ts';
import type { StationApi } from '../../station/api/station-api.ts';
import { useBenchPage, useStation } from './bench-page.tsx';

export interface Asked<T> {
  /** Null before the first answer. */
  readonly value: T | null;
  readonly failure: Failure | null;
  readonly waiting: boolean;
  again(): void;
}

/** Asks when the screen opens, when the input changes and when the station is back. */
export function useAsked<V extends keyof StationApi & string>(
  verb: V,
  input: StationApi[V]['in'],
): Asked<StationApi[V]['out']> {
  const { link } = useBenchPage();
  const up = useStation((state) => state.up);
  const [value, setValue] = useState<StationApi[V]['out'] | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [waiting, setWaiting] = useState(true);
  const question = useRef(0);
  // What is asked is plain data: its text says whether it has changed.
  const asked = JSON.stringify(input);
  const again = useCallback(() => {
    question.current += 1;
    const mine = question.current;
    setWaiting(true);
    link.call(verb, JSON.parse(asked) as StationApi[V]['in']).then(
      (answer) => {
        if (mine !== question.current) return;
        setValue(answer);
        setFailure(null);
        setWaiting(false);
      },
      (error: unknown) => {
        if (mine !== question.current) return;
        setFailure(failureOf(error));
        setWaiting(false);
      },
    );
  }, [link, verb, asked]);
  useEffect(() => {
    if (up) again();
    return () => {
      question.current += 1;
    };
  }, [up, again]);
  return { value, failure, waiting, again };
}

export interface Doing<V extends keyof StationApi & string> {
  /** Resolves with the answer, or undefined when it failed: the failure is in `failure` then. */
  do(input: StationApi[V]['in']): Promise<StationApi[V]['out'] | undefined>;
  readonly busy: boolean;
  readonly failure: Failure | null;
  dismiss(): void;
}

/** An order that a person gives by a button. While one is under way another is not sent. */
export function useDoing<V extends keyof StationApi & string>(verb: V): Doing<V> {
  const { link } = useBenchPage();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const under = useRef(false);
  const go = useCallback(
    async (input: StationApi[V]['in']) => {
      if (under.current) return undefined;
      under.current = true;
      setBusy(true);
      setFailure(null);
      try {
        return await link.call(verb, input);
      } catch (error) {
        setFailure(failureOf(error));
        return undefined;
      } finally {
        under.current = false;
        setBusy(false);
      }
    },
    [link, verb],
  );
  const dismiss = useCallback(() => setFailure(null), []);
  return { do: go, busy, failure, dismiss };
}
