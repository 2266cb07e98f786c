/** What happened to a ticket, newest first, and a place to write what should be remembered. */
import { useState } from 'react';
import type { TicketDetails } from '../../../station/api/ticket.ts';
import { eventText } from '../../../station/texts/ticket-words.ts';
import { Button } from '../../parts/button.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useDoing } from '../../state/ask-station.ts';
import { useStation } from '../../state/bench-page.tsx';
import { ticketsWords } from '../../words/tickets-words.ts';
import { dateTimeText } from '../../words/time-text.ts';
import { useLanguage, useWords } from '../../words/words.ts';

export function TicketTimeline({ details, onChanged }: { readonly details: TicketDetails; onChanged(): void }) {
  const say = useWords(ticketsWords);
  const language = useLanguage();
  const operator = useStation((state) => state.settings?.operator ?? null);
  const [text, setText] = useState('');
  const note = useDoing('ticket/note');
  const keep = async () => {
    const done = await note.do({ number: details.number, text: text.trim(), by: operator });
    if (done === undefined) return;
    setText('');
    onChanged();
  };
  // Events have no number; their place from the beginning never changes.
  const events = details.timeline.map((event, place) => ({ event, place })).reverse();
  return (
    <section className="stack">
      <h3>{say('timeline')}</h3>
      <div className="row ticket-note">
        <div className="grow">
          <TextField label={say('addNote')} value={text} onChange={setText} lines={2} />
        </div>
        <Button isDisabled={text.trim() === '' || note.busy} onPress={() => void keep()}>
          {say('addNoteNow')}
        </Button>
      </div>
      <FailureNotice failure={note.failure} />
      <ol className="timeline">
        {events.map(({ event, place }) => (
          <li key={place}>
            <span className="digits quiet">{dateTimeText(event.atWall, language)}</span>
            <span className="foreign">{eventText(event, language)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
