/**
 * For instruments whose answers carry no checksum: an answer counts when the next one agrees with it. One damaged answer
 * can then never become a reading, as long as what counts as alike leaves no room for damage. Numbers that move from
 * answer to answer have `middle.ts`.
 */

/**
 * Asks until two answers in a row agree, or as many as `times` says, and gives the last one. Answers of a wrong shape are
 * `undefined`. Ended only by `ask` throwing.
 */
export async function agreed<T>(
  ask: () => Promise<T | undefined>,
  alike: (one: T, other: T) => boolean,
  times = 2,
): Promise<T> {
  let before: T | undefined;
  let inARow = 0;
  for (;;) {
    const answer = await ask();
    const isAlike = answer !== undefined && before !== undefined && alike(before, answer);
    inARow = answer === undefined ? 0 : isAlike ? inARow + 1 : 1;
    if (answer !== undefined && inARow >= times) return answer;
    before = answer;
  }
}
