/**
 * Questions whose answer seldom changes, such as what a procedure calls its steps: the last answer of this page stands
 * until the new one is there, so that a screen that is opened again is whole at once.
 */
import { useEffect } from 'react';
import type { StationApi } from '../../station/api/station-api.ts';
import type { StationLink } from '../shell/station-link.ts';
import { type Asked, useAsked } from './ask-station.ts';
import { useBenchPage } from './bench-page.tsx';

const answers = new WeakMap<StationLink, Map<string, unknown>>();

export function useRemembered<V extends keyof StationApi & string>(
  verb: V,
  input: StationApi[V]['in'],
): Asked<StationApi[V]['out']> {
  const { link } = useBenchPage();
  const asked = useAsked(verb, input);
  const key = `${verb} ${JSON.stringify(input)}`;
  const { value } = asked;
  useEffect(() => {
    if (value === null) return;
    const known = answers.get(link) ?? new Map<string, unknown>();
    answers.set(link, known.set(key, value));
  }, [link, key, value]);
  const last = answers.get(link)?.get(key) as StationApi[V]['out'] | undefined;
  return value === null && last !== undefined ? { ...asked, value: last } : asked;
}
