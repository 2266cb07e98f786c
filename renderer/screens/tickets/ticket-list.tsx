/** The tickets as a list that arrow keys walk through. */
import { ListBox, ListBoxItem } from 'react-aria-components';
import type { TicketSummary } from '../../../station/api/ticket.ts';
import { printable } from '../../../station/texts/printable.ts';
import { statusText } from '../../../station/texts/ticket-words.ts';
import { ticketsWords } from '../../words/tickets-words.ts';
import { useLanguage, useWords } from '../../words/words.ts';

export interface TicketListProps {
  readonly tickets: readonly TicketSummary[];
  readonly chosen: string | null;
  onChoose(number: string): void;
}

export function TicketList({ tickets, chosen, onChoose }: TicketListProps) {
  const say = useWords(ticketsWords);
  const language = useLanguage();
  if (tickets.length === 0) return null;
  return (
    <ListBox
      className="scroll grow ticket-rows"
      aria-label={say('list')}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={chosen === null ? [] : [chosen]}
      onSelectionChange={(keys) => {
        const [key] = keys === 'all' ? [] : [...keys];
        if (typeof key === 'string') onChoose(key);
      }}
    >
      {tickets.map((ticket) => (
        <ListBoxItem
          key={ticket.number}
          id={ticket.number}
          className="ticket-row"
          textValue={printable(`${ticket.number} ${ticket.brand} ${ticket.model}`)}
        >
          <span className={`priority ${ticket.priority}`}>{ticket.priority}</span>
          <span className="stack ticket-row-text">
            <strong className="foreign one-line">{printable(`${ticket.brand} ${ticket.model}`)}</strong>
            <span className="foreign one-line quiet">{printable(ticket.fault)}</span>
            <span className="row">
              <span className="small quiet digits one-line">{ticket.number}</span>
              <span className="badge">{statusText(ticket.status, language)}</span>
            </span>
          </span>
        </ListBoxItem>
      ))}
    </ListBox>
  );
}
