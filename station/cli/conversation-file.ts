/**
 * What is said with one instrument, kept in a file as `ohmstead decode ID --conversation` reads it. Guarantees that a file which
 * is there already is not touched, that every byte is in the file before the next one is handled, that attempts on other line
 * settings, which gave nothing, are left out, that no file is left behind when nothing was said, that it ends with a whole
 * line where the disk is full, and that what a person has stopped ends with a whole reading.
 */
import { closeSync, ftruncateSync, openSync, unlinkSync, writeSync } from 'node:fs';
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
  #written = 0;
  /** Length of the file behind the last whole reading. */
  #whole: number | undefined;
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
    if (file.#failed === undefined) return file;
    // So that the next attempt can have its name.
    file.end();
    throw file.#failed;
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

  /** A reading is whole. Fails with `conversation/not-written` when any of it could not be kept. */
  whole(): void {
    this.#whole = this.#written;
    if (this.#failed !== undefined) throw this.#failed;
  }

  /**
   * Nothing more is kept; what was said to an instrument that did not open is. `isStopped`: by a person, so that what was said
   * since the last whole reading, if there is one, tells nothing.
   */
  end(isStopped = false): void {
    if (this.#isClosed) return;
    this.opened();
    this.#isClosed = true;
    if (isStopped && this.#whole !== undefined) ftruncateSync(this.#file, this.#whole);
    closeSync(this.#file);
    if (!this.#hasBytes) unlinkSync(this.#path);
  }

  /** Told by {@link whole}: who is on the line must not fail for the sake of a file. */
  #write(text: string): void {
    if (this.#failed !== undefined) return;
    const bytes = Buffer.from(text);
    try {
      // A disk that fills up takes a part of it first, and says nothing.
      for (let taken = 0; taken < bytes.length; ) taken += writeSync(this.#file, bytes, taken);
      this.#written += bytes.length;
    } catch (error) {
      this.#failed = notWritten(this.#path, error);
      ftruncateSync(this.#file, this.#written);
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
