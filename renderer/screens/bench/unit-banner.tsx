/** Whose unit is on the bench: model, serial, the fault in the customer's words, what came out last. */
import { useEffect } from 'react';
import type { TicketDetails } from '../../../station/api/ticket.ts';
import { printable } from '../../../station/texts/printable.ts';
import { statusText, warrantyText } from '../../../station/texts/ticket-words.ts';
import { Button } from '../../parts/button.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { VerdictMark } from '../../parts/verdict-mark.tsx';
import { useAsked } from '../../state/ask-station.ts';
import { useBenchPage, useStation } from '../../state/bench-page.tsx';
import { benchWords } from '../../words/bench-words.ts';
import { dateTimeText } from '../../words/time-text.ts';
import { useLanguage, useWords } from '../../words/words.ts';

export function UnitBanner({ ticket }: { readonly ticket: string }) {
  const say = useWords(benchWords);
  const { place } = useBenchPage();
  const { value, failure, again } = useAsked('ticket/show', { number: ticket });
  const going = useStation((state) => state.status?.running.length ?? 0);
  // A run that has ended is a new last result.
  // biome-ignore lint/correctness/useExhaustiveDependencies: how many go on is why it is asked again.
  useEffect(again, [going, again]);
  return (
    <section className="panel unit-banner" aria-label={say('unit')}>
      <FailureNotice failure={failure} />
      {value === null ? <p className="digits">{printable(ticket)}</p> : <Unit ticket={value} />}
      <div className="row wrap end unit-ways">
        <Button look="plain" onPress={() => place.go({ screen: 'tickets', item: ticket })}>
          {say('openTicket')}
        </Button>
        <Button look="plain" onPress={() => place.takeTicket(null)}>
          {say('putAway')}
        </Button>
      </div>
    </section>
  );
}

function Unit({ ticket }: { readonly ticket: TicketDetails }) {
  const say = useWords(benchWords);
  const language = useLanguage();
  const { brand, model, serial, imei, fault, faultBegan, priority, warranty, status, number } = ticket;
  const ended = ticket.runsDetail.filter(({ verdict: ending }) => ending !== 'RUNNING');
  const last = ended.sort((a, b) => b.startedWall.localeCompare(a.startedWall))[0];
  return (
    <>
      <div className="row wrap">
        <h2 className="foreign unit-model">{printable(`${brand} ${model}`)}</h2>
        <span className="badge digits">{printable(number)}</span>
        <span className={priority === 'P1' ? 'badge warn' : 'badge'}>{priority}</span>
        <span className="badge">{warrantyText(warranty, language)}</span>
        <span className="badge">{statusText(status, language)}</span>
      </div>
      <dl className="unit-facts">
        <div>
          <dt>{serial === undefined && imei !== undefined ? 'IMEI' : say('serial')}</dt>
          <dd className="digits foreign">{printable(serial ?? imei ?? '—')}</dd>
        </div>
        <div className="unit-says">
          <dt>{say('customerSays')}</dt>
          <dd className="foreign unit-fault">
            {printable(fault)}
            {faultBegan === '' ? null : (
              <span className="quiet">
                {' '}
                ({say('since')}: {printable(faultBegan)})
              </span>
            )}
          </dd>
        </div>
        <div>
          <dt>{say('lastResult')}</dt>
          <dd>
            {last === undefined ? (
              <span className="quiet">{say('neverTested')}</span>
            ) : (
              <>
                <VerdictMark verdict={last.verdict} />{' '}
                <span className="small quiet digits">{dateTimeText(last.startedWall, language)}</span>
              </>
            )}
          </dd>
        </div>
      </dl>
    </>
  );
}
