/** Procedures: under construction by its builder; replaced as a whole. */
import { frameWords } from '../../words/frame-words.ts';
import { useWords } from '../../words/words.ts';

export function ProceduresScreen() {
  const say = useWords(frameWords);
  return (
    <section className="screen" aria-labelledby="screen-title">
      <header>
        <h1 id="screen-title">{say('procedures')}</h1>
      </header>
    </section>
  );
}
