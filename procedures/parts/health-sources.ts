/**
 * Which opinion about the battery counts. Guarantees that only a source that was believed can be chosen, that the weakest
 * letter (D) never decides, and that sources which contradict each other choose nothing.
 */
import type { Measured } from '../language/index.ts';

/** One opinion as the phone driver grades it. */
export interface HealthSource {
  readonly source: string;
  readonly confidence: 'A' | 'B' | 'B-' | 'C' | 'D';
  readonly availability: string;
  readonly health: Measured<'%'>;
  readonly rejected?: string;
  readonly raw: string;
}

export type HealthChoice =
  | { readonly kind: 'chosen'; readonly source: HealthSource }
  | { readonly kind: 'disagree'; readonly lowest: HealthSource; readonly highest: HealthSource }
  | { readonly kind: 'none' };

/** Two believed sources further apart than this, in points, tell of two different batteries. */
const mostApart = 7;
const letters: readonly HealthSource['confidence'][] = ['A', 'B', 'B-', 'C'];

/** The best believed source, or why there is none. */
export function chooseHealth(sources: readonly HealthSource[]): HealthChoice {
  const believed = sources.filter(
    ({ availability, rejected, health, confidence }) =>
      availability === 'ok' && rejected === undefined && health.status === 'ok' && letters.includes(confidence),
  );
  const byLetter = [...believed].sort((a, b) => letters.indexOf(a.confidence) - letters.indexOf(b.confidence));
  const best = byLetter[0];
  if (best === undefined) return { kind: 'none' };
  // The bench's own measurement needs nobody's agreement.
  if (best.confidence === 'A') return { kind: 'chosen', source: best };
  const byHealth = [...believed].sort((a, b) => percent(a) - percent(b));
  const lowest = byHealth[0] ?? best;
  const highest = byHealth.at(-1) ?? best;
  if (percent(highest) - percent(lowest) > mostApart) return { kind: 'disagree', lowest, highest };
  return { kind: 'chosen', source: best };
}

function percent(source: HealthSource): number {
  return source.health.value ?? Number.NaN;
}
