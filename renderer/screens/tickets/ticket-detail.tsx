/** One ticket in full: the unit, where it stands, its runs, what changed between them, its timeline. */
import type { TicketDetails, TicketStatus } from '../../../station/api/ticket.ts';
import { printable } from '../../../station/texts/printable.ts';
import { statusText, warrantyText } from '../../../station/texts/ticket-words.ts';
import { Button } from '../../parts/button.tsx';
import { Choice } from '../../parts/choice.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { useAsked, useDoing } from '../../state/ask-station.ts';
import { useBenchPage, useStation } from '../../state/bench-page.tsx';
import { ticketsWords } from '../../words/tickets-words.ts';
import { dateTimeText } from '../../words/time-text.ts';
import { useLanguage, useWords } from '../../words/words.ts';
import { BeforeAfterTable } from './before-after-table.tsx';
import { TicketContact } from './ticket-contact.tsx';
import { TicketRuns } from './ticket-runs.tsx';
import { TicketTimeline } from './ticket-timeline.tsx';

const states: readonly TicketStatus[] = ['new', 'diagnosing', 'waiting', 'repairing', 'testing', 'done', 'returned'];

export function TicketDetail({ number, onChanged }: { readonly number: string; onChanged(): void }) {
  const say = useWords(ticketsWords);
  const language = useLanguage();
  const { place } = useBenchPage();
  const operator = useStation((state) => state.settings?.operator ?? null);
  const ticket = useAsked('ticket/show', { number });
  const status = useDoing('ticket/status');
  const again = () => {
    ticket.again();
    onChanged();
  };
  const details = ticket.value;
  if (details === null) return <FailureNotice failure={ticket.failure} />;
  const toBench = () => {
    place.takeTicket(number);
    place.go({ screen: 'bench' });
  };
  return (
    <article className="stack" aria-label={number}>
      <div className="row wrap spread ticket-head">
        <div className="grow">
          <h2 className="foreign">{printable(`${details.brand} ${details.model}`)}</h2>
          <p className="digits quiet">{number}</p>
        </div>
        <Choice
          label={say('state')}
          value={details.status}
          options={states.map((id) => ({ id, text: statusText(id, language) }))}
          onChange={(next) => void status.do({ number, status: next, by: operator }).then(again)}
        />
        <Button look="primary" onPress={toBench}>
          {say('toBench')}
        </Button>
      </div>
      <FailureNotice failure={ticket.failure ?? status.failure} />
      <UnitData details={details} />
      <TicketRuns details={details} onChanged={again} />
      <BeforeAfterTable rows={details.beforeAfter} />
      <TicketTimeline details={details} onChanged={again} />
      <TicketContact number={number} />
    </article>
  );
}

function UnitData({ details }: { readonly details: TicketDetails }) {
  const say = useWords(ticketsWords);
  const language = useLanguage();
  const rows = [
    [say('serial'), details.serial ?? say('unknownUnit')],
    [say('imei'), details.imei],
    [say('fault'), details.fault],
    [say('faultBegan'), details.faultBegan],
    [say('priority'), details.priority],
    [say('warranty'), warrantyText(details.warranty, language)],
    [say('opened'), dateTimeText(details.openedWall, language)],
  ] as const;
  // The customer's words want the whole line.
  const sentences = new Set([say('fault'), say('faultBegan')]);
  return (
    <dl className="facts">
      {rows.map(([name, value]) =>
        value === undefined || value === '' ? null : (
          <div key={name} className={sentences.has(name) ? 'whole' : undefined}>
            <dt>{name}</dt>
            <dd className="foreign">{printable(value)}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
