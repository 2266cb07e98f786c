/**
 * What is said with one instrument, kept in a file as `ohmstead decode ID --conversation` reads it. Guarantees that a file which
 * is there already is not touched, that every byte is in the file before the next one is handled, that attempts on other line
 * settings, which gave nothing, are left out, and that no file is left behind when nothing was said.
 */
import { closeSync, openSync, unlinkSync, writeSync } from 'node:fs';
import type { Driver } from '../../drivers/contract/driver.ts';
import type { Transcript, TranscriptEntry } from '../../drivers/contract/transport.ts';
import { conversationLine, headingLine } from '../../drivers/conversation/conversation-lines.ts';
import { CodedError, failureOf } from '../../foundation/failure.ts';

export class ConversationFile implements Transcript {
  readonly #path: string;
  readonly #file: number;
  /** What was said before the instrument was open; undefined from then on. */
  #before: string[] | undefined = [];
  #hasBytes = false;
  #isClosed = false;
  #failed: CodedError | undefined;

  private constructor(path: string, file: number) {
    this.#path = path;
    this.#file = file;
  }

  /** Fails with `conversation/no-bytes` for a phone, `conversation/file-exists`, `conversation/not-written`. */
  static create(path: string, { link, manifest }: Driver, address: string): ConversationFile {
    const { id, version } = manifest;
    if (link !== 'bytes') throw new CodedError('conversation/no-bytes', { driver: id });
    const file = new ConversationFile(path, opened(path));
    file.#write(headingLine({ driver: id, version, address }));
    file.check();
    return file;
  }

  record(entry: TranscriptEntry): void {
    if (this.#isClosed) return;
    if (entry.direction !== 'note') this.#hasBytes = true;
    const line = conversationLine(entry);
    if (this.#before === undefined) this.#write(line);
    else if (isOpening(entry)) this.#before = [line];
    else this.#before.push(line);
  }

  /** The instrument is open: what was said until now belongs to it. */
  opened(): void {
    const before = this.#before ?? [];
    this.#before = undefined;
    this.#write(before.join(''));
  }

  /** Fails with `conversation/not-written` when any of it could not be kept. */
  check(): void {
    if (this.#failed !== undefined) throw this.#failed;
  }

  /** Nothing more is kept; what was said to an instrument that did not open is. */
  end(): void {
    if (this.#isClosed) return;
    this.opened();
    this.#isClosed = true;
    closeSync(this.#file);
    if (!this.#hasBytes) unlinkSync(this.#path);
  }

  /** Told by {@link check}: who is on the line must not fail for the sake of a file. */
  #write(text: string): void {
    if (this.#failed !== undefined) return;
    try {
      writeSync(this.#file, text);
    } catch (error) {
      this.#failed = notWritten(this.#path, error);
    }
  }
}

function isOpening({ direction, bytes }: TranscriptEntry): boolean {
  return direction === 'note' && new TextDecoder().decode(bytes).startsWith('open ');
}

function opened(path: string): number {
  try {
    return openSync(path, 'wx');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw new CodedError('conversation/file-exists', { path });
    throw notWritten(path, error);
  }
}

function notWritten(path: string, error: unknown): CodedError {
  const { message } = failureOf(error).params;
  return new CodedError('conversation/not-written', { path, message: message ?? '' }, error);
}
