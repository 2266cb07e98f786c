/**
 * What the names of crash logs tell. Guarantees that a name which does not end as a crash log does, or has no date, is left
 * out, and that the newest is last. Forms: ../README.md.
 */
import type { PhoneCrash } from '../../../../foundation/capability/phone.ts';

/** `panic-full-2024-05-01-123456.0002.ips`: what it was, and when by the phone's own clock. */
const form = /^([A-Za-z][\w .+-]{0,80}?)-(\d{4}-\d\d-\d\d)-(\d\d)(\d\d)(\d\d)(?:\.\d{1,6})?\.ips(?:\.synced)?$/;

/** Entries of all names that tell of a crash. */
export function crashesOf(names: readonly string[]): readonly PhoneCrash[] {
  const entries = names.flatMap((name) => {
    const [, tag, day, hour, minute, second] = form.exec(name) ?? [];
    return tag === undefined ? [] : [{ tag, when: `${day} ${hour}:${minute}:${second}` }];
  });
  return entries.sort((a, b) => (a.when < b.when ? -1 : a.when > b.when ? 1 : 0));
}
