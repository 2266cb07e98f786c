/** Personal data of the customer: asked for only when somebody wants to see it. */
import { useState } from 'react';
import type { Contact } from '../../../station/api/ticket.ts';
import { printable } from '../../../station/texts/printable.ts';
import { Button } from '../../parts/button.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { useDoing } from '../../state/ask-station.ts';
import { ticketsWords } from '../../words/tickets-words.ts';
import { useWords } from '../../words/words.ts';

export function TicketContact({ number }: { readonly number: string }) {
  const say = useWords(ticketsWords);
  const [contact, setContact] = useState<Contact | null | undefined>(undefined);
  const asking = useDoing('ticket/contact');
  const show = () => void asking.do({ number }).then(setContact);
  const rows = [
    [say('name'), contact?.name],
    [say('phone'), contact?.phone],
    [say('email'), contact?.email],
  ] as const;
  return (
    <section className="stack">
      <h3>{say('contact')}</h3>
      <FailureNotice failure={asking.failure} />
      {contact === undefined ? (
        <div className="row wrap">
          <Button onPress={show}>{say('showContact')}</Button>
          <p className="small quiet grow">{say('contactWhy')}</p>
        </div>
      ) : null}
      {contact === null ? <p className="quiet">{say('noContact')}</p> : null}
      {contact ? (
        <dl className="facts">
          {rows.map(([name, value]) =>
            value === undefined ? null : (
              <div key={name}>
                <dt>{name}</dt>
                <dd className="foreign">{printable(value)}</dd>
              </div>
            ),
          )}
        </dl>
      ) : null}
    </section>
  );
}
