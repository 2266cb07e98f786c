/** Which tickets wait for the bench, in which order: not done yet, most urgent first, then those that wait longest. Pure. */
import type { TicketSummary } from '../../../station/api/ticket.ts';

export function waitingTickets(tickets: readonly TicketSummary[]): TicketSummary[] {
  return tickets
    .filter(({ status }) => status !== 'done' && status !== 'returned')
    .sort((a, b) => a.priority.localeCompare(b.priority) || a.openedWall.localeCompare(b.openedWall));
}
