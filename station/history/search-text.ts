/**
 * How texts are made comparable for a search: full-width and half-width forms, ligatures and case are one (Unicode NFKC).
 * A word is found wherever it stands in the text, so that two Chinese characters in the middle of a sentence are found
 * as well; an index by words or by three characters each would not find them.
 */

/** Words of one search; more only cost time. */
const mostWords = 12;

export function searchable(...texts: readonly (string | null | undefined)[]): string {
  return texts
    .filter((text) => text !== null && text !== undefined && text !== '')
    .join('\n')
    .normalize('NFKC')
    .toLowerCase();
}

/** All of them must occur, in any order. */
export function searchWords(text: string): string[] {
  const words = searchable(text).split(/\s+/u);
  return [...new Set(words)].filter((word) => word !== '').slice(0, mostWords);
}
