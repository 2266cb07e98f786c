/**
 * What leaves the command. Guarantees: with `--json` standard output carries one JSON object a line and nothing else;
 * sentences for people in trouble go to standard error; a reader that has gone away (closed pipe) is noticed and never
 * an error, so that a run goes on without an audience. A file that could not take what was written is one, and is told.
 */
import { CodedError } from '../../foundation/failure.ts';
import { type Paint, paintFor } from './paint.ts';
import { type Cells, tableLines } from './table.ts';
import { fitted } from './text-width.ts';

/** The part of a Node stream that is needed. */
export interface Sink {
  write(text: string, done?: (error?: Error | null) => void): boolean;
  on(event: 'error', listener: (error: Error) => void): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

export interface OutputOptions {
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly json: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** What the system says when a file cannot take more; whoever reads a pipe or a terminal goes away with other words. */
const lossCodes: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EROFS', 'EIO', 'ENXIO']);

export class Output {
  readonly json: boolean;
  /** For what goes to standard output. */
  readonly paint: Paint;
  readonly #stdout: Sink;
  readonly #stderr: Sink;
  readonly #onClosed = new Set<() => void>();
  #closed = false;
  #lost: CodedError | undefined;
  #live = false;

  constructor(options: OutputOptions) {
    this.json = options.json;
    this.#stdout = options.stdout;
    this.#stderr = options.stderr;
    this.paint = paintFor(options.stdout.isTTY === true, options.env);
    options.stdout.on('error', (error) => this.#failed(error));
    options.stderr.on('error', () => undefined);
  }

  /** Nobody reads standard output any more. */
  get closed(): boolean {
    return this.#closed;
  }

  /** `output/not-written` when standard output is a file that could not take all of it; a part of it may stand there. */
  get lost(): CodedError | undefined {
    return this.#lost;
  }

  onClosed(listener: () => void): void {
    if (this.#closed) listener();
    else this.#onClosed.add(listener);
  }

  /** One JSON object for machines; nothing without `--json`. */
  object(value: unknown): void {
    if (this.json) this.raw(`${JSON.stringify(value)}\n`);
  }

  /** A line for people; nothing with `--json`. */
  line(text = ''): void {
    if (this.json) return;
    this.#clearLive();
    this.raw(`${text}\n`);
  }

  table(heading: readonly string[], rows: readonly Cells[]): void {
    if (!this.json) for (const line of tableLines(heading, rows)) this.line(line);
  }

  /** Exactly this text on standard output, in either mode. */
  raw(text: string): void {
    if (!this.#closed) this.#stdout.write(text);
  }

  /** A sentence on standard error, in either mode. */
  note(text: string): void {
    this.#clearLive();
    this.#stderr.write(`${text}\n`);
  }

  /** Whether a progress line can be rewritten in place. */
  get canRewrite(): boolean {
    return !this.json && this.#stderr.isTTY === true;
  }

  /** The progress line, rewritten in place; a terminal only. */
  live(text: string): void {
    if (!this.canRewrite) return;
    this.#live = true;
    this.#stderr.write(`\r\u001b[2K${fitted(text, (this.#stderr.columns ?? 80) - 1)}`);
  }

  /** Resolves when everything is handed over, or nobody takes it any more. */
  flush(): Promise<void> {
    this.#clearLive();
    return new Promise((resolve) => {
      if (this.#closed) resolve();
      else this.#stdout.write('', () => resolve());
    });
  }

  #clearLive(): void {
    if (this.#live) this.#stderr.write('\r\u001b[2K');
    this.#live = false;
  }

  #failed(error: NodeJS.ErrnoException): void {
    if (this.#closed) return;
    // A terminal that has gone away says EIO as well.
    const isLost = this.#stdout.isTTY !== true && lossCodes.has(error.code ?? '');
    if (isLost) this.#lost = new CodedError('output/not-written', { message: error.message }, error);
    this.#closed = true;
    for (const listener of this.#onClosed) listener();
  }
}
