/** What a procedure needs, the steps it takes and what it asks, before anybody runs it. */
import type { ProcedureDetails } from '../../../station/api/procedures.ts';
import { printable } from '../../../station/texts/printable.ts';
import { useCapabilityText } from '../../parts/capability-text.ts';
import { proceduresWords } from '../../words/procedures-words.ts';
import { useTexts, useWords } from '../../words/words.ts';

const promptKinds = {
  confirm: 'promptConfirm',
  choose: 'promptChoose',
  number: 'promptNumber',
  text: 'promptText',
  scan: 'promptScan',
} as const;

export function CoursePage({ details }: { readonly details: ProcedureDetails }) {
  const say = useWords(proceduresWords);
  const texts = useTexts();
  const capability = useCapabilityText();
  const { needs, stages, prompts } = details;
  return (
    <div className="course">
      <section className="panel">
        <h2>{say('stages')}</h2>
        {stages.length === 0 ? <p className="quiet">{say('noStages')}</p> : null}
        <ol className="stage-list">
          {stages.map(({ name, title }, index) => (
            <li key={name}>
              <span className="digits quiet stage-number" aria-hidden="true">
                {index + 1}
              </span>
              <span className="grow">
                <span className="foreign">{texts(title)}</span>
                <br />
                <span className="foreign digits small quiet">{printable(name)}</span>
              </span>
            </li>
          ))}
        </ol>
      </section>
      <div className="stack">
        <section className="panel">
          <h2>{say('needs')}</h2>
          <dl className="fact-list">
            {Object.entries(needs).map(([role, kind]) => (
              <div key={role}>
                <dt className="foreign digits">{printable(role)}</dt>
                <dd className="foreign">{capability(kind)}</dd>
              </div>
            ))}
          </dl>
        </section>
        <section className="panel stack">
          <h2>{say('prompts')}</h2>
          {prompts.length === 0 ? <p className="quiet">{say('noPrompts')}</p> : null}
          <ul className="stack">
            {prompts.map(({ key, kind, text }) => (
              <li key={key}>
                <p className="foreign">{texts(text)}</p>
                <p className="small quiet">
                  {Object.hasOwn(promptKinds, kind)
                    ? say(promptKinds[kind as keyof typeof promptKinds])
                    : printable(kind)}
                  {' · '}
                  <span className="foreign digits">{printable(key)}</span>
                </p>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </div>
  );
}
