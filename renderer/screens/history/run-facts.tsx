/** Unit, ticket, operator, times and the instruments of a run as its record has them. */
import type { ReactNode } from 'react';
import type { BenchInstrument } from '../../../station/record/entry.ts';
import type { RunRecord } from '../../../station/record/record.ts';
import { calibrationText } from '../../../station/texts/calibration-text.ts';
import { printable } from '../../../station/texts/printable.ts';
import { durationText } from '../../../station/texts/value-text.ts';
import { Button } from '../../parts/button.tsx';
import { useBenchPage } from '../../state/bench-page.tsx';
import { historyWords } from '../../words/history-words.ts';
import { dateTimeText } from '../../words/time-text.ts';
import { useValueName } from '../../words/value-names.ts';
import { useLanguage, useWords } from '../../words/words.ts';

type Fact = readonly [name: string, value: ReactNode];

export function RunFacts({ record }: { readonly record: RunRecord }) {
  const say = useWords(historyWords);
  const language = useLanguage();
  const valueName = useValueName();
  const { unit, ticket, clock } = record;
  const unitText = [unit.brand, unit.model, unit.serial, unit.imei].filter(Boolean).join(' · ');
  const ticketLink = ticket === null ? null : <TicketLink number={ticket} />;
  const rows: readonly Fact[] = [
    [say('unit'), unitText === '' ? null : printable(unitText)],
    [say('ticket'), ticketLink],
    [say('operator'), record.operator === null ? null : printable(record.operator)],
    [say('started'), dateTimeText(record.startedWall, language)],
    [say('ended'), record.stoppedWall === undefined ? null : dateTimeText(record.stoppedWall, language)],
    [say('activeTime'), durationText(record.activeMs)],
    [say('totalTime'), durationText(record.totalMs)],
    [
      say('simulated'),
      record.simulated
        ? [printable(record.scenario ?? ''), clock.speed === 1 ? '' : say('clockSpeed', { n: clock.speed })]
            .filter(Boolean)
            .join(' · ')
        : null,
    ],
  ];
  return (
    <div className="panel stack">
      <h2>{say('facts')}</h2>
      <dl className="facts">
        {rows.map(([name, value]) =>
          value === null ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="foreign">{value}</dd>
            </div>
          ),
        )}
      </dl>
      <h3>{say('instruments')}</h3>
      <ul className="stack">
        {record.bench.map((instrument) => (
          <li key={instrument.role} className="row wrap">
            <span className="badge">{valueName([instrument.role])}</span>
            <span className="foreign grow">{identityText(instrument)}</span>
            <span className="small quiet digits foreign">
              {printable(`${instrument.driver} ${instrument.driverVersion} · ${instrument.address}`)}
            </span>
            {instrument.simulated ? <span className="badge simulated">{say('simulated')}</span> : null}
            <Calibration instrument={instrument} startedWall={record.startedWall} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function TicketLink({ number }: { readonly number: string }) {
  const { place } = useBenchPage();
  return (
    <Button look="plain" onPress={() => place.go({ screen: 'tickets', item: number })}>
      <span className="digits">{number}</span>
    </Button>
  );
}

interface CalibrationProps {
  readonly instrument: BenchInstrument;
  readonly startedWall: string;
}

/** As it was when the run began, whatever was noted since. */
function Calibration({ instrument, startedWall }: CalibrationProps) {
  const known = calibrationText(instrument, startedWall, useLanguage());
  if (known === undefined) return null;
  const look = known.isDoubtful ? 'badge fail' : 'small quiet';
  return <span className={`${look} foreign`}>{printable(`${known.isDoubtful ? '! ' : ''}${known.text}`)}</span>;
}

function identityText({ identity: { make, model, serial, firmware } }: BenchInstrument): string {
  return printable([`${make} ${model}`, serial, firmware].filter(Boolean).join(' · '));
}
