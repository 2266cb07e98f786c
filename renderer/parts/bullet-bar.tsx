/**
 * A value inside its limits as a bar: the good part, the part with a warning, and the marker. Colour never alone: the
 * marker is a filled diamond inside and a hollow cross outside, and the words beside it say by how much.
 */
import type { Limits } from '../../foundation/measurement/declaration.ts';
import { limitsText, valueText } from '../../station/texts/value-text.ts';
import { partsWords } from '../words/parts-words.ts';
import { useWords } from '../words/words.ts';
import { distanceOutside, limitScale, marginPercent } from './limit-scale.ts';

export interface BulletBarProps {
  readonly limits: Limits;
  readonly value: number | null;
  readonly unit: string;
  readonly resolution?: number;
  /** What is measured, for readers. */
  readonly label: string;
}

export function BulletBar({ limits, value, unit, resolution, label }: BulletBarProps) {
  const scale = limitScale(limits, value);
  const said = useDistanceText();
  if (scale === undefined) return null;
  const { good, calm, marker, beyond } = scale;
  const out = distanceOutside(limits, value, unit, resolution) !== undefined;
  const percent = (part: number) => `${(part * 100).toFixed(2)}%`;
  const words = [
    label,
    valueText(value, unit, resolution),
    limitsText(limits, unit),
    said(limits, value, unit, resolution),
  ];
  return (
    <div className="bullet" role="img" aria-label={words.filter(Boolean).join(', ')}>
      <div className="bullet-track">
        <div className="bullet-good" style={{ left: percent(good[0]), width: percent(good[1] - good[0]) }} />
        <div className="bullet-calm" style={{ left: percent(calm[0]), width: percent(calm[1] - calm[0]) }} />
        {limits.lo === undefined ? null : <div className="bullet-limit" style={{ left: percent(good[0]) }} />}
        {limits.hi === undefined ? null : <div className="bullet-limit" style={{ left: percent(good[1]) }} />}
        {marker === null ? null : (
          <div className={out ? 'bullet-marker out' : 'bullet-marker'} style={{ left: percent(marker) }}>
            {beyond === null ? (out ? '✕' : '◆') : beyond === 'left' ? '◀' : '▶'}
          </div>
        )}
      </div>
      <div className="bullet-ends digits">
        {limits.lo === undefined ? null : <span style={endAt(good[0])}>{valueText(limits.lo, unit)}</span>}
        {limits.hi === undefined ? null : <span style={endAt(good[1])}>{valueText(limits.hi, unit)}</span>}
      </div>
    </div>
  );
}

/** Labels at the rim stay inside the bar. */
function endAt(part: number) {
  return { left: `${(Math.min(0.85, Math.max(0.15, part)) * 100).toFixed(2)}%` };
}

/** `+38 mV above 3.366 V`, `margin 12 %`, or nothing. */
export function useDistanceText(): (limits: Limits, value: number | null, unit: string, resolution?: number) => string {
  const say = useWords(partsWords);
  return (limits, value, unit, resolution) => {
    const out = distanceOutside(limits, value, unit, resolution);
    if (out !== undefined) return say(out.side === 'above' ? 'aboveBy' : 'belowBy', { by: out.by, limit: out.limit });
    const margin = marginPercent(limits, value);
    return margin === null ? '' : say('margin', { percent: margin < 10 ? margin.toFixed(1) : Math.round(margin) });
  };
}
