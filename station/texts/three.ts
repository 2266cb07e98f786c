/** One sentence in the three languages of the station. */
import type { Texts } from '../../foundation/measurement/declaration.ts';

export type FailureTexts = Readonly<Record<string, Texts>>;

export function three(en: string, cn: string, tw: string): Texts {
  return { en, 'zh-CN': cn, 'zh-TW': tw };
}
