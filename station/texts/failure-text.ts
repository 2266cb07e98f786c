/**
 * Failures in the words of the person: what happened; what the station did about it; what they can do. A code without
 * a sentence is still shown with everything it carries.
 */
import type { Failure } from '../../foundation/failure.ts';
import type { Language, Texts } from '../../foundation/measurement/declaration.ts';
import { failureTexts, unknownFailure } from './failures.ts';
import { modeText } from './mode-text.ts';
import { printable } from './printable.ts';
import { localTimeText, sizeText } from './size-text.ts';

/** Sentences of a procedure's own codes, see `findings` of a procedure's declaration. */
export type Findings = Readonly<Record<string, Texts>>;

/** One sentence; `{name}` in a text stands for the parameter of that name. */
export function failureText(failure: Failure, language: Language, findings: Findings = {}): string {
  const { code } = failure;
  const told = { ...failure.params, ...modes(failure, language), ...why(failure, language, findings) };
  const params = { ...told, code, details: detailsOf(failure) };
  const known = Object.hasOwn(findings, code) ? findings[code] : failureTexts[code];
  const text = (known ?? unknownFailure)[language];
  // Megabytes are what is computed with; people read gigabytes where those are many.
  const sized = text.replace(/\{(\w+Mb)\} MB/g, '{$1}');
  return sized.replace(/(["“「]?)\{(\w+)\}/g, (_, quote: string, name: string) => {
    const words = printable(paramText(params, name));
    // Nothing in quotes says that nothing came; without them something must stand there.
    return quote + (words === '' && quote === '' ? '?' : words);
  });
}

/** The sentence with its code, as it goes to standard error. */
export function failureLine(failure: Failure, language: Language): string {
  return `${failureText(failure, language)} [${failure.code}]`;
}

/** The reason of a measurement's verdict is a code itself. */
function why({ code, params }: Failure, language: Language, findings: Findings): { readonly why?: string } {
  if (!code.startsWith('measure/') || typeof params.why !== 'string') return {};
  return { why: failureText({ code: params.why, params: {} }, language, findings) };
}

/** A meter's modes are said in the person's words. */
function modes({ code, params }: Failure, language: Language): Readonly<Record<string, string>> {
  if (!code.startsWith('meter/')) return {};
  const named = Object.entries(params).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(named.map(([name, mode]) => [name, modeText(mode, language)]));
}

function paramText(params: Readonly<Record<string, unknown>>, name: string): string {
  const value = Object.hasOwn(params, name) ? params[name] : undefined;
  if (name.endsWith('Mb') && typeof value === 'number') return sizeText(value * 1e6);
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return localTimeText(value);
  return value === undefined || value === null ? '?' : String(value);
}

function detailsOf(failure: Failure): string {
  return Object.entries(failure.params)
    .map(([key, value]) => `${key} ${String(value)}`)
    .join(', ');
}
