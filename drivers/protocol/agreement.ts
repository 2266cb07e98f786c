/**
 * For instruments whose answers carry no checksum: an answer counts when the next one agrees with it. One damaged answer
 * can then never become a reading, as long as what counts as alike leaves no room for damage. Numbers that move from
 * answer to answer have `middle.ts`.
 */

/** Asks until two answers in a row agree, and gives the later one. Answers of a wrong shape are `undefined`. Ended only by `ask` throwing. */
export async function agreed<T>(ask: () => Promise<T | undefined>, alike: (one: T, other: T) => boolean): Promise<T> {
  let before: T | undefined;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && before !== undefined && alike(before, answer)) return answer;
    before = answer;
  }
}
