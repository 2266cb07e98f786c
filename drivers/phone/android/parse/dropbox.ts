/**
 * `dumpsys dropbox`: what crashed, and when, by the phone's own clock. Guarantees full dates, because old entries stay
 * for days and a count alone would blame this run for them.
 */
import type { PhoneCrash } from '../../../../foundation/capability/phone.ts';

/** Tags that tell of a crash, a hang or a restart of the system; `SYSTEM_BOOT` alone is no crash. */
const crashTag =
  /^((system_server|system_app|data_app)_(crash|anr|native_crash|watchdog|pre_watchdog|wtf)|SYSTEM_TOMBSTONE(_PROTO_WITH_HEADERS)?|SYSTEM_RESTART|SYSTEM_LAST_KMSG|\w*kernel_?panic\w*)$/i;

/** Entries of the list, newest last. Complaints about nothing (`wtf`) are left out. Never throws. */
export function parseDropbox(text: string): PhoneCrash[] {
  const entries: PhoneCrash[] = [];
  const header = /^\s*(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)(?:\.\d+)? (\w{1,60}) \((?:[^)\n]*)\)/gm;
  for (const [, when, tag] of text.matchAll(header)) {
    if (when !== undefined && tag !== undefined && crashTag.test(tag) && !tag.endsWith('_wtf')) {
      entries.push({ tag, when });
    }
  }
  return entries.sort((a, b) => (a.when < b.when ? -1 : a.when > b.when ? 1 : 0));
}
