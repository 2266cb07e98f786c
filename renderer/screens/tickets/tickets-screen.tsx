/** Tickets: the list by urgency at the left; at the right one ticket in full, or a new one. */
import { useState } from 'react';
import type { TicketStatus } from '../../../station/api/ticket.ts';
import { statusText } from '../../../station/texts/ticket-words.ts';
import { Button } from '../../parts/button.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Empty } from '../../parts/empty.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useAsked, useDoing } from '../../state/ask-station.ts';
import { useBenchPage, usePlace } from '../../state/bench-page.tsx';
import { ticketsWords } from '../../words/tickets-words.ts';
import { useLanguage, useWords } from '../../words/words.ts';
import { NewTicketForm } from './new-ticket-form.tsx';
import { TicketDetail } from './ticket-detail.tsx';
import { TicketList } from './ticket-list.tsx';
import { type StateFilter, sortedTickets } from './ticket-order.ts';

/** `place.item` while a new ticket is being written. */
export const newTicketItem = 'new';

const states: readonly TicketStatus[] = ['new', 'diagnosing', 'waiting', 'repairing', 'testing', 'done', 'returned'];

export function TicketsScreen() {
  const say = useWords(ticketsWords);
  const language = useLanguage();
  const { place } = useBenchPage();
  const item = usePlace((state) => state.place.item);
  const [text, setText] = useState('');
  const [filter, setFilter] = useState<StateFilter>('open');
  const tickets = useAsked('ticket/list', {});
  const demonstration = useDoing('ticket/demonstration');
  const open = (number: string) => {
    tickets.again();
    place.go({ screen: 'tickets', item: number });
  };
  const demonstrate = async () => {
    const made = await demonstration.do({ language });
    if (made !== undefined) open(made.number);
  };
  const shown = sortedTickets(tickets.value ?? [], filter, text);
  return (
    <section className="screen tickets" aria-labelledby="screen-title">
      <header>
        <h1 id="screen-title">{say('title')}</h1>
        <span className="grow" />
        <Button look="primary" onPress={() => place.go({ screen: 'tickets', item: newTicketItem })}>
          {say('newTicket')}
        </Button>
      </header>
      <div className="tickets-panes">
        <div className="panel stack tickets-list">
          <div className="row">
            <div className="grow">
              <TextField label={say('search')} placeholder={say('searchHint')} value={text} onChange={setText} />
            </div>
            <Choice<StateFilter>
              label={say('state')}
              value={filter}
              onChange={setFilter}
              options={[
                { id: 'open', text: say('open') },
                { id: 'all', text: say('all') },
                ...states.map((status) => ({ id: status, text: statusText(status, language) })),
              ]}
            />
          </div>
          <FailureNotice failure={tickets.failure ?? demonstration.failure} />
          {tickets.value?.length === 0 ? (
            <Empty title={say('none')}>
              <p>{say('noneHow')}</p>
              <Button onPress={() => void demonstrate()}>{say('demonstration')}</Button>
            </Empty>
          ) : null}
          {tickets.value !== null && tickets.value.length > 0 && shown.length === 0 ? (
            <Empty title={say('noneFits')} />
          ) : null}
          <TicketList
            tickets={shown}
            chosen={item ?? null}
            onChoose={(number) => place.go({ screen: 'tickets', item: number })}
          />
        </div>
        <div className="panel scroll">
          {item === newTicketItem ? <NewTicketForm onOpened={open} onCancel={() => place.goBack()} /> : null}
          {item !== undefined && item !== newTicketItem ? (
            <TicketDetail key={item} number={item} onChanged={tickets.again} />
          ) : null}
          {item === undefined ? <Empty title={say('choose')} /> : null}
        </div>
      </div>
    </section>
  );
}
