/** Which language the person reads. */
import { CodedError } from '../../foundation/failure.ts';
import { type Language, languages } from '../../foundation/measurement/declaration.ts';

/** `--lang` first, then the variables of the shell in POSIX order; English when they say nothing we speak. */
export function chosenLanguage(
  wanted: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Language {
  if (wanted !== undefined) {
    const known = languages.find((language) => language.toLowerCase() === wanted.replace('_', '-').toLowerCase());
    if (known === undefined) throw new CodedError('usage/language', { language: wanted, known: languages.join(', ') });
    return known;
  }
  const locale = (env.LC_ALL || env.LC_MESSAGES || env.LANG || '').toLowerCase();
  if (/^zh[_-](tw|hk|mo|hant)/.test(locale)) return 'zh-TW';
  return locale.startsWith('zh') ? 'zh-CN' : 'en';
}
