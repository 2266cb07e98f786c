/** Whether an instrument that answers now is the one that answered before, and what it is called in a sentence. */
import type { OpenedInstrument } from '../../drivers/bench/bench-api.ts';

type Known = Pick<OpenedInstrument, 'identity'>;

/** The same make, model and serial number. Where there is no serial number the address must do. */
export function isSameInstrument(before: Known, now: Known): boolean {
  const a = before.identity;
  const b = now.identity;
  return a.make === b.make && a.model === b.model && a.serial === b.serial;
}

export function nameOfInstrument({ identity }: Known): string {
  return [identity.make, identity.model, identity.serial].filter(Boolean).join(' ').slice(0, 120);
}
