/**
 * The one clock. Every wait in the house goes through it, so that the same code runs in real time, faster on a
 * simulated bench, and on virtual time where an hour passes in a second and is the same every time.
 */

/** Stops a timer; calling it late or twice does nothing. */
export type Cancel = () => void;

export interface Clock {
  readonly kind: 'real' | 'scaled' | 'virtual';
  /** Clock milliseconds that pass in one real millisecond; 1 unless scaled. */
  readonly speed: number;
  /** Monotonic milliseconds since the clock's origin. Durations are differences of this, never of {@link wall}. */
  now(): number;
  /** Wall time in milliseconds since 1970. May jump; good for showing and for nothing else. */
  wall(): number;
  /** Runs `action` once after `ms` of clock time. */
  after(ms: number, action: () => void): Cancel;
  /**
   * Like {@link after}, for giving up on something that takes computing time: on a scaled clock it never fires
   * before `ms` or four real seconds have passed, whichever is longer, because computers do not run faster there.
   */
  deadline(ms: number, action: () => void): Cancel;
  /** Resolves after `ms` of clock time; rejects with the signal's reason when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** {@link Clock.sleep} in terms of {@link Clock.after}; shared by all clocks. */
export function sleepOn(clock: Pick<Clock, 'after'>, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason as Error);
    const onAbort = () => {
      cancel();
      reject(signal?.reason as Error);
    };
    const cancel = clock.after(ms, () => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    });
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}
