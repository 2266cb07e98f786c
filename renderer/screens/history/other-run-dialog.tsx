/** Which run to put beside this one: those of the same procedure, of the same unit first. The earlier one is `before`. */
import type { HistoryRun } from '../../../station/api/history.ts';
import type { RunRecord } from '../../../station/record/record.ts';
import { printable } from '../../../station/texts/printable.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { VerdictMark } from '../../parts/verdict-mark.tsx';
import { useAsked } from '../../state/ask-station.ts';
import { useBenchPage } from '../../state/bench-page.tsx';
import { historyWords } from '../../words/history-words.ts';
import { dateTimeText } from '../../words/time-text.ts';
import { useLanguage, useWords } from '../../words/words.ts';

/** Most runs to choose from. */
const mostRuns = 50;

export function OtherRunDialog({ record, onClose }: { readonly record: RunRecord; onClose(): void }) {
  const say = useWords(historyWords);
  const language = useLanguage();
  const { place } = useBenchPage();
  const found = useAsked('history/search', { text: '', procedure: record.procedure.id, from: 0, count: mostRuns });
  const sameUnit = (run: HistoryRun) => run.unit.serial !== undefined && run.unit.serial === record.unit.serial;
  const others = (found.value?.runs ?? [])
    .filter(({ run }) => run !== record.run)
    .sort((a, b) => Number(sameUnit(b)) - Number(sameUnit(a)));
  const choose = (other: HistoryRun) => {
    const isEarlier = other.startedWall < record.startedWall;
    const [before, after] = isEarlier ? [other.run, record.run] : [record.run, other.run];
    place.go({ screen: 'history', item: before, other: after });
  };
  return (
    <Dialog title={say('pickOther')} isOpen onDismiss={onClose} wide>
      <p>{say('compareWith', { run: record.run })}</p>
      <FailureNotice failure={found.failure} />
      {found.value !== null && others.length === 0 ? <p className="quiet">{say('noOther')}</p> : null}
      <ul className="stack scroll other-runs">
        {others.map((run) => (
          <li key={run.run}>
            <Button wide onPress={() => choose(run)}>
              <VerdictMark verdict={run.verdict} />
              <span className="digits">{run.run}</span>
              <span className="foreign grow one-line">
                {printable([run.unit.brand, run.unit.model, run.unit.serial].filter(Boolean).join(' '))}
              </span>
              <span className="digits">{dateTimeText(run.startedWall, language)}</span>
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
