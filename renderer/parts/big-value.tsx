/**
 * One live value in digits that are read at two metres. Guarantees: while it is lost there is no number at all but since
 * when it is lost; an old value shows its age.
 */
import { valueText } from '../../station/texts/value-text.ts';
import type { LiveValue } from '../state/live-fold.ts';
import { ageParts } from '../state/run-time.ts';
import { runWords } from '../words/run-words.ts';
import { useWords } from '../words/words.ts';

/** Younger than this an age says nothing. */
const freshMs = 15_000;

export interface BigValueProps {
  readonly name: string;
  /** Who measured it. */
  readonly from?: string;
  readonly value: LiveValue;
  readonly nowMs: number;
  /** Wall clock, milliseconds, since when nothing is known; `station` when the station is gone. */
  readonly lost: number | 'station' | null;
}

export function BigValue({ name, from, value, nowMs, lost }: BigValueProps) {
  const say = useWords(runWords);
  const { unit, resolution } = value;
  const age = useAgeText();
  const old = nowMs - value.atMs;
  const text = (number: number | null) => valueText(number, unit, resolution, value.status);
  return (
    <div className={lost === null ? 'run-value' : 'run-value lost'}>
      <span className="foreign one-line name">
        {name === '' ? (from ?? '') : name}
        {from === undefined || name === '' ? null : <span className="small quiet"> · {from}</span>}
      </span>
      {lost === null ? (
        <span className="digits number" style={{ fontSize: widthOf(text(value.value)) }}>
          {text(value.value)}
        </span>
      ) : (
        <span className="number digits">
          —{' '}
          <span className="why">
            {lost === 'station' ? say('stationLost') : say('lost', { age: age(nowMs - lost) })}
          </span>
        </span>
      )}
      {value.min === null || value.max === null || value.mean === null ? null : (
        <span className="digits small quiet parts">
          <span>
            {say('min')} {bare(text(value.min))}
          </span>{' '}
          <span>
            {say('mean')} {bare(text(value.mean))}
          </span>{' '}
          <span>
            {say('max')} {text(value.max)}
          </span>
        </span>
      )}
      {lost === null && old > freshMs ? <span className="small quiet">{say('ago', { age: age(old) })}</span> : null}
    </div>
  );
}

/** As large as the tile is wide, with every digit in it: a number that is cut would be another number. */
function widthOf(text: string): string {
  return `clamp(16px, ${Math.min(22, 155 / Math.max(1, text.length)).toFixed(1)}cqw, 60px)`;
}

/** Without its unit, which stands at the end of the line; a value with another prefix keeps it. */
function bare(text: string): string {
  return text.replace(/ (%|°C|V|A|W|Ω|K|dBm|Hz|s)$/u, '');
}

/** `12 s`, `3 min`, `2 h`. */
export function useAgeText(): (ms: number) => string {
  const say = useWords(runWords);
  return (ms) => {
    const { unit, n } = ageParts(ms);
    return say(unit, { n });
  };
}
