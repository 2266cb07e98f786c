/** How long ago something was, in the shortest words: `12 s`, `3 min`, `5 h`. Pure. */
import type { instrumentsWords } from '../../words/instruments-words.ts';
import type { Say } from '../../words/words.ts';

export type SayInstruments = Say<typeof instrumentsWords>;

export function agoText(ms: number, say: SayInstruments): string {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  if (seconds < 120) return say('seconds', { n: seconds });
  if (seconds < 7_200) return say('minutes', { n: Math.round(seconds / 60) });
  return say('hours', { n: Math.round(seconds / 3_600) });
}
