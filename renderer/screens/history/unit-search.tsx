/** Units that were on the bench, with how their last run ended. */
import { useState } from 'react';
import { printable } from '../../../station/texts/printable.ts';
import { Button } from '../../parts/button.tsx';
import { Empty } from '../../parts/empty.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { VerdictMark } from '../../parts/verdict-mark.tsx';
import { useAsked } from '../../state/ask-station.ts';
import { useBenchPage } from '../../state/bench-page.tsx';
import { useSettled } from '../../state/settled.ts';
import { historyWords } from '../../words/history-words.ts';
import { dateTimeText } from '../../words/time-text.ts';
import { useLanguage, useWords } from '../../words/words.ts';

/** Most units shown; words narrow them further. */
const mostUnits = 100;

export function UnitSearch({ onShowRuns }: { onShowRuns(text: string): void }) {
  const say = useWords(historyWords);
  const language = useLanguage();
  const { place } = useBenchPage();
  const [text, setText] = useState('');
  const settled = useSettled(text, 250);
  const units = useAsked('history/units', { text: settled, count: mostUnits });
  return (
    <div className="stack history-page">
      <TextField label={say('searchUnits')} placeholder={say('searchHint')} value={text} onChange={setText} />
      <FailureNotice failure={units.failure} />
      {units.value?.length === 0 ? <Empty title={settled === '' ? say('noUnits') : say('nothingFound')} /> : null}
      <ul className="scroll grow">
        {(units.value ?? []).map((unit) => (
          <li key={unit.id} className="row wrap history-unit-row">
            <div className="grow">
              <strong className="foreign">{printable(`${unit.brand} ${unit.model}`)}</strong>
              <div className="small quiet digits foreign">
                {printable([unit.serial, unit.imei].filter(Boolean).join(' · ') || unit.id)}
              </div>
            </div>
            <div className="row wrap">
              {unit.tickets.slice(0, 3).map((number) => (
                <Button key={number} look="plain" onPress={() => place.go({ screen: 'tickets', item: number })}>
                  <span className="digits">{number}</span>
                </Button>
              ))}
            </div>
            <span className="quiet">{say('found', { n: unit.runs })}</span>
            {unit.lastVerdict === null ? null : <VerdictMark verdict={unit.lastVerdict} />}
            {unit.lastWall === null ? null : (
              <span className="digits">
                <span className="visually-hidden">{say('lastRun')}</span> {dateTimeText(unit.lastWall, language)}
              </span>
            )}
            <Button isDisabled={unit.runs === 0} onPress={() => onShowRuns(unit.serial ?? unit.imei ?? unit.id)}>
              {say('showRuns')}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
