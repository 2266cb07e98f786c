/**
 * A transcript as a file people can read: one JSON object a line, bytes as hex beside their printable characters.
 * Guarantees: lines are only ever appended, in the order recorded; what does not fit the bounded buffer is counted and
 * the gap is written down; a failed write is told to the owner and to `flush`, never swallowed.
 */
import { type FileHandle, open } from 'node:fs/promises';
import { CodedError, failureOf } from '../../foundation/failure.ts';
import type { Transcript, TranscriptEntry } from '../contract/transport.ts';

export interface TranscriptFileOptions {
  readonly path: string;
  /** Written into the first line: driver, address, identity …. */
  readonly about: Readonly<Record<string, string | number>>;
  /** Characters that may wait for the disk; 1 MiB by default. */
  readonly mostWaiting?: number;
  /** Told once, when the first write fails: `transcript/write-failed`. */
  onFailure?(failure: CodedError): void;
}

export interface TranscriptFile extends Transcript {
  /** Resolves when everything recorded so far is with the system; rejects `transcript/write-failed`. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** Fails with `transcript/write-failed` when the file cannot be opened. */
export async function openTranscriptFile(options: TranscriptFileOptions): Promise<TranscriptFile> {
  const file = await open(options.path, 'a').catch((error: unknown) => {
    throw writeFailed(options.path, error);
  });
  return new AppendingFile(file, options);
}

class AppendingFile implements TranscriptFile {
  readonly #file: FileHandle;
  readonly #options: TranscriptFileOptions;
  #waiting: string[] = [];
  #waitingChars = 0;
  #lost = { entries: 0, bytes: 0 };
  #writing: Promise<void> = Promise.resolve();
  #busy = false;
  #failed: CodedError | undefined;

  constructor(file: FileHandle, options: TranscriptFileOptions) {
    this.#file = file;
    this.#options = options;
    this.#append(JSON.stringify({ kind: 'transcript', version: 1, ...options.about }));
  }

  record(entry: TranscriptEntry): void {
    const line = transcriptLine(entry);
    const most = this.#options.mostWaiting ?? 1024 * 1024;
    if (this.#failed !== undefined || this.#waitingChars + line.length > most) {
      this.#lost.entries += 1;
      this.#lost.bytes += entry.bytes.length;
      return;
    }
    this.#append(line);
  }

  async flush(): Promise<void> {
    while (this.#busy) await this.#writing;
    if (this.#failed !== undefined) throw this.#failed;
  }

  async close(): Promise<void> {
    try {
      await this.flush();
    } finally {
      await this.#file.close();
    }
  }

  #append(line: string): void {
    this.#waiting.push(`${line}\n`);
    this.#waitingChars += line.length + 1;
    if (this.#busy) return;
    this.#busy = true;
    this.#writing = this.#drain();
  }

  async #drain(): Promise<void> {
    try {
      while (this.#waiting.length > 0) {
        const text = this.#waiting.join('');
        this.#waiting = [];
        await this.#file.appendFile(text);
        this.#waitingChars -= text.length;
        this.#noteLost();
      }
    } catch (error) {
      this.#failed = writeFailed(this.#options.path, error);
      this.#waiting = [];
      this.#options.onFailure?.(this.#failed);
    } finally {
      this.#busy = false;
    }
  }

  #noteLost(): void {
    if (this.#lost.entries === 0) return;
    const line = `${JSON.stringify({ kind: 'lost', ...this.#lost })}\n`;
    this.#lost = { entries: 0, bytes: 0 };
    this.#waiting.push(line);
    this.#waitingChars += line.length;
  }
}

/** `{"at":12.5,"dir":"received","hex":"4f 4b","text":"OK"}`; a note has only its text. */
function transcriptLine({ at, direction, bytes }: TranscriptEntry): string {
  const time = Math.round(at * 1000) / 1000;
  if (direction === 'note') return JSON.stringify({ at: time, dir: direction, text: new TextDecoder().decode(bytes) });
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  const text = Array.from(bytes, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
  return JSON.stringify({ at: time, dir: direction, hex, text });
}

function writeFailed(path: string, error: unknown): CodedError {
  const { message } = failureOf(error).params;
  return new CodedError('transcript/write-failed', { path, message: message ?? '' }, error);
}
