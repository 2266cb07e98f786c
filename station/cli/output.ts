/**
 * What leaves the command. Guarantees: with `--json` standard output carries one JSON object a line and nothing else;
 * sentences for people in trouble go to standard error; a reader that has gone away (closed pipe) is noticed and never
 * an error, so that a run goes on without an audience.
 */
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

export class Output {
  readonly json: boolean;
  /** For what goes to standard output. */
  readonly paint: Paint;
  readonly #stdout: Sink;
  readonly #stderr: Sink;
  readonly #onClosed = new Set<() => void>();
  #closed = false;
  #live = false;

  constructor(options: OutputOptions) {
    this.json = options.json;
    this.#stdout = options.stdout;
    this.#stderr = options.stderr;
    this.paint = paintFor(options.stdout.isTTY === true, options.env);
    options.stdout.on('error', () => this.#close());
    options.stderr.on('error', () => undefined);
  }

  /** Nobody reads standard output any more. */
  get closed(): boolean {
    return this.#closed;
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

  #close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const listener of this.#onClosed) listener();
  }
}
