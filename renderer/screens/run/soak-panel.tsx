/** A soak: the values in digits for two metres, what was missed, and the curve of the one that is chosen. */
import { useState } from 'react';
import { valueText } from '../../../station/texts/value-text.ts';
import { BigValue } from '../../parts/big-value.tsx';
import { useStation } from '../../state/bench-page.tsx';
import { type LiveSoak, lostSince } from '../../state/live-fold.ts';
import { useNow } from '../../state/now.ts';
import type { RunView } from '../../state/runs-store.ts';
import { worthShowing } from '../../state/shown-values.ts';
import { runWords } from '../../words/run-words.ts';
import { useValueName } from '../../words/value-names.ts';
import { useWords } from '../../words/words.ts';
import { RunCurve } from './run-curve.tsx';
import { leastMargin } from './run-limits.ts';

export function SoakPanel({ view, stands }: { readonly view: RunView; readonly stands: boolean }) {
  const now = useNow(1_000);
  const name = useValueName();
  const up = useStation((state) => state.up);
  const { live, record, lastWall } = view;
  const [chosen, setChosen] = useState<string | null>(null);
  const { soak } = live;
  if (soak === null) return null;
  const { shown, others } = worthShowing(soak.values);
  const lost = up ? lostSince(live.lost, null, stands ? lastWall : null) : 'station';
  const curve = shown.find(({ key }) => key === chosen) ?? shown[0];
  return (
    <div className="soak">
      <div className="run-values">
        {shown.map((value) => (
          <button
            key={value.key}
            type="button"
            className="run-value-button"
            aria-pressed={value.key === curve?.key}
            onClick={() => setChosen(value.key)}
          >
            <BigValue name={name(value.path)} value={value} nowMs={now} lost={lost} />
          </button>
        ))}
      </div>
      <SoakCounts soak={soak} others={lost === null ? others : []} margin={leastMargin(record.measures)} />
      {curve === undefined ? null : (
        <RunCurve
          {...{ run: record.run, soak: soak.name, value: curve.key, measures: record.measures }}
          resolution={curve.resolution}
          plannedMs={soak.forMs}
          live
        />
      )}
    </div>
  );
}

interface SoakCountsProps {
  readonly soak: LiveSoak;
  readonly others: LiveSoak['values'];
  readonly margin: number | null;
}

function SoakCounts({ soak, others, margin }: SoakCountsProps) {
  const say = useWords(runWords);
  const name = useValueName();
  return (
    <p className="digits soak-counts">
      <span>
        {say('samples')} {soak.samples}
      </span>
      <span className={soak.holes > 0 ? 'care' : undefined}>
        {say('gaps')} {soak.holes}
      </span>
      {margin === null ? null : (
        <span>
          {say('worstMargin')} {margin.toFixed(1)} %
        </span>
      )}
      {others.map(({ key, path, value, unit, resolution, status }) => (
        <span key={key} className="quiet">
          {name(path)} {valueText(value, unit, resolution, status)}
        </span>
      ))}
    </p>
  );
}
