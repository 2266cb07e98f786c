/** Whether a calibration that was noted for an instrument held on a day. Pure. */

/** `YYYY-MM-DD` of the day at that moment, in the time zone of whoever looks: notes are of days, not of moments. */
export function dayText(at: Date): string {
  const month = String(at.getMonth() + 1).padStart(2, '0');
  return `${at.getFullYear()}-${month}-${String(at.getDate()).padStart(2, '0')}`;
}

/** `ahead`: noted for a day that was not there yet, so the note is wrong or the station's clock is. */
export type CalibrationForce = 'in-force' | 'past-due' | 'ahead';

/** Both days: `YYYY-MM-DD`. `at`: the moment that the calibration is needed for. */
export function forceOf(note: { readonly date: string; readonly due: string }, at: Date): CalibrationForce {
  if (note.date > dayText(at)) return 'ahead';
  return isPastDue(note, at) ? 'past-due' : 'in-force';
}

/** A note is valid through the whole of its last day. `due`: `YYYY-MM-DD`. */
function isPastDue({ due }: { readonly due: string }, at: Date): boolean {
  return due < dayText(at);
}
