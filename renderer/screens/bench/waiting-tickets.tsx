/** Nothing is on the bench: the tickets that wait, most urgent first, each one press away from it. */
import { printable } from '../../../station/texts/printable.ts';
import { statusText } from '../../../station/texts/ticket-words.ts';
import { Button } from '../../parts/button.tsx';
import { Empty } from '../../parts/empty.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { useAsked } from '../../state/ask-station.ts';
import { useBenchPage } from '../../state/bench-page.tsx';
import { benchWords } from '../../words/bench-words.ts';
import { useLanguage, useWords } from '../../words/words.ts';
import { waitingTickets } from './waiting-order.ts';

/** As many as can be read in one look. */
const most = 6;

export function WaitingTickets() {
  const say = useWords(benchWords);
  const language = useLanguage();
  const { place } = useBenchPage();
  const { value, failure } = useAsked('ticket/list', {});
  const tickets = waitingTickets(value ?? []);
  return (
    <section className="panel stack" aria-label={say('waiting')}>
      <div className="row">
        <h2 className="grow">{say('waiting')}</h2>
        <Button onPress={() => place.go({ screen: 'tickets' })}>{say('allTickets')}</Button>
        <Button onPress={() => place.go({ screen: 'tickets', item: 'new' })}>{say('newTicket')}</Button>
      </div>
      <FailureNotice failure={failure} />
      {value !== null && tickets.length === 0 ? (
        <Empty title={say('noneWaiting')}>
          <p>{say('noneWaitingHow')}</p>
        </Empty>
      ) : null}
      <ul className="waiting-tickets">
        {tickets.slice(0, most).map((ticket) => (
          <li key={ticket.number}>
            <button type="button" className="waiting-ticket" onClick={() => place.takeTicket(ticket.number)}>
              <span className={ticket.priority === 'P1' ? 'badge warn' : 'badge'}>{ticket.priority}</span>
              <span className="grow">
                <strong className="foreign one-line block">{printable(`${ticket.brand} ${ticket.model}`)}</strong>
                <span className="foreign one-line block small">{printable(ticket.fault)}</span>
              </span>
              <span className="digits small">{printable(ticket.number)}</span>
              <span className="badge">{statusText(ticket.status, language)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
