/** A ticket with nothing on it yet, for tests of the screens that show a unit. */
import type { TicketDetails } from '../../station/api/ticket.ts';

export function sampleTicket(more: Partial<TicketDetails> = {}): TicketDetails {
  return {
    number: 'SR-20260301-0001',
    openedWall: '2026-03-01T09:00:00.000Z',
    brand: 'Acme',
    model: 'One',
    serial: 'S1',
    fault: 'does not charge',
    faultBegan: '',
    priority: 'P1',
    warranty: 'in-warranty',
    status: 'new',
    runs: 0,
    timeline: [],
    runsDetail: [],
    beforeAfter: [],
    ...more,
  };
}
