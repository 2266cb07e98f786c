/** Whether an instrument's calibration holds today, by the note that a person made. Pure. */
import type { CalibrationNote } from '../../../station/api/instruments.ts';
import { dayText, forceOf } from '../../../station/record/calibration.ts';

export { dayText };

/** `soon`: due within {@link soonDays}; `ahead`: noted for a day that is still to come. */
export type CalibrationState = 'none' | 'ok' | 'soon' | 'overdue' | 'ahead';

export const soonDays = 30;

/** A note is valid through the whole of its last day, in the station's own time zone. `now`: milliseconds. */
export function calibrationState(note: CalibrationNote | null, now: number): CalibrationState {
  if (note === null) return 'none';
  const force = forceOf(note, new Date(now));
  if (force !== 'in-force') return force === 'ahead' ? 'ahead' : 'overdue';
  const soon = new Date(now);
  soon.setDate(soon.getDate() + soonDays);
  return note.due <= dayText(soon) ? 'soon' : 'ok';
}

/** A day of the calendar as typed, with full-width digits and other separators put right; null when it is none. */
export function dayTyped(text: string): string | null {
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text.normalize('NFKC').trim());
  if (match === null) return null;
  const [, year = '', month = '', day = ''] = match;
  const whole = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${whole}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || !date.toISOString().startsWith(whole) ? null : whole;
}
