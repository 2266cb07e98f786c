/** Which tickets are shown, and in which order: the most urgent first, among equals the one that has waited longest. */
import type { TicketStatus, TicketSummary } from '../../../station/api/ticket.ts';

export type StateFilter = 'open' | 'all' | TicketStatus;

const closed: ReadonlySet<TicketStatus> = new Set(['done', 'returned']);

export function sortedTickets(
  tickets: readonly TicketSummary[],
  filter: StateFilter,
  text: string,
): readonly TicketSummary[] {
  const words = text.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean);
  return tickets
    .filter((ticket) => fitsState(ticket, filter) && words.every((word) => searchable(ticket).includes(word)))
    .sort((a, b) => a.priority.localeCompare(b.priority) || a.openedWall.localeCompare(b.openedWall));
}

function fitsState({ status }: TicketSummary, filter: StateFilter): boolean {
  if (filter === 'all') return true;
  return filter === 'open' ? !closed.has(status) : status === filter;
}

function searchable({ number, brand, model, serial, imei, fault, faultBegan }: TicketSummary): string {
  return [number, brand, model, serial, imei, fault, faultBegan]
    .filter(Boolean)
    .join('\n')
    .normalize('NFKC')
    .toLowerCase();
}
