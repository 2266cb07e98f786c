/** What a person can do about a failure that names a cure. */
import type { Failure } from '../../foundation/failure.ts';
import type { Language } from '../../foundation/measurement/declaration.ts';
import { failureText } from './failure-text.ts';
import { failureTexts } from './failures.ts';

/** The sentence behind `params.cure`; empty where there is none. */
export function cureText({ params }: Failure, language: Language): string {
  const { cure, ...rest } = params;
  return typeof cure === 'string' ? failureText({ code: cure, params: rest }, language) : '';
}

/** Both parts of {@link curedFailure} in one text, for where there is one place for them. */
export function curedText(failure: Failure, language: Language): string {
  const { what, cure } = curedFailure(failure, language);
  return cure === '' ? what : `${what} ${cure}`;
}

/** A failure with its cure, said once: what happened and what the station did about it, and what a person can do. */
export interface CuredFailure {
  readonly what: string;
  /** Empty where there is no cure. */
  readonly cure: string;
}

/**
 * A sentence of three clauses ends with what a person can do, and so does its cure: whichever says more is told. `words`:
 * another sentence for the cure, where the place it is shown at knows better.
 */
export function curedFailure(failure: Failure, language: Language, words?: string): CuredFailure {
  const cure = words ?? cureText(failure, language);
  const what = failureText(failure, language);
  const known = failureTexts[failure.code];
  if (cure === '' || known === undefined) return { what, cure };
  const between = language === 'en' ? '; ' : '；';
  const clauses = known[language].split(between);
  if (clauses.length < 3) return { what, cure };
  const say = (text: string) =>
    failureText(failure, language, { [failure.code]: { en: text, 'zh-CN': text, 'zh-TW': text } });
  const advice = say(clauses.at(-1) ?? '');
  const rest = say(clauses.slice(0, -1).join(between));
  const more = words === undefined && advice.length > cure.length ? advice : cure;
  return { what: rest + (language === 'en' ? '.' : '。'), cure: more.charAt(0).toUpperCase() + more.slice(1) };
}
