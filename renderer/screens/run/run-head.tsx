/** What runs on which unit, how far it is, when it ends, and the ways to stop it, which are always there. */
import type { Language } from '../../../foundation/measurement/declaration.ts';
import { printable } from '../../../station/texts/printable.ts';
import { durationText } from '../../../station/texts/value-text.ts';
import { Button } from '../../parts/button.tsx';
import { VerdictMark } from '../../parts/verdict-mark.tsx';
import { useBenchPage, useStation } from '../../state/bench-page.tsx';
import { useNow } from '../../state/now.ts';
import { soakTime } from '../../state/run-time.ts';
import type { RunView } from '../../state/runs-store.ts';
import { runWords } from '../../words/run-words.ts';
import { clockText, dateTimeText } from '../../words/time-text.ts';
import { useLanguage, useTexts, useWords } from '../../words/words.ts';
import { StopButtons } from './stop-buttons.tsx';

export interface RunHeadProps {
  readonly view: RunView;
  /** From 0 to 1. */
  readonly progress: number;
  /** Nobody works on the run: there is nothing to stop, and no time goes by. */
  readonly stands: boolean;
}

export function RunHead({ view, progress, stands }: RunHeadProps) {
  const say = useWords(runWords);
  const texts = useTexts();
  const { place } = useBenchPage();
  const up = useStation((state) => state.up);
  const { record, live } = view;
  const { ticket, unit, operator } = record;
  const ended = record.stoppedWall !== undefined;
  const who = [unit.brand, unit.model].filter((part) => part !== undefined).join(' ');
  return (
    <header className="run-head">
      <div className="grow run-title">
        <div className="row">
          <h1 id="screen-title" className="foreign one-line">
            {texts(record.procedure.title)}
          </h1>
          {record.simulated ? <span className="badge simulated">{say('simulated')}</span> : null}
          {ended ? <VerdictMark verdict={record.verdict} /> : null}
        </div>
        <p className="run-unit">
          <strong className="foreign one-line">{printable(who)}</strong>
          <span className="foreign digits one-line">{printable(unit.serial ?? unit.imei ?? '')}</span>
        </p>
        <div className="row small run-ids">
          {ticket === null ? null : (
            <Button look="plain" onPress={() => place.go({ screen: 'tickets', item: ticket })}>
              <span className="digits">{printable(ticket)}</span>
            </Button>
          )}
          <span className="quiet digits">{printable(record.run)}</span>
          <span className="quiet foreign one-line">{printable(operator ?? say('noOperator'))}</span>
        </div>
      </div>
      <RunTimes view={view} progress={progress} stands={stands || !up} />
      {ended || stands ? null : <StopButtons run={record.run} stopping={live.stopping} outputs={live.outputs} />}
    </header>
  );
}

function RunTimes({ view, progress, stands }: RunHeadProps) {
  const say = useWords(runWords);
  const language = useLanguage();
  const now = useNow(1_000);
  const { record, live } = view;
  const ended = record.stoppedWall !== undefined;
  const soak = ended || stands ? null : soakTime(live, record.clock, now);
  const percent = Math.round(progress * 100);
  return (
    <div className="run-times">
      <div
        className="progress"
        role="progressbar"
        aria-label={say('progress')}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <span style={{ width: `${percent}%` }} />
      </div>
      <dl className="digits">
        {soak === null ? (
          <>
            <Time name={say('startedAt')} value={startText(record.startedWall, now, language)} />
            <Time name={say('elapsed')} value={durationText(record.activeMs)} />
          </>
        ) : (
          <>
            <Time name={say('elapsed')} value={durationText(soak.elapsedMs)} />
            <Time name={say('left')} value={durationText(soak.leftMs)} />
            <Time
              name={say('endsAt')}
              value={soak.endsAtMs === null ? '—' : clockText(new Date(soak.endsAtMs), language)}
            />
          </>
        )}
      </dl>
    </div>
  );
}

function Time({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt className="small quiet">{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** Today's runs need no date. */
function startText(wall: string, now: number, language: Language): string {
  const at = new Date(wall);
  const today = at.toDateString() === new Date(now).toDateString();
  return today ? clockText(at, language) : dateTimeText(wall, language);
}
