/** What went wrong, in the person's words: what happened, what the station did, what to do; with its code to search for. */
import type { ReactNode } from 'react';
import type { Failure } from '../../foundation/failure.ts';
import { type Findings, failureText } from '../../station/texts/failure-text.ts';
import { useValueName } from '../words/value-names.ts';
import { useLanguage } from '../words/words.ts';

export interface FailureNoticeProps {
  readonly failure: Failure | null;
  /** Sentences of a procedure's own codes. */
  readonly findings?: Findings;
  readonly tone?: 'fail' | 'warn';
  /** Buttons that help. */
  readonly children?: ReactNode;
}

export function FailureNotice({ failure, findings = {}, tone = 'fail', children }: FailureNoticeProps) {
  const language = useLanguage();
  const name = useValueName();
  if (failure === null) return null;
  const { role } = failure.params;
  // A person knows the phone and the multimeter, and not what the procedure calls them.
  const spoken = typeof role === 'string' ? { ...failure, params: { ...failure.params, role: name([role]) } } : failure;
  return (
    <div className={`notice ${tone}`} role="alert">
      <div className="grow">
        <p className="foreign">{failureText(spoken, language, findings)}</p>
        <p className="small quiet digits foreign">{failure.code}</p>
      </div>
      {children}
    </div>
  );
}
