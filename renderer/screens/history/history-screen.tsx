/** History: under construction by its builder; replaced as a whole. */
import { frameWords } from '../../words/frame-words.ts';
import { useWords } from '../../words/words.ts';

export function HistoryScreen() {
  const say = useWords(frameWords);
  return (
    <section className="screen" aria-labelledby="screen-title">
      <header>
        <h1 id="screen-title">{say('history')}</h1>
      </header>
    </section>
  );
}
