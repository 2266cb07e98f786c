/** Whether a calibration that was noted for an instrument held on a day. Pure. */

/** `YYYY-MM-DD` of the day at that moment, in the time zone of whoever looks: notes are of days, not of moments. */
export function dayText(at: Date): string {
  const month = String(at.getMonth() + 1).padStart(2, '0');
  return `${at.getFullYear()}-${month}-${String(at.getDate()).padStart(2, '0')}`;
}

/** A note is valid through the whole of its last day. `due`: `YYYY-MM-DD`. */
export function isPastDue({ due }: { readonly due: string }, at: Date): boolean {
  return due < dayText(at);
}
