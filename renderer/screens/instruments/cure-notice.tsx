/** Why an instrument cannot be used, and what a person can do about it. */
import type { Failure } from '../../../foundation/failure.ts';
import { failureText } from '../../../station/texts/failure-text.ts';
import { instrumentsWords } from '../../words/instruments-words.ts';
import { useLanguage, useWords } from '../../words/words.ts';

export function CureNotice({ problem }: { readonly problem: Failure }) {
  const say = useWords(instrumentsWords);
  const language = useLanguage();
  const { cure } = problem.params;
  const cureText = (code: string) =>
    // The sentence of the command line names an option of it.
    code === 'cure/choose-driver' ? say('chooseBelow') : failureText({ code, params: problem.params }, language);
  return (
    <div className="notice warn" role="status">
      <div className="grow">
        <p className="foreign">{failureText(problem, language)}</p>
        {typeof cure === 'string' ? (
          <p className="foreign">
            <strong>{say('whatToDo')}</strong> {cureText(cure)}
          </p>
        ) : null}
        <p className="small quiet digits foreign">{problem.code}</p>
      </div>
    </div>
  );
}
