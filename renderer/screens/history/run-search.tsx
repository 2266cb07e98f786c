/** All runs, newest first, narrowed by words and filters. Only the page that is shown is asked for. */
import { useState } from 'react';
import type { HistoryRun } from '../../../station/api/history.ts';
import { printable } from '../../../station/texts/printable.ts';
import { Button } from '../../parts/button.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Empty } from '../../parts/empty.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useAsked } from '../../state/ask-station.ts';
import { useStation } from '../../state/bench-page.tsx';
import { useSettled } from '../../state/settled.ts';
import { historyWords } from '../../words/history-words.ts';
import { verdictWords } from '../../words/verdict-words.ts';
import { useTexts, useWords } from '../../words/words.ts';
import { RunTable } from './run-table.tsx';

/** Rows of a page. */
const pageRows = 50;
const verdicts: readonly HistoryRun['verdict'][] = [
  'PASS',
  'FAIL',
  'INCONCLUSIVE',
  'STOPPED',
  'INTERRUPTED',
  'RUNNING',
];
const any = 'any' as const;
const nobody: readonly string[] = [];

export function RunSearch({ text, onText }: { readonly text: string; onText(text: string): void }) {
  const say = useWords(historyWords);
  const sayVerdict = useWords(verdictWords);
  const textIn = useTexts();
  const [verdict, setVerdict] = useState<HistoryRun['verdict'] | typeof any>(any);
  const [procedure, setProcedure] = useState<string>(any);
  const [operator, setOperator] = useState<string>(any);
  const [from, setFrom] = useState(0);
  const operators = useStation((state) => state.settings?.operators ?? nobody);
  const procedures = useAsked('procedure/list', {});
  const settled = useSettled(text, 250);
  const found = useAsked('history/search', {
    text: settled,
    from,
    count: pageRows,
    ...(verdict === any ? {} : { verdict }),
    ...(procedure === any ? {} : { procedure }),
    ...(operator === any ? {} : { operator }),
  });
  const narrowed = settled !== '' || verdict !== any || procedure !== any || operator !== any;
  const { total = 0, runs = [] } = found.value ?? {};
  const narrow =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      set(value);
      setFrom(0);
    };
  return (
    <div className="stack history-page">
      <div className="row wrap history-filters">
        <div className="grow history-words">
          <TextField label={say('search')} placeholder={say('searchHint')} value={text} onChange={narrow(onText)} />
        </div>
        <Choice<HistoryRun['verdict'] | typeof any>
          label={say('verdict')}
          value={verdict}
          onChange={narrow(setVerdict)}
          options={[{ id: any, text: say('any') }, ...verdicts.map((id) => ({ id, text: sayVerdict(id) }))]}
        />
        <Choice
          label={say('procedure')}
          value={procedure}
          onChange={narrow(setProcedure)}
          options={[
            { id: any, text: say('any') },
            ...(procedures.value ?? []).map(({ id, title }) => ({ id, text: textIn(title) })),
          ]}
        />
        <Choice
          label={say('operator')}
          value={operator}
          onChange={narrow(setOperator)}
          options={[{ id: any, text: say('any') }, ...operators.map((id) => ({ id, text: printable(id) }))]}
        />
      </div>
      <FailureNotice failure={found.failure} />
      {found.value !== null && total === 0 ? (
        <Empty title={narrowed ? say('nothingFound') : say('noRuns')}>
          {narrowed ? null : <p>{say('noRunsHow')}</p>}
        </Empty>
      ) : null}
      {total > 0 ? <RunTable runs={runs} /> : null}
      {total > 0 ? (
        <div className="row">
          <span className="quiet grow" role="status">
            {say('found', { n: total })}
          </span>
          <Button isDisabled={from === 0} onPress={() => setFrom(Math.max(0, from - pageRows))}>
            {say('newer')}
          </Button>
          <span className="digits">
            {from + 1}–{Math.min(total, from + pageRows)}
          </span>
          <Button isDisabled={from + pageRows >= total} onPress={() => setFrom(from + pageRows)}>
            {say('older')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
