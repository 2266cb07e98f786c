/**
 * The ticket on which a new station shows what it does. Guarantees that there is one of it, however often and in whatever
 * language it is asked for; the fault is told in the language of the first who asked.
 */
import type { Language } from '../../foundation/measurement/declaration.ts';
import type { NewTicket } from '../api/ticket.ts';
import type { Database } from '../store/database.ts';
import { readStationValue, writeStationValue } from '../store/station-values.ts';
import type { TicketStore } from './ticket-store.ts';

const unit = { brand: 'Demo', model: 'Phone D1', serial: 'DEMO-0001' } as const;

/** What its owner says. */
const told: Readonly<Record<Language, Pick<NewTicket, 'fault' | 'faultBegan'>>> = {
  en: { fault: 'battery drains fast, sometimes the call drops', faultBegan: 'two weeks ago' },
  'zh-CN': { fault: '电池掉电快，通话有时会中断', faultBegan: '两周前' },
  'zh-TW': { fault: '電池耗電很快，通話偶爾會斷線', faultBegan: '兩週前' },
};

/** Its number; made when it is not there yet. */
export function demonstrationTicket(database: Database, tickets: TicketStore, language: Language): string {
  return database.transaction(() => {
    const known = readStationValue(database, 'demonstration-ticket');
    if (known !== undefined && database.get('SELECT 1 FROM ticket WHERE number = ?', known) !== undefined) return known;
    const number = tickets.open({ ...unit, ...told[language] });
    writeStationValue(database, 'demonstration-ticket', number);
    return number;
  });
}
