/**
 * Is the video really playing? Three witnesses over a window of half a minute: the player's position, the display's frame
 * counter, and pictures of the screen. Guarantees that one witness alone never decides, in either direction.
 */

/** One moment of the player as plain numbers; null where the phone does not tell. */
export interface PlayerMoment {
  /** Seconds of the phone's uptime. */
  readonly uptime: number;
  /** Seconds into the clip. */
  readonly position: number | null;
  readonly frames: number | null;
}

/** True, false, or nobody knows. */
export type Witness = boolean | null;

/** Seconds a window lasts, a little less than six samples so that jitter does not make it seven. */
export const windowSeconds = 29;
/** Seconds by which the position may be off: 25 … 35 in a window of 30. */
const positionSlack = 5;
/** Part of the clip's frames that must have been shown. */
const leastFrames = 0.9;

/** The position went on as time did; a new loop begins at nought again. */
export function positionAdvanced(from: PlayerMoment, to: PlayerMoment): Witness {
  if (from.position === null || to.position === null) return null;
  const seconds = to.uptime - from.uptime;
  const advanced = to.position - from.position;
  if (advanced < -1) return to.position <= seconds + positionSlack;
  return Math.abs(advanced - seconds) <= positionSlack;
}

/** The counter went on at the clip's pace; one that restarted with a new surface counts from nought. */
export function framesAdvanced(from: PlayerMoment, to: PlayerMoment, framesPerSecond: number): Witness {
  if (from.frames === null || to.frames === null) return null;
  const shown = to.frames < from.frames ? to.frames : to.frames - from.frames;
  return shown >= leastFrames * framesPerSecond * (to.uptime - from.uptime);
}

/** Two pictures taken two seconds apart differ; null when one is missing or black. */
export function pictureChanged(one: string | null, other: string | null): Witness {
  return one === null || other === null ? null : one !== other;
}

/** Two of three decide. */
export function decided(witnesses: readonly Witness[]): 'playing' | 'stalled' | 'unknown' {
  if (witnesses.filter((witness) => witness === true).length >= 2) return 'playing';
  return witnesses.filter((witness) => witness === false).length >= 2 ? 'stalled' : 'unknown';
}
