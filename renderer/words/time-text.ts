/** Times of day and dates as people write them, in the station's own time zone. */
import type { Language } from '../../foundation/measurement/declaration.ts';

/** `14:32` in all three languages: a bench clock has 24 hours, and midnight is 00:00 (without `hourCycle` some say 24:00). */
export function clockText(at: Date, language: Language): string {
  return at.toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

/** Date and time of day, short enough for a table. */
export function dateTimeText(wall: string, language: Language): string {
  const at = new Date(wall);
  if (Number.isNaN(at.getTime())) return '—';
  return at.toLocaleString(language, {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
}

export function dateText(wall: string, language: Language): string {
  const at = new Date(wall);
  return Number.isNaN(at.getTime())
    ? '—'
    : at.toLocaleDateString(language, { year: 'numeric', month: '2-digit', day: '2-digit' });
}
