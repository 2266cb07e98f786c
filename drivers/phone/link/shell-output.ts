/**
 * What a command says, gathered within a limit or cut into lines. Pure. Guarantees that a letter of several bytes is
 * never torn, and that the exit code an old shell appends is taken off again.
 */
import { CodedError } from '../../../foundation/failure.ts';
import type { ShellResult } from '../../contract/phone-link.ts';
import { joinedBytes } from '../../transport/joined-bytes.ts';

const decoder = new TextDecoder();

/** Gathers output and errors together up to `maxBytes`; more is `phone/too-much-output`. */
export class OutputCollector {
  readonly #maxBytes: number;
  readonly #chunks = { out: [] as Uint8Array[], err: [] as Uint8Array[] };
  #length = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  add(where: 'out' | 'err', chunk: Uint8Array): void {
    this.#length += chunk.length;
    if (this.#length > this.#maxBytes) throw new CodedError('phone/too-much-output', { maxBytes: this.#maxBytes });
    this.#chunks[where].push(chunk.slice());
  }

  text(where: 'out' | 'err'): string {
    const [first, ...more] = this.#chunks[where];
    if (first === undefined) return '';
    return decoder.decode(more.length === 0 ? first : this.bytes(where));
  }

  bytes(where: 'out' | 'err'): Uint8Array {
    return joinedBytes(this.#chunks[where]);
  }
}

/** Longest piece handed over as one line; an endless line comes in pieces. */
const longestLine = 64 * 1024;

/** Cuts a stream into lines without their ends (LF or CR LF). */
export class LineCutter {
  readonly #decoder = new TextDecoder();
  readonly #onLine: (line: string) => void;
  #rest = '';

  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine;
  }

  push(chunk: Uint8Array): void {
    const lines = (this.#rest + this.#decoder.decode(chunk, { stream: true })).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#onLine(line.endsWith('\r') ? line.slice(0, -1) : line);
    while (this.#rest.length > longestLine) {
      this.#onLine(this.#rest.slice(0, longestLine));
      this.#rest = this.#rest.slice(longestLine);
    }
  }

  /** The command has ended properly: what stands without a line end is a line too. */
  end(): void {
    if (this.#rest !== '') this.#onLine(this.#rest);
    this.#rest = '';
  }
}

const exitCodeAtEnd = /#rc=(\d+)\n?$/;

/**
 * A command for a shell that tells no exit codes. The brackets keep `exit` inside, and the line end before the second
 * bracket lets the command end in `&` or a comment.
 */
export function withExitCode(command: string): string {
  return `(${command}\n); echo "#rc=$?"`;
}

/** Takes carriage returns and the exit code off; `undefined` when the code is missing, that is, the shell died. */
export function legacyResult(text: string): ShellResult | undefined {
  const plain = text.replaceAll('\r\n', '\n');
  const match = exitCodeAtEnd.exec(plain);
  if (match === null) return undefined;
  return { code: Number(match[1]), out: plain.slice(0, match.index), err: '' };
}

/** Holds back a line that could be the exit code of an old shell, until the next line shows that it was not. */
export class LegacyEnd {
  readonly #onLine: (line: string) => void;
  #held: string | undefined;

  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine;
  }

  line(line: string): void {
    if (this.#held !== undefined) this.#onLine(this.#held);
    this.#held = undefined;
    if (exitCodeAtEnd.test(line)) this.#held = line;
    else this.#onLine(line);
  }

  /** At the end of the stream: whether the code came. What stood before it on its line is handed over. */
  seen(): boolean {
    if (this.#held === undefined) return false;
    const before = this.#held.replace(exitCodeAtEnd, '');
    if (before !== '') this.#onLine(before);
    return true;
  }
}
