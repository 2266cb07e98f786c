/** Outputs that were switched off for safety, a line each; what was not seen off is marked, also where nothing is coloured. */
import type { Language } from '../../foundation/measurement/declaration.ts';
import { type OutputRecord, outputSentence } from '../record/fold-outputs.ts';
import { failureText } from '../texts/failure-text.ts';

export function outputLine(one: OutputRecord, language: Language): string {
  const mark = one.state === 'seen-off' ? '✓' : '⚠';
  return `${mark} ${failureText(outputSentence(one), language)}`;
}
