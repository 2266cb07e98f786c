/**
 * Why the phone started last, and the times before. Source of the words: 165 public property dumps
 * (getActivity/AndroidSystemPropertyCollect) and AOSP's bootstat.
 */
import { firstOf, type Properties } from './getprop.ts';

export interface BootEvent {
  readonly reason: string;
  /** Seconds since 1970 by the phone's own clock. */
  readonly at: number;
}

/** `persist.sys.boot.reason.history`: one `reason,unix_time` a line, newest first; other lines are left out. */
export function bootHistory(value: string): BootEvent[] {
  const events: BootEvent[] = [];
  for (const line of value.split('\n')) {
    const match = /^([a-z][\w,.-]*),(\d{9,11})$/i.exec(line.trim());
    if (match?.[1] !== undefined) events.push({ reason: match[1], at: Number(match[2]) });
  }
  return events;
}

/** The last reason and those before it, newest first, without times. */
export function bootReasons(properties: Properties): string[] {
  const latest = firstOf(properties, 'sys.boot.reason', 'ro.boot.bootreason');
  const history = bootHistory(properties.get('persist.sys.boot.reason.history') ?? '').map((event) => event.reason);
  return latest === undefined || history[0] === latest ? history : [latest, ...history];
}
