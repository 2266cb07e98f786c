/**
 * Ticket numbers `SR-YYYYMMDD-NNNN`: the day on the station's own calendar and a counter that begins at 1 every day.
 * Unique as long as it is taken inside the transaction that inserts the ticket.
 */
import type { Database } from '../store/database.ts';

/** The next free number of the day that `wall` (milliseconds since 1970) falls on here. */
export function nextTicketNumber(database: Database, wall: number): string {
  const prefix = `SR-${localDay(wall)}-`;
  const row = database.get(
    'SELECT max(CAST(substr(number, ?) AS INTEGER)) AS last FROM ticket WHERE substr(number, 1, ?) = ?',
    prefix.length + 1,
    prefix.length,
    prefix,
  );
  const next = Number(row?.last ?? 0) + 1;
  return prefix + String(next).padStart(4, '0');
}

/** `YYYYMMDD` in the station's time zone: the day people at the bench would write. */
function localDay(wall: number): string {
  const day = new Date(wall);
  const parts = [day.getFullYear(), day.getMonth() + 1, day.getDate()];
  return parts.map((part, place) => String(part).padStart(place === 0 ? 4 : 2, '0')).join('');
}
