/** Times of day and dates as people write them, in the station's own time zone. */
import type { Language } from '../../foundation/measurement/declaration.ts';

/** `14:32` in all three languages: a bench clock has 24 hours, and midnight is 00:00 (without `hourCycle` some say 24:00). */
export function clockText(at: Date, language: Language): string {
  return at.toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

/** As each writes a day. In English nobody can tell 03/04 from 04/03: the year stands first, as on calibration notes. */
const dayOf: Readonly<Record<Language, string>> = { 'zh-CN': 'zh-CN', 'zh-TW': 'zh-TW', en: 'en-CA' };

/** Date and time of day, short enough for a table. */
export function dateTimeText(wall: string, language: Language): string {
  const at = new Date(wall);
  if (Number.isNaN(at.getTime())) return '—';
  const day = at.toLocaleDateString(dayOf[language], { year: 'numeric', month: '2-digit', day: '2-digit' });
  return `${day} ${clockText(at, language)}`;
}
