/** The runs of a ticket with their verdicts; a run can be put on the ticket and taken off, its record never changes. */
import { useState } from 'react';
import type { RunSummary } from '../../../station/api/station-api.ts';
import type { TicketDetails } from '../../../station/api/ticket.ts';
import { printable } from '../../../station/texts/printable.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { VerdictMark } from '../../parts/verdict-mark.tsx';
import { useDoing } from '../../state/ask-station.ts';
import { useBenchPage, useStation } from '../../state/bench-page.tsx';
import { useProcedureWords } from '../../state/procedure-words.ts';
import { ticketsWords } from '../../words/tickets-words.ts';
import { dateTimeText } from '../../words/time-text.ts';
import { useLanguage, useWords } from '../../words/words.ts';

interface Props {
  readonly details: TicketDetails;
  onChanged(): void;
}

export function TicketRuns({ details, onChanged }: Props) {
  const say = useWords(ticketsWords);
  const language = useLanguage();
  const { place } = useBenchPage();
  const operator = useStation((state) => state.settings?.operator ?? null);
  const [linking, setLinking] = useState(false);
  const [unlinking, setUnlinking] = useState<string | null>(null);
  const unlink = useDoing('ticket/unlink');
  const takeOff = async () => {
    const done =
      unlinking === null ? undefined : await unlink.do({ number: details.number, run: unlinking, by: operator });
    setUnlinking(null);
    if (done !== undefined) onChanged();
  };
  return (
    <section className="stack">
      <div className="row spread">
        <h3>{say('runs')}</h3>
        <Button onPress={() => setLinking(true)}>{say('linkRun')}</Button>
      </div>
      <FailureNotice failure={unlink.failure} />
      {details.runsDetail.length === 0 ? <p className="quiet">{say('noRuns')}</p> : null}
      <ul className="stack">
        {details.runsDetail.map((run) => (
          <li key={run.run} className="ticket-run">
            <span className="ticket-run-marks">
              <VerdictMark verdict={run.verdict} />
              {run.simulated ? <span className="badge simulated">{say('simulated')}</span> : null}
            </span>
            <span className="foreign">
              <RunTitle run={run} />
              <span className="small quiet digits block">
                {run.run} · {dateTimeText(run.startedWall, language)}
              </span>
            </span>
            <span className="row">
              <Button
                aria-label={`${say('openRun')} ${run.run}`}
                onPress={() => place.go({ screen: run.verdict === 'RUNNING' ? 'run' : 'history', item: run.run })}
              >
                {say('openRun')}
              </Button>
              <Button look="plain" aria-label={`${say('unlink')} ${run.run}`} onPress={() => setUnlinking(run.run)}>
                {say('unlink')}
              </Button>
            </span>
          </li>
        ))}
      </ul>
      {linking ? <LinkRun details={details} onChanged={onChanged} onClose={() => setLinking(false)} /> : null}
      <Dialog title={say('unlink')} isOpen={unlinking !== null} onDismiss={() => setUnlinking(null)}>
        <p>{say('unlinkAsk', { run: unlinking ?? '' })}</p>
        <div className="row end">
          <Button onPress={() => setUnlinking(null)}>{say('cancel')}</Button>
          <Button look="primary" onPress={() => void takeOff()}>
            {say('unlink')}
          </Button>
        </div>
      </Dialog>
    </section>
  );
}

/** By the title in the person's language where the procedure is known. */
function RunTitle({ run }: { readonly run: RunSummary }) {
  const words = useProcedureWords(run.procedure);
  return (
    <>
      {words.title} <span className="quiet">{printable(run.version)}</span>
    </>
  );
}

function LinkRun({ details, onChanged, onClose }: Props & { onClose(): void }) {
  const say = useWords(ticketsWords);
  const operator = useStation((state) => state.settings?.operator ?? null);
  const [run, setRun] = useState('');
  const link = useDoing('ticket/link');
  const go = async () => {
    const done = await link.do({ number: details.number, run: run.trim(), by: operator });
    if (done === undefined) return;
    onChanged();
    onClose();
  };
  return (
    <Dialog title={say('linkRun')} isOpen onDismiss={onClose}>
      <p>{say('linkText')}</p>
      <TextField label={say('runNumber')} value={run} onChange={setRun} autoFocus />
      <FailureNotice failure={link.failure} />
      <div className="row end">
        <Button onPress={onClose}>{say('cancel')}</Button>
        <Button look="primary" isDisabled={run.trim() === '' || link.busy} onPress={() => void go()}>
          {say('link')}
        </Button>
      </div>
    </Dialog>
  );
}
