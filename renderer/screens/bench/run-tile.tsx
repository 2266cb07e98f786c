/** One unit in test: state, step, time left, last value. The whole tile is one button. */
import { printable } from '../../../station/texts/printable.ts';
import { durationText, valueText } from '../../../station/texts/value-text.ts';
import { presentRow, stepRows } from '../../parts/step-rows.ts';
import { verdictShapes, verdictTone } from '../../parts/verdict-mark.tsx';
import { useBenchPage, useRuns, useStation } from '../../state/bench-page.tsx';
import { useNow } from '../../state/now.ts';
import { useProcedureWords } from '../../state/procedure-words.ts';
import { soakTime } from '../../state/run-time.ts';
import type { RunView } from '../../state/runs-store.ts';
import { worthShowing } from '../../state/shown-values.ts';
import { benchWords } from '../../words/bench-words.ts';
import { useValueName } from '../../words/value-names.ts';
import { verdictWords } from '../../words/verdict-words.ts';
import { useTexts, useWords } from '../../words/words.ts';

export interface RunTileProps {
  readonly run: string;
  /** The digit that opens it; null where no digit is left. */
  readonly place: number | null;
}

export function RunTile({ run, place: number }: RunTileProps) {
  const say = useWords(benchWords);
  const { place } = useBenchPage();
  const view = useRuns((state) => state.runs[run]);
  const tone = view === undefined ? 'plain' : verdictTone(stateOf(view, false));
  return (
    <button
      type="button"
      className={`tile ${view?.record.stoppedWall === undefined ? '' : tone} ${view?.record.simulated === true ? 'simulated-tile' : ''}`}
      onClick={() => place.go({ screen: 'run', item: run })}
    >
      <span className="tile-number digits" aria-hidden="true">
        {number ?? '·'}
      </span>
      <span className="visually-hidden">{say('openRun', { n: number ?? '', run })}</span>
      {view === undefined ? <span className="digits grow">{printable(run)}</span> : <TileText view={view} />}
    </button>
  );
}

function TileText({ view }: { readonly view: RunView }) {
  const say = useWords(benchWords);
  const verdicts = useWords(verdictWords);
  const texts = useTexts();
  const name = useValueName();
  const now = useNow(1_000);
  const { record, live } = view;
  const { stages } = useProcedureWords(record.procedure.id);
  const interrupted = useStation((state) => state.status?.interrupted.includes(record.run) ?? false);
  const state = stateOf(view, interrupted);
  const rows = stepRows(record, stages);
  const row = rows[presentRow(rows)];
  const asks = state === 'RUNNING' && record.prompts.some(({ answered }) => !answered);
  const time = state === 'RUNNING' ? soakTime(live, record.clock, now) : null;
  const last = live.soak === null ? live.readings.at(-1) : worthShowing(live.soak.values).shown[0];
  const { unit } = record;
  const who = [unit.brand, unit.model].filter((part) => part !== undefined).join(' ');
  return (
    <span className="grow tile-text">
      <strong className="foreign tile-unit">{printable(who === '' ? say('noUnit') : who)}</strong>
      <span className="row">
        <span className="tile-state grow">
          <span aria-hidden="true">{verdictShapes[state]}</span> {asks ? say('question') : verdicts(state)}
        </span>
        {record.simulated ? <span className="badge simulated">{say('simulated')}</span> : null}
      </span>
      <span className="foreign one-line">{texts(record.procedure.title)}</span>
      <span className="row small">
        <span className="foreign one-line grow">
          {row === undefined ? '' : row.title === null ? printable(row.name) : texts(row.title)}
        </span>
        {time === null ? null : <span className="digits">{say('timeLeft', { time: durationText(time.leftMs) })}</span>}
      </span>
      {last === undefined || state !== 'RUNNING' ? null : (
        <span className="row small">
          <span className="foreign one-line grow quiet">{name(last.path, last.role)}</span>
          <strong className="digits tile-value">
            {live.lost.length > 0 ? '—' : valueText(last.value, last.unit, last.resolution, last.status)}
          </strong>
        </span>
      )}
    </span>
  );
}

function stateOf({ record }: RunView, interrupted: boolean): RunView['record']['verdict'] | 'RUNNING' {
  return record.stoppedWall === undefined && !interrupted ? 'RUNNING' : record.verdict;
}
