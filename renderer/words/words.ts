/**
 * The words of the screens. Each group of words is a table with all three languages side by side, so a missing one does
 * not compile; a test finds words that nobody uses, untranslated copies and characters of the other Chinese.
 */
import { createContext, useContext, useMemo } from 'react';
import type { Language, Texts } from '../../foundation/measurement/declaration.ts';
import { printable } from '../../station/texts/printable.ts';

export type Words = Readonly<Record<string, Texts>>;
export type WordParams = Readonly<Record<string, string | number>>;
/** One word or sentence in the person's language; `{name}` stands for the parameter of that name. */
export type Say<W extends Words> = (key: keyof W & string, params?: WordParams) => string;

export const LanguageContext = createContext<Language>('en');

export function useLanguage(): Language {
  return useContext(LanguageContext);
}

export function useWords<W extends Words>(words: W): Say<W> {
  const language = useLanguage();
  return useMemo(() => sayIn(words, language), [words, language]);
}

export function sayIn<W extends Words>(words: W, language: Language): Say<W> {
  return (key, params = {}) =>
    (words[key]?.[language] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) =>
      Object.hasOwn(params, name) ? printable(String(params[name])) : whole,
    );
}

/** A text that a procedure carries in all languages. */
export function useTexts(): (texts: Texts) => string {
  const language = useLanguage();
  return (texts) => printable(texts[language]);
}
