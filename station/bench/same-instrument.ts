/** Whether an instrument that answers now is the one that answered before, and what it is called in a sentence. */
import type { OpenedInstrument } from '../../drivers/bench/bench-api.ts';

type Known = Pick<OpenedInstrument, 'identity' | 'usb'>;

/**
 * The same make, model and serial number, and on USB the same name: many instruments tell no serial number. Where there is
 * neither the address must do.
 */
export function isSameInstrument(before: Known, now: Known): boolean {
  const a = before.identity;
  const b = now.identity;
  const isSameDevice = before.usb === undefined || before.usb.stableId === now.usb?.stableId;
  return isSameDevice && a.make === b.make && a.model === b.model && a.serial === b.serial;
}

export function nameOfInstrument({ identity, usb }: Known): string {
  const { make, model, serial } = identity;
  const name = [make, model, serial ?? usb?.stableId];
  return name.filter(Boolean).join(' ').slice(0, 120);
}
