/**
 * Whether the phone on the bench is the one on the ticket. Pure; a difference is a note and never a verdict: a ticket is
 * typed by hand, and a repaired phone may have another board. A simulated phone is never compared.
 */
import type { Failure } from '../../foundation/failure.ts';
import type { BenchInstrument, EntryOf } from './entry.ts';

/** `unit/differs {ticket, measured}`, once for each phone that differs. */
export function unitRemarks(start: EntryOf<'run.start'>, bench: readonly BenchInstrument[]): Failure[] {
  if (start.simulated) return [];
  return bench
    .filter(({ capability, simulated }) => capability === 'Phone' && !simulated)
    .flatMap(({ identity }) => difference(start.unit, identity) ?? [])
    .map((params) => ({ code: 'unit/differs', params }));
}

/** The serial decides where both have one; only without it the model is looked at. */
function difference(
  ticket: EntryOf<'run.start'>['unit'],
  phone: BenchInstrument['identity'],
): { readonly ticket: string; readonly measured: string } | undefined {
  const serial = ownSerial(phone.serial);
  if (ticket.serial !== undefined && serial !== undefined)
    return plain(ticket.serial) === plain(serial) ? undefined : { ticket: ticket.serial, measured: serial };
  const { brand = '', model } = ticket;
  if (model === undefined || sameModel(`${brand} ${model}`, `${phone.make} ${phone.model}`, model, phone.model))
    return undefined;
  return { ticket: `${brand} ${model}`.trim(), measured: `${phone.make} ${phone.model}` };
}

/** People write `Pixel 8` for `Google Pixel 8` and the other way round. */
function sameModel(ticketFull: string, phoneFull: string, ticketModel: string, phoneModel: string): boolean {
  return plain(phoneFull).endsWith(plain(ticketModel)) || plain(ticketFull).endsWith(plain(phoneModel));
}

/** A phone on the network that tells no serial is known to adb by `HOST:PORT`, which says nothing about the unit. */
function ownSerial(serial: string | undefined): string | undefined {
  return serial === undefined || /:\d+$/.test(serial) ? undefined : serial;
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}+]/gu, '');
}
