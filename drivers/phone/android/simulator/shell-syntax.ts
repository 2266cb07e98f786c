/**
 * A command line of the simulated phone as a tree. Guarantees the order and binding of `;`, `&`, `&&`, `||`, `|`, groups
 * and redirections as in a POSIX shell; loops and conditions are not understood and say so.
 */
import { plainText, readWord, ShellSyntaxError, type Word } from './shell-word.ts';

export interface Redirection {
  /** 0 input, 1 output, 2 errors. */
  readonly stream: 0 | 1 | 2;
  readonly append: boolean;
  /** A path, or the other stream for `2>&1` and `>&2`. */
  readonly target: { readonly path: Word } | { readonly stream: 1 | 2 };
}

export type Command =
  | { readonly kind: 'simple'; readonly words: readonly Word[]; readonly redirections: readonly Redirection[] }
  | { readonly kind: 'group'; readonly body: CommandList; readonly redirections: readonly Redirection[] };

export type Pipeline = readonly Command[];

export interface ListItem {
  readonly pipeline: Pipeline;
  /** What must hold of the status before this runs. */
  readonly when: 'always' | 'success' | 'failure';
}

export type CommandList = readonly ListItem[];

const unsupported = new Set(['if', 'for', 'while', 'until', 'case', 'function']);

/** Throws `ShellSyntaxError` with the words mksh would use. */
export function parseCommandLine(source: string): CommandList {
  const parser = new Parser(source);
  const list = parser.list();
  parser.mustBeAtEnd();
  return list;
}

class Parser {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  list(): CommandList {
    const items: ListItem[] = [];
    let when: ListItem['when'] = 'always';
    for (;;) {
      while (this.#take(';') || this.#take('\n')) when = 'always';
      if (this.#atEnd() || this.#peek(')') || this.#peek('}')) return items;
      items.push({ pipeline: this.#pipeline(), when });
      if (this.#take('&&')) when = 'success';
      else if (this.#take('||')) when = 'failure';
      // A job in the background ends at once here: nothing that runs on in the simulated phone is a process.
      else if (this.#take(';') || this.#take('\n') || this.#take('&')) when = 'always';
      else if (!this.#atEnd() && !this.#peek(')') && !this.#peek('}')) this.#unexpected();
    }
  }

  mustBeAtEnd(): void {
    if (!this.#atEnd()) this.#unexpected();
  }

  #pipeline(): Pipeline {
    const commands = [this.#command()];
    while (!this.#peek('||') && this.#take('|')) commands.push(this.#command());
    return commands;
  }

  #command(): Command {
    this.#skipBlanks();
    if (this.#peek('(') || /^\{\s/.test(this.#source.slice(this.#at))) {
      const close = this.#peek('(') ? ')' : '}';
      this.#at += 1;
      const body = this.list();
      if (!this.#take(close)) this.#unexpected();
      return { kind: 'group', body, redirections: this.#redirections() };
    }
    const words: Word[] = [];
    const redirections: Redirection[] = [];
    for (;;) {
      redirections.push(...this.#redirections());
      const next = readWord(this.#source, this.#at);
      if (next === undefined) break;
      words.push(next.word);
      this.#at = next.end;
    }
    if (words.length === 0 && redirections.length === 0) this.#unexpected();
    const first = words[0] === undefined ? undefined : plainText(words[0]);
    if (first !== undefined && unsupported.has(first))
      throw new ShellSyntaxError(`simulator: '${first}' not supported`);
    return { kind: 'simple', words, redirections };
  }

  #redirections(): Redirection[] {
    const found: Redirection[] = [];
    for (;;) {
      this.#skipBlanks();
      const match = /^([012]?)(>>|>&|>|<)/.exec(this.#source.slice(this.#at, this.#at + 4));
      if (match === null) return found;
      const operator = match[2] ?? '';
      this.#at += match[0].length;
      this.#skipBlanks();
      const next = readWord(this.#source, this.#at);
      if (next === undefined) this.#unexpected();
      this.#at = next.end;
      const stream = operator === '<' ? 0 : match[1] === '2' ? 2 : 1;
      const target =
        operator === '>&' ? ({ stream: plainText(next.word) === '2' ? 2 : 1 } as const) : { path: next.word };
      found.push({ stream, append: operator === '>>', target });
    }
  }

  #unexpected(): never {
    const seen = this.#source.slice(this.#at).trim().charAt(0) || 'newline';
    throw new ShellSyntaxError(`syntax error: unexpected '${seen}'`);
  }

  #skipBlanks(): void {
    while (this.#source.charAt(this.#at) === ' ' || this.#source.charAt(this.#at) === '\t') this.#at += 1;
  }

  #peek(text: string): boolean {
    this.#skipBlanks();
    return this.#source.startsWith(text, this.#at);
  }

  #take(text: string): boolean {
    if (!this.#peek(text) || (text === '&' && this.#peek('&&'))) return false;
    this.#at += text.length;
    return true;
  }

  #atEnd(): boolean {
    this.#skipBlanks();
    return this.#at >= this.#source.length;
  }
}
