/**
 * What came from outside (names, paths, answers of instruments) in a form that cannot move the cursor, change colours
 * or turn the writing direction: such characters are shown as their number.
 */
export function printable(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
