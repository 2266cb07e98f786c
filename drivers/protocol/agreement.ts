/**
 * For instruments whose answers carry no checksum: an answer counts when the next one agrees with it. One damaged answer
 * can then never become a reading. What really changes from answer to answer is taken as the middle of five.
 */

export interface AgreementRules<T> {
  alike(one: T, other: T): boolean;
  /** The middle one of an odd number of answers that did not agree; absent where there is no such thing. */
  middle?(answers: readonly T[]): T;
}

const answersToTakeTheMiddle = 5;

/** Asks until two answers in a row agree, and gives the later one. Answers of a wrong shape are `undefined`. Ended only by `ask` throwing. */
export async function agreed<T>(ask: () => Promise<T | undefined>, rules: AgreementRules<T>): Promise<T> {
  const sound: T[] = [];
  let before: T | undefined;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) {
      if (before !== undefined && rules.alike(before, answer)) return answer;
      sound.push(answer);
      if (rules.middle !== undefined && sound.length >= answersToTakeTheMiddle) return rules.middle(sound);
    }
    before = answer;
  }
}
