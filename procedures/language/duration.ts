/** Lengths of time as procedures write them. A bare number is refused by the compiler, because nobody knows its unit. */

/** A length of time. */
export interface Duration {
  readonly ms: number;
}

/** Seconds. */
export const sec = (n: number): Duration => ({ ms: n * 1_000 });
/** Minutes. */
export const min = (n: number): Duration => ({ ms: n * 60_000 });
/** Hours. */
export const hour = (n: number): Duration => ({ ms: n * 3_600_000 });
