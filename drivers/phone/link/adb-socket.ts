/**
 * One connection to an adb server: a request in, OKAY or FAIL out. Guarantees that it never hangs without an end (every
 * wait has a deadline on the clock unless told otherwise) and that closing it destroys the socket at once.
 */
import { createConnection, type Socket } from 'node:net';
import type { Clock } from '../../../foundation/clock/clock.ts';
import { CodedError } from '../../../foundation/failure.ts';
import { refusal } from './adb-refusal.ts';
import { ByteQueue } from './byte-queue.ts';

export interface AdbSocketOptions {
  readonly port: number;
  readonly clock: Clock;
  /** Clock milliseconds for the connection and for each request. */
  readonly deadlineMs: number;
}

const decoder = new TextDecoder();

/** Fails with `phone/adb-server-gone` (nobody listens, or it hung up) or `phone/adb-server-silent` (deadline). */
export class AdbSocket {
  readonly #socket: Socket;
  readonly #input = new ByteQueue();
  readonly #options: AdbSocketOptions;
  readonly ended: Promise<void>;

  private constructor(socket: Socket, options: AdbSocketOptions) {
    this.#socket = socket;
    this.#options = options;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#input.push(chunk));
    socket.on('end', () => this.#input.end());
    socket.on('error', () => this.#input.end());
    this.ended = new Promise((resolve) => {
      socket.on('close', () => {
        this.#input.end();
        resolve();
      });
      socket.on('end', () => resolve());
    });
  }

  static async connect(options: AdbSocketOptions): Promise<AdbSocket> {
    const socket = createConnection({ host: '127.0.0.1', port: options.port });
    const connection = new AdbSocket(socket, options);
    await connection.#within(
      new Promise<void>((resolve, reject) => {
        socket.once('connect', resolve);
        socket.once('error', () => reject(gone(options.port)));
      }),
    );
    return connection;
  }

  /** Sends a request and waits for OKAY; FAIL is thrown as {@link refusal} says. */
  request(text: string, options: { readonly deadlineMs?: number } = {}): Promise<void> {
    const bytes = new TextEncoder().encode(text);
    this.#socket.write(bytes.length.toString(16).padStart(4, '0'));
    this.#socket.write(bytes);
    return this.#within(this.#readStatus(text), options.deadlineMs);
  }

  /** Four hex digits and as many bytes. `undefined` at the end. */
  readText(options: { readonly deadlineMs?: number } = {}): Promise<string | undefined> {
    return this.#within(this.#readText(), options.deadlineMs);
  }

  close(): void {
    this.#socket.destroy();
    this.#input.end();
  }

  async #readStatus(request: string): Promise<void> {
    const status = await this.#input.read(4);
    if (status === undefined) throw gone(this.#options.port);
    const word = decoder.decode(status);
    if (word === 'OKAY') return;
    if (word !== 'FAIL') throw new CodedError('phone/not-an-adb-server', { port: this.#options.port });
    throw refusal((await this.#readText()) ?? '', request);
  }

  async #readText(): Promise<string | undefined> {
    const digits = await this.#input.read(4);
    if (digits === undefined) return undefined;
    const length = Number.parseInt(decoder.decode(digits), 16);
    if (Number.isNaN(length)) throw new CodedError('phone/not-an-adb-server', { port: this.#options.port });
    const text = await this.#input.read(length);
    return text === undefined ? undefined : decoder.decode(text);
  }

  async #within<T>(work: Promise<T>, deadlineMs = this.#options.deadlineMs): Promise<T> {
    let cancel: () => void = () => {};
    const late = new Promise<never>((_, reject) => {
      cancel = this.#options.clock.deadline(deadlineMs, () => {
        this.close();
        reject(new CodedError('phone/adb-server-silent', { port: this.#options.port, deadlineMs }));
      });
    });
    try {
      return await Promise.race([work, late]);
    } catch (error) {
      this.close();
      throw error;
    } finally {
      cancel();
      work.catch(() => {});
    }
  }
}

function gone(port: number): CodedError {
  return new CodedError('phone/adb-server-gone', { port });
}
