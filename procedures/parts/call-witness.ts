/** Is somebody talking, and why did it end? Guarantees that off-hook alone is never a call and that one witness never decides. */

/** The part of a phone's telephony that is looked at. */
export interface Line {
  readonly callState: string;
  readonly dialling: boolean;
  readonly witnesses: Readonly<Record<'precise' | 'telecom' | 'audio', 'active' | 'inactive' | 'unknown'>>;
  readonly disconnectCause: number | null;
}

/** Two of three witnesses decide. */
export function callNow({ witnesses }: Pick<Line, 'witnesses'>): 'active' | 'ended' | 'unknown' {
  const all = Object.values(witnesses);
  if (all.filter((witness) => witness === 'active').length >= 2) return 'active';
  return all.filter((witness) => witness === 'inactive').length >= 2 ? 'ended' : 'unknown';
}

/**
 * What Android's DisconnectCause says about whose fault the end was: 2 the other end hung up, 3 this end did; 14 lost
 * signal, 17 power off, 18 out of service, 36 unspecified are the phone's (or the place's). Source: AOSP DisconnectCause.
 */
export function blameFor(cause: number): 'phone' | 'there' | 'here' | 'nobody' {
  if (cause === 2) return 'there';
  if (cause === 3) return 'here';
  return [14, 17, 18, 36].includes(cause) ? 'phone' : 'nobody';
}
