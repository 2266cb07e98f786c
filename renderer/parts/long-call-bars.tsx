/** How far the long calls of instruments are: a bar and a line each, and nothing when there are none. */
import { percentOf } from '../../foundation/measurement/call-progress.ts';
import type { LongCall } from '../../station/api/instruments.ts';
import { progressText } from '../../station/texts/progress-text.ts';
import { useLongCalls } from '../state/bench-page.tsx';
import { partsWords } from '../words/parts-words.ts';
import { useValueName } from '../words/value-names.ts';
import { useLanguage, useWords } from '../words/words.ts';

export interface LongCallBarsProps {
  /** Those of a run, or of the instrument at an address. */
  readonly of: { readonly run: string } | { readonly address: string };
}

export function LongCallBars({ of }: LongCallBarsProps) {
  const all = useLongCalls(({ calls }) => calls);
  const calls = all.filter((call) => ('run' in of ? call.run === of.run : call.address === of.address));
  if (calls.length === 0) return null;
  return (
    <div className="stack">
      {calls.map((call) => (
        <LongCallBar key={`${call.run} ${call.role}`} call={call} />
      ))}
    </div>
  );
}

function LongCallBar({ call }: { readonly call: LongCall }) {
  const say = useWords(partsWords);
  const name = useValueName();
  const language = useLanguage();
  const percent = percentOf(call);
  const text = progressText(call, language);
  const label = say('transferOf', { role: name([call.role]) });
  return (
    <div className="long-call">
      <p className="row small">
        <span className="foreign grow">{label}</span>
        <span className="digits">{text}</span>
      </p>
      <div
        className="progress"
        role="progressbar"
        aria-label={label}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuetext={text}
      >
        <span style={{ width: `${percent}%` }} />
      </div>
    </div>
  );
}
