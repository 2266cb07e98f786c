/**
 * What a person typed as the value that a question wants; full-width digits are understood, and a decimal comma where it
 * cannot be one between thousands. Pure. The station checks it again.
 */
export function numberAnswer(text: string): number | undefined {
  const typed = text.normalize('NFKC').trim().replace('。', '.');
  // `1,234` is a thousand to some and little more than one to others: whoever typed it has to say which.
  if (/^[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d*)?$/.test(typed)) return undefined;
  const plain = typed.replace(',', '.');
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : undefined;
}

/** After a question has come up nothing counts for so long, so that a key still held does not answer it. */
export const coolDownMs = 400;

/** The choices of a question, in order, with the texts in each language. */
export function choicesOf(choices: unknown): readonly (readonly [string, Readonly<Record<string, string>>])[] {
  if (typeof choices !== 'object' || choices === null) return [];
  return Object.entries(choices).flatMap(([key, texts]) =>
    typeof texts === 'object' && texts !== null ? [[key, texts as Readonly<Record<string, string>>] as const] : [],
  );
}
