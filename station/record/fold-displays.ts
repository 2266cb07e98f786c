/**
 * The part of the fold that follows what instruments show about themselves. Guarantees: a display that said that its own
 * battery is low is told once for each instrument, whether or not anything was judged by it.
 */
import type { Failure } from '../../foundation/failure.ts';
import type { ReadingFlag } from '../../foundation/measurement/reading.ts';
import type { Entry, EntryOf } from './entry.ts';

const batteryLow: ReadingFlag = 'low-battery';
/** An answer of a capability holds its readings at its top or one level below. */
const deepest = 2;

/** Keeps the roles whose instrument has shown it. */
export class DisplayFold {
  readonly #low = new Set<string>();
  /** A phone's battery is what is measured, and its samples are the many. */
  readonly #phones = new Set<string>();

  add(entry: Entry): void {
    if (entry.kind === 'bench.descriptor')
      for (const { role, capability } of entry.instruments) if (capability === 'Phone') this.#phones.add(role);
    if (entry.kind === 'reading') this.#look(entry);
  }

  /** `reading/low-battery {role}`. */
  remarks(): Failure[] {
    return [...this.#low].map((role) => ({ code: 'reading/low-battery', params: { role } }));
  }

  #look({ role, value }: EntryOf<'reading'>): void {
    if (!this.#phones.has(role) && !this.#low.has(role) && showsLowBattery(value, deepest)) this.#low.add(role);
  }
}

function showsLowBattery(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if ('flags' in value) return Array.isArray(value.flags) && value.flags.includes(batteryLow);
  return depth > 0 && Object.values(value).some((part) => showsLowBattery(part, depth - 1));
}
