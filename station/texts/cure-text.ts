/** What a person can do about a failure that names a cure. */
import type { Failure } from '../../foundation/failure.ts';
import type { Language } from '../../foundation/measurement/declaration.ts';
import { failureText } from './failure-text.ts';

/** The sentence behind `params.cure`; empty where there is none. */
export function cureText({ params }: Failure, language: Language): string {
  const { cure, ...rest } = params;
  return typeof cure === 'string' ? failureText({ code: cure, params: rest }, language) : '';
}
