/** What the author wrote, read-only, with what the check found beside its lines. */
import { type ReactNode, useRef } from 'react';
import type { CheckFinding, ProcedureDetails } from '../../../station/api/procedures.ts';
import { failureText } from '../../../station/texts/failure-text.ts';
import { printable } from '../../../station/texts/printable.ts';
import { Button } from '../../parts/button.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import type { Doing } from '../../state/ask-station.ts';
import { proceduresWords } from '../../words/procedures-words.ts';
import { useLanguage, useWords } from '../../words/words.ts';

export interface SourcePageProps {
  readonly details: ProcedureDetails;
  readonly checking: Doing<'procedure/check'>;
  /** Null before it was checked. */
  readonly findings: readonly CheckFinding[] | null;
  onCheck(): void;
}

export function SourcePage({ details, checking, findings, onCheck }: SourcePageProps) {
  const say = useWords(proceduresWords);
  const language = useLanguage();
  const list = useRef<HTMLOListElement>(null);
  const lines = details.source.split('\n');
  const own = `${details.id}.ts`;
  const marked = new Set((findings ?? []).filter(({ file }) => file === own).map(({ line }) => line));
  const show = (line: number) => {
    // Only the source moves: bringing an element into view would move the whole window with it.
    const shown = list.current?.children[line - 1];
    const scrolls = list.current?.parentElement;
    if (!(shown instanceof HTMLElement) || !scrolls) return;
    scrolls.scrollTo({ top: shown.offsetTop - scrolls.clientHeight / 2 });
  };
  return (
    <div className="source stack">
      <div className="row wrap">
        <Button look="primary" isDisabled={checking.busy} onPress={onCheck}>
          {say(checking.busy ? 'checking' : 'check')}
        </Button>
        {findings === null ? null : (
          <strong role="status">
            {findings.length === 0 ? `✓ ${say('checkClean')}` : say('checkFound', { n: findings.length })}
          </strong>
        )}
      </div>
      <FailureNotice failure={checking.failure} />
      {findings === null || findings.length === 0 ? null : (
        <ul className="panel finding-list scroll">
          {findings.map((finding) => (
            <li key={`${finding.file} ${finding.line} ${finding.column} ${finding.failure.code}`} className="row">
              <FindingPlace finding={finding} onShow={finding.file === own ? show : undefined} />
              <span className="grow foreign">{failureText(finding.failure, language)}</span>
            </li>
          ))}
        </ul>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
      <section className="source-lines scroll" tabIndex={0} aria-label={say('sourceOf', { id: details.id })}>
        <ol ref={list} className="digits">
          {lines.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line of a source is its number.
            <li key={index} className={marked.has(index + 1) ? 'marked' : undefined}>
              {printable(line.replaceAll('\t', '  '))}
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}

interface FindingPlaceProps {
  readonly finding: CheckFinding;
  onShow: ((line: number) => void) | undefined;
}

/** A finding in the procedure's own file leads to its line; one in a file beside it names that file. */
function FindingPlace({ finding: { file, line }, onShow }: FindingPlaceProps): ReactNode {
  const say = useWords(proceduresWords);
  if (onShow === undefined)
    return (
      <span className="digits foreign finding-place">
        {printable(file)} {say('line', { line })}
      </span>
    );
  return <Button onPress={() => onShow(line)}>{say('line', { line })}</Button>;
}
