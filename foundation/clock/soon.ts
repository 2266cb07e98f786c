/**
 * Work for when whatever runs now is over, before any timer and in the order it was given. `queueMicrotask` does the
 * same, but Node keeps books about each of its tasks, which a rehearsed hour pays ten thousand times.
 */

const now = Promise.resolve();

/** An error that `action` throws ends the process, as an unhandled rejection does. */
export function soon(action: () => void): void {
  void now.then(action);
}
