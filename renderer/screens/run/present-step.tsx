/** What the run does now: a question before all else, then the soak with its values and curve, else the newest answers. */
import type { Findings } from '../../../station/texts/failure-text.ts';
import { printable } from '../../../station/texts/printable.ts';
import { BigValue } from '../../parts/big-value.tsx';
import { LongCallBars } from '../../parts/long-call-bars.tsx';
import { CapturedWaveforms } from '../../parts/scope-input.tsx';
import { presentRow, type StepRow } from '../../parts/step-rows.ts';
import { useStation } from '../../state/bench-page.tsx';
import { type LiveValue, lostSince } from '../../state/live-fold.ts';
import { useNow } from '../../state/now.ts';
import type { RunView } from '../../state/runs-store.ts';
import { partsWords } from '../../words/parts-words.ts';
import { runWords } from '../../words/run-words.ts';
import { useValueName } from '../../words/value-names.ts';
import { useTexts, useWords } from '../../words/words.ts';
import { PromptPanel } from './prompt-panel.tsx';
import { SoakPanel } from './soak-panel.tsx';
import { Standstill } from './standstill.tsx';

const mostAnswers = 6;

export interface PresentStepProps {
  readonly view: RunView;
  readonly rows: readonly StepRow[];
  readonly findings: Findings;
  /** Nobody works on the run. */
  readonly stands: boolean;
}

export function PresentStep({ view, rows, stands }: PresentStepProps) {
  const say = useWords(runWords);
  const texts = useTexts();
  const { record, live } = view;
  const row = rows[presentRow(rows)];
  const asked = record.prompts.findIndex(({ answered }) => !answered);
  const prompt = record.prompts[asked];
  const title = row === undefined ? say('beginning') : row.title === null ? printable(row.name) : texts(row.title);
  return (
    <div className="present">
      <h2 className="foreign present-title">{title}</h2>
      {live.stopping === null ? null : <p className="quiet">{say('undoing')}</p>}
      {/* Nobody works on it: it does not go on by itself, and the notice above says what does. */}
      {stands ? null : <Standstill lost={live.lost} />}
      <LongCallBars of={{ run: record.run }} />
      {prompt !== undefined && !stands && live.stopping === null ? (
        <PromptPanel key={asked} run={record.run} prompt={prompt} />
      ) : null}
      {/* Above the values: it tells why some of them are none. */}
      <CapturedWaveforms waveforms={record.waveforms} most={2} brief />
      {live.soak === null ? <Answers view={view} stands={stands} /> : <SoakPanel view={view} stands={stands} />}
    </div>
  );
}

/** The newest answers, newest first. */
function Answers({ view, stands }: { readonly view: RunView; readonly stands: boolean }) {
  const say = useWords(runWords);
  const sayPart = useWords(partsWords);
  const name = useValueName();
  const now = useNow(1_000);
  const up = useStation((state) => state.up);
  const { readings, lost } = view.live;
  const shown = newest(readings);
  const scopes = new Set(shown.flatMap(({ role, channel }) => (channel === undefined ? [] : [role])));
  const from = ({ role, channel, path }: LiveValue) => {
    if (role === null) return {};
    const who = name([role]);
    if (channel === undefined) return { from: who };
    // Of a single one the channel tells enough beside a name, and there is little room.
    return {
      from:
        scopes.size === 1 && path.length > 0
          ? sayPart('channel', { channel })
          : sayPart('channelOf', { channel, role: who }),
    };
  };
  if (shown.length === 0) return null;
  return (
    <section className="stack" aria-label={say('live')}>
      <h3>{say('live')}</h3>
      <div className="run-values">
        {shown.map((value) => (
          <BigValue
            key={value.key}
            name={name(value.path)}
            {...from(value)}
            value={value}
            nowMs={now}
            lost={up ? lostSince(lost, value.role, stands ? view.lastWall : null) : 'station'}
          />
        ))}
      </div>
    </section>
  );
}

/** Newest first, one of each name: what was asked for twice is shown once. Of one answer what has a number comes first. */
function newest(readings: readonly LiveValue[]): LiveValue[] {
  // How long the phone has been on is no measurement.
  const told = readings.filter(({ unit }) => unit !== 's');
  const byName = new Map(told.map((value) => [`${value.role} ${value.channel} ${value.path.at(-1)}`, value]));
  return [...byName.values()]
    .sort((a, b) => b.atMs - a.atMs || Number(a.value === null) - Number(b.value === null))
    .slice(0, mostAnswers);
}
