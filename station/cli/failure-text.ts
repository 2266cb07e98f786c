/**
 * Failures in the words of the person: what happened; what the station did about it; what they can do. A code without
 * a sentence is still shown with everything it carries.
 */
import type { Failure } from '../../foundation/failure.ts';
import type { Language } from '../../foundation/measurement/declaration.ts';
import { printable } from './text-width.ts';
import { failureTexts, unknownFailure } from './texts/failures.ts';

/** One sentence; `{name}` in a text stands for the parameter of that name. */
export function failureText(failure: Failure, language: Language): string {
  const params = { ...failure.params, code: failure.code, details: detailsOf(failure) };
  const text = (failureTexts[failure.code] ?? unknownFailure)[language];
  return text.replace(/\{(\w+)\}/g, (_, name: string) => printable(paramText(params, name)));
}

/** The sentence with its code, as it goes to standard error. */
export function failureLine(failure: Failure, language: Language): string {
  return `${failureText(failure, language)} [${failure.code}]`;
}

function paramText(params: Readonly<Record<string, unknown>>, name: string): string {
  const value = Object.hasOwn(params, name) ? params[name] : undefined;
  return value === undefined || value === null || value === '' ? '?' : String(value);
}

function detailsOf(failure: Failure): string {
  return Object.entries(failure.params)
    .map(([key, value]) => `${key} ${String(value)}`)
    .join(', ');
}
