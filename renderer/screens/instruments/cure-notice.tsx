/** Why an instrument cannot be used, and what a person can do about it. */
import type { Failure } from '../../../foundation/failure.ts';
import { curedFailure } from '../../../station/texts/cure-text.ts';
import { instrumentsWords } from '../../words/instruments-words.ts';
import { useLanguage, useWords } from '../../words/words.ts';

export function CureNotice({ problem }: { readonly problem: Failure }) {
  const say = useWords(instrumentsWords);
  const language = useLanguage();
  // The sentence of the command line names an option of it.
  const own = problem.params.cure === 'cure/choose-driver' ? say('chooseBelow') : undefined;
  const { what, cure } = curedFailure(problem, language, own);
  return (
    <div className="notice warn" role="status">
      <div className="grow">
        <p className="foreign">{what}</p>
        <p>
          {cure === '' ? null : (
            <span className="foreign">
              <strong>{say('whatToDo')}</strong> {cure}{' '}
            </span>
          )}
          <span className="small quiet digits foreign">{problem.code}</span>
        </p>
      </div>
    </div>
  );
}
