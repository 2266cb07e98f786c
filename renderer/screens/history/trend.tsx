/** How one measurement developed, over one unit or over all of them. */
import { useMemo, useState } from 'react';
import type { TrendPoint } from '../../../station/api/history.ts';
import { printable } from '../../../station/texts/printable.ts';
import { limitsText, valueText } from '../../../station/texts/value-text.ts';
import { Button } from '../../parts/button.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Empty } from '../../parts/empty.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { type AnyVerdict, VerdictMark, verdictShapes } from '../../parts/verdict-mark.tsx';
import { useAsked } from '../../state/ask-station.ts';
import { useBenchPage } from '../../state/bench-page.tsx';
import { useSettled } from '../../state/settled.ts';
import { historyWords } from '../../words/history-words.ts';
import { dateTimeText } from '../../words/time-text.ts';
import { useLanguage, useTexts, useWords } from '../../words/words.ts';
import { TrendChart } from './trend-chart.tsx';
import { type TrendColumns, trendColumns } from './trend-points.ts';

interface Wanted {
  readonly procedure: string;
  readonly key: string;
}

export function Trend() {
  const say = useWords(historyWords);
  const textIn = useTexts();
  const procedures = useAsked('procedure/list', {});
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const [serial, setSerial] = useState('');
  const settled = useSettled(serial.trim(), 250);
  const choices = (procedures.value ?? []).flatMap(({ id, title, measures }) =>
    measures.map((measure) => ({
      id: `${id} ${measure.key}`,
      text: `${textIn(title)} · ${textIn(measure.title)}`,
      wanted: { procedure: id, key: measure.key },
    })),
  );
  return (
    <div className="stack history-page">
      <div className="row wrap history-filters">
        <div className="grow">
          <Choice
            label={say('trendOf')}
            value={wanted === null ? null : `${wanted.procedure} ${wanted.key}`}
            placeholder={say('trendHint')}
            options={choices}
            onChange={(id) => setWanted(choices.find((choice) => choice.id === id)?.wanted ?? null)}
          />
        </div>
        <TextField label={say('trendUnit')} value={serial} onChange={setSerial} />
      </div>
      <FailureNotice failure={procedures.failure} />
      {wanted === null ? <Empty title={say('trendHint')} /> : <TrendOf wanted={wanted} serial={settled} />}
    </div>
  );
}

function TrendOf({ wanted, serial }: { readonly wanted: Wanted; readonly serial: string }) {
  const say = useWords(historyWords);
  const { place } = useBenchPage();
  const points = useAsked('history/trend', { ...wanted, ...(serial === '' ? {} : { serial }) });
  const columns = useMemo(() => trendColumns(points.value ?? []), [points.value]);
  if (points.value?.length === 0) return <Empty title={say('trendEmpty')} />;
  return (
    <>
      <FailureNotice failure={points.failure} />
      {columns.points.length === 0 ? null : (
        <TrendChart
          columns={columns}
          unit={columns.unit}
          label={say('trend')}
          onOpen={(run) => place.go({ screen: 'history', item: run })}
        />
      )}
      {columns.otherUnits.length === 0 ? null : (
        <p className="notice warn" role="status">
          {say('otherUnits', { n: columns.otherUnits.length, unit: columns.unit })}
        </p>
      )}
      <TrendTable columns={columns} />
    </>
  );
}

/** What the drawing says, for the keyboard and for readers of the screen. */
function TrendTable({ columns }: { readonly columns: TrendColumns }) {
  const say = useWords(historyWords);
  const language = useLanguage();
  const { place } = useBenchPage();
  return (
    <div className="scroll grow history-rows">
      <table className="table" aria-label={say('points')}>
        <thead>
          <tr>
            {(['started', 'unit', 'value', 'limits', 'verdict', 'run'] as const).map((key) => (
              <th key={key} scope="col">
                {say(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {newestFirst(columns).map((point) => (
            <tr key={point.run}>
              <td className="digits">{dateTimeText(point.wall, language)}</td>
              <td className="digits foreign history-unit">{printable(point.serial ?? '—')}</td>
              <td className="digits">
                {valueText(point.value, point.unit, point.resolution, point.status ?? undefined)}
              </td>
              <td className="digits">{limitsText(point.limits, point.unit)}</td>
              <td>
                {isVerdict(point.verdict) ? <VerdictMark verdict={point.verdict} /> : printable(point.verdict)}
                {point.simulated ? <span className="badge simulated">{say('simulated')}</span> : null}
              </td>
              <td>
                <Button look="plain" onPress={() => place.go({ screen: 'history', item: point.run })}>
                  <span className="digits">{point.run}</span>
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Also those that are not drawn. */
function newestFirst({ points, otherUnits }: TrendColumns): TrendPoint[] {
  return [...points, ...otherUnits].sort((a, b) => Date.parse(b.wall) - Date.parse(a.wall));
}

function isVerdict(word: string): word is AnyVerdict {
  return Object.hasOwn(verdictShapes, word);
}
