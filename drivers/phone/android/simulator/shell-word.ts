/**
 * Words of the simulated phone's shell. Guarantees the quoting of a POSIX shell for the forms that occur: single and
 * double quotes, backslash, `$?`, `$NAME`, `$(…)`.
 */

export type WordPart =
  | { readonly kind: 'text'; readonly text: string; readonly quoted: boolean }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'substitution'; readonly source: string };

export type Word = readonly WordPart[];

export class ShellSyntaxError extends Error {}

const endsWord = /[\s;&|<>()]/;

/** The word at `from`, and where it ends. Undefined when no word begins there. */
export function readWord(source: string, from: number): { readonly word: Word; readonly end: number } | undefined {
  const parts: WordPart[] = [];
  let at = from;
  const text = (value: string, quoted: boolean) => parts.push({ kind: 'text', text: value, quoted });
  while (at < source.length) {
    const char = source.charAt(at);
    if (char === "'") {
      const end = closing(source, at, "'");
      text(source.slice(at + 1, end), true);
      at = end + 1;
    } else if (char === '"') {
      at = readDoubleQuoted(source, at + 1, parts);
    } else if (char === '\\') {
      text(source.charAt(at + 1), true);
      at += 2;
    } else if (char === '$') {
      at = readDollar(source, at, parts);
    } else if (endsWord.test(char)) {
      break;
    } else {
      const end = /[\s;&|<>()'"\\$]/.exec(source.slice(at))?.index ?? source.length - at;
      text(source.slice(at, at + end), false);
      at += end;
    }
  }
  return at === from ? undefined : { word: parts, end: at };
}

/** A word with nothing in it that needs looking up; undefined otherwise. */
export function plainText(word: Word): string | undefined {
  return word.every((part) => part.kind === 'text' && !part.quoted)
    ? word.map((part) => (part.kind === 'text' ? part.text : '')).join('')
    : undefined;
}

function readDoubleQuoted(source: string, from: number, parts: WordPart[]): number {
  let at = from;
  let literal = '';
  const flush = () => {
    parts.push({ kind: 'text', text: literal, quoted: true });
    literal = '';
  };
  while (source.charAt(at) !== '"') {
    if (at >= source.length) throw new ShellSyntaxError('unterminated quoted string');
    const char = source.charAt(at);
    if (char === '\\' && /["\\$`]/.test(source.charAt(at + 1))) {
      literal += source.charAt(at + 1);
      at += 2;
    } else if (char === '$') {
      flush();
      at = readDollar(source, at, parts);
    } else {
      literal += char;
      at += 1;
    }
  }
  flush();
  return at + 1;
}

function readDollar(source: string, at: number, parts: WordPart[]): number {
  if (source.charAt(at + 1) === '(') {
    const end = matchingParenthesis(source, at + 1);
    parts.push({ kind: 'substitution', source: source.slice(at + 2, end) });
    return end + 1;
  }
  const name = /^\$(\?|\$|[A-Za-z_]\w*)/.exec(source.slice(at, at + 100))?.[1];
  if (name === undefined) {
    parts.push({ kind: 'text', text: '$', quoted: true });
    return at + 1;
  }
  parts.push({ kind: 'variable', name });
  return at + 1 + name.length;
}

function closing(source: string, at: number, quote: string): number {
  const end = source.indexOf(quote, at + 1);
  if (end < 0) throw new ShellSyntaxError('unterminated quoted string');
  return end;
}

function matchingParenthesis(source: string, open: number): number {
  let depth = 0;
  let inDouble = false;
  for (let at = open; at < source.length; at += 1) {
    const char = source.charAt(at);
    if (char === "'" && !inDouble) at = closing(source, at, "'");
    else if (char === '\\') at += 1;
    else if (char === '"') inDouble = !inDouble;
    else if (inDouble) continue;
    else if (char === '(') depth += 1;
    else if (char === ')') {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  throw new ShellSyntaxError('unterminated command substitution');
}
