/**
 * The counters of a USB meter that keeps several groups of them. Guarantees that charge and energy go on, whichever group counts:
 * a key that is pressed in mid-charge neither stops them nor makes them jump. They begin with what the group of the first
 * dump shows; what any other has counted since is added.
 */

/** Counts of every group, by its number; milliampere-hours or milliwatt-hours. */
interface GroupCounts {
  readonly milliampHours: readonly number[];
  readonly milliwattHours: readonly number[];
}

export interface Counted {
  readonly milliampHours: number;
  readonly milliwattHours: number;
}

export class CounterGroups {
  #first: number | undefined;
  #last: GroupCounts | undefined;
  #elsewhere: Counted = { milliampHours: 0, milliwattHours: 0 };

  /** The counts of a dump that is believed; `group`: the one it says is in use, or is read where it does not say. */
  take(counts: GroupCounts, group: number): Counted {
    this.#first ??= group;
    const [first, last] = [this.#first, this.#last ?? counts];
    this.#last = counts;
    const added = (kind: keyof GroupCounts) => this.#elsewhere[kind] + grown(last[kind], counts[kind], first);
    this.#elsewhere = { milliampHours: added('milliampHours'), milliwattHours: added('milliwattHours') };
    const total = (kind: keyof GroupCounts) => (counts[kind][first] ?? 0) + this.#elsewhere[kind];
    return { milliampHours: total('milliampHours'), milliwattHours: total('milliwattHours') };
  }
}

/** What all groups but one have counted; one that was cleared has counted what it shows. */
function grown(before: readonly number[], now: readonly number[], but: number): number {
  return now.reduce((sum, count, group) => {
    const earlier = before[group] ?? 0;
    if (group === but) return sum;
    return sum + (count >= earlier ? count - earlier : count);
  }, 0);
}
