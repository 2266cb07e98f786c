/** The ticket on which a new station shows what it does. Guarantees that there is one of it, however often it is asked for. */
import type { NewTicket } from '../api/ticket.ts';
import type { Database } from '../store/database.ts';
import { readStationValue, writeStationValue } from '../store/station-values.ts';
import type { TicketStore } from './ticket-store.ts';

const demonstration: NewTicket = {
  brand: 'Demo',
  model: 'Phone D1',
  serial: 'DEMO-0001',
  fault: 'battery drains fast, sometimes the call drops',
  faultBegan: 'two weeks ago',
};

/** Its number; made when it is not there yet. */
export function demonstrationTicket(database: Database, tickets: TicketStore): string {
  return database.transaction(() => {
    const known = readStationValue(database, 'demonstration-ticket');
    if (known !== undefined && database.get('SELECT 1 FROM ticket WHERE number = ?', known) !== undefined) return known;
    const number = tickets.open(demonstration);
    writeStationValue(database, 'demonstration-ticket', number);
    return number;
  });
}
