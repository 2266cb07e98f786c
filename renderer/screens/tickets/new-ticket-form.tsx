/** A new ticket with the fields of the store. What was typed stays when the station refuses it, with the reason. */
import { type FormEvent, useState } from 'react';
import type { NewTicket, Priority, WarrantyState } from '../../../station/api/ticket.ts';
import { warrantyText } from '../../../station/texts/ticket-words.ts';
import { Button } from '../../parts/button.tsx';
import { Choice } from '../../parts/choice.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useDoing } from '../../state/ask-station.ts';
import { ticketsWords } from '../../words/tickets-words.ts';
import { useLanguage, useWords } from '../../words/words.ts';
import { draftProblems, emptyDraft, type TicketDraft, ticketOf } from './ticket-draft.ts';

const priorities: readonly Priority[] = ['P1', 'P2', 'P3', 'P4'];
const warranties: readonly WarrantyState[] = ['unknown', 'in-warranty', 'out-of-warranty', 'repair-warranty'];

export interface NewTicketFormProps {
  onOpened(number: string): void;
  onCancel(): void;
}

export function NewTicketForm({ onOpened, onCancel }: NewTicketFormProps) {
  const say = useWords(ticketsWords);
  const language = useLanguage();
  const [draft, setDraft] = useState<TicketDraft>(emptyDraft);
  const [tried, setTried] = useState(false);
  const opening = useDoing('ticket/new');
  const missing = draftProblems(draft);
  const field = (key: Exclude<keyof TicketDraft, 'priority' | 'warranty'>, lines = 1) => (
    <TextField
      label={say(key)}
      value={draft[key]}
      lines={lines}
      isRequired={key === 'brand' || key === 'model' || key === 'fault'}
      validationBehavior="aria"
      error={tried && missing.includes(key) ? say('needed') : null}
      onChange={(value) => setDraft({ ...draft, [key]: value })}
    />
  );
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (missing.length > 0) return;
    const opened = await opening.do(ticketOf(draft) satisfies NewTicket);
    if (opened !== undefined) onOpened(opened.number);
  };
  return (
    <form className="stack" onSubmit={(event) => void send(event)} noValidate aria-label={say('newTicket')}>
      <h2>{say('newTicket')}</h2>
      <div className="ticket-fields">
        {field('brand')}
        {field('model')}
        {field('serial')}
        {field('imei')}
      </div>
      {field('fault', 3)}
      {field('faultBegan', 2)}
      <div className="ticket-fields">
        <Choice
          label={say('priority')}
          value={draft.priority}
          options={priorities.map((id) => ({ id, text: id }))}
          onChange={(priority) => setDraft({ ...draft, priority })}
        />
        <Choice
          label={say('warranty')}
          value={draft.warranty}
          options={warranties.map((id) => ({ id, text: warrantyText(id, language) }))}
          onChange={(warranty) => setDraft({ ...draft, warranty })}
        />
      </div>
      <h3>{say('contact')}</h3>
      <p className="small quiet">{say('contactWhy')}</p>
      <div className="ticket-fields">
        {field('name')}
        {field('phone')}
        {field('email')}
      </div>
      <FailureNotice failure={opening.failure} />
      <div className="row end">
        <Button onPress={onCancel}>{say('cancel')}</Button>
        <Button type="submit" look="primary" isDisabled={opening.busy}>
          {say('save')}
        </Button>
      </div>
    </form>
  );
}
