/**
 * The link to a station on USB. Guarantees: an answer is known by its frame number and is never taken for another
 * question's, however late it comes; the link is kept alive, and made anew when the station begins anew; an unanswered
 * question is asked again under another number until the caller's signal ends it.
 */
import type { Clock } from '../../../foundation/clock/clock.ts';
import { CodedError } from '../../../foundation/failure.ts';
import type { Transport } from '../../contract/transport.ts';
import { P02Finder, type P02Frame, p02, p02Bytes } from './frame.ts';
import { firmwareFid, type LinkAddresses } from './safe-frames.ts';

const answerWithinMs = 300;
/** The station gives the link up after about two seconds. */
const aliveEveryMs = 500;
/** Frame numbers above are the handshake's. */
const frameNumbers = 240;
/** As long as this a number that got no answer is not used again. */
const restsMs = 60_000;

/** What a station says of itself while the link is made. */
export interface P02Station {
  /** `02:DDE_CAP26_06:8886855:0023005`: protocol, model, firmware, hardware. */
  readonly firmware: string;
  readonly deviceId: string;
}

interface Waiting {
  readonly fid: number;
  readonly command: number;
  resolve(data: Uint8Array): void;
  reject(error: Error): void;
}

export class P02Link {
  readonly #transport: Transport;
  readonly #clock: Clock;
  readonly #finder = new P02Finder();
  readonly #onUp = new Set<() => void>();
  readonly #unanswered = new Map<number, number>();
  #waiting: Waiting | undefined;
  #fid = 0;
  #station = 0;
  #ours = 0;
  #firmware = '';
  #deviceId = '';
  #up: P02Station | undefined;
  /** How often the link was made; control taken on an earlier one is gone. */
  generation = 0;
  #stopAlive: () => void = () => undefined;

  constructor(transport: Transport, clock: Clock) {
    this.#transport = transport;
    this.#clock = clock;
    const stop = transport.onData((chunk) => {
      for (const frame of this.#finder.push(chunk)) this.#heard(frame);
    });
    transport.onClose(() => {
      stop();
      this.#stopAlive();
    });
  }

  /** Who is who since the link was made last. */
  get addresses(): LinkAddresses {
    return { station: this.#station, ours: this.#ours };
  }

  /** The station, as soon as the link is there. Ended only by the signal. */
  async up(signal: AbortSignal): Promise<P02Station> {
    while (this.#up === undefined) await this.#nextUp(signal);
    return this.#up;
  }

  /** The data of the answer. `soldering/refused` when the station says no. */
  async ask(command: number, data: readonly number[], signal: AbortSignal): Promise<Uint8Array> {
    for (;;) {
      await this.up(signal);
      signal.throwIfAborted();
      const answer = await this.#once(command, Uint8Array.from(data), signal);
      if (answer !== undefined) return answer;
    }
  }

  /** Sends a frame and leaves its answer to itself. */
  async tell(command: number, data: readonly number[]): Promise<void> {
    if (this.#up !== undefined && !this.#transport.closed) await this.#send(command, this.#nextFid(), data);
  }

  async #once(command: number, data: Uint8Array, signal: AbortSignal): Promise<Uint8Array | undefined> {
    const fid = this.#nextFid();
    this.#unanswered.set(fid, this.#clock.now());
    const answered = new Promise<Uint8Array>((resolve, reject) => {
      this.#waiting = { fid, command, resolve, reject };
    });
    const late = new AbortController();
    try {
      await this.#send(command, fid, [...data]);
      const silence = this.#clock.sleep(answerWithinMs, late.signal).then(
        () => undefined,
        () => undefined,
      );
      const answer = await Promise.race([answered, silence]);
      signal.throwIfAborted();
      return answer;
    } finally {
      late.abort();
      this.#waiting = undefined;
    }
  }

  #send(command: number, fid: number, data: readonly number[], to = this.#station, from = this.#ours): Promise<void> {
    return this.#transport.write(p02Bytes({ to, from, fid, command, data: Uint8Array.from(data) }));
  }

  /** Sends without being waited for; a line that fails is told by its close. */
  #post(command: number, fid: number, data: readonly number[] = [], to = this.#station): void {
    this.#send(command, fid, data, to).catch(() => undefined);
  }

  #nextFid(): number {
    const oldest = this.#clock.now() - restsMs;
    for (let tries = 0; tries < frameNumbers; tries += 1) {
      this.#fid = (this.#fid + 1) % frameNumbers;
      if ((this.#unanswered.get(this.#fid) ?? Number.NEGATIVE_INFINITY) <= oldest) break;
    }
    this.#unanswered.delete(this.#fid);
    return this.#fid;
  }

  #heard(frame: P02Frame): void {
    const { command, fid, from, data } = frame;
    if (command === p02.handshake && frame.to === 0 && data.length === 1) this.#greeted(from, fid);
    else if (from === this.#station && this.#up === undefined) this.#introduced(frame);
    else if (from === this.#station && frame.to === this.#ours) this.#answered(frame);
  }

  #answered({ command, fid, data }: P02Frame): void {
    const waiting = this.#waiting;
    if (waiting === undefined || waiting.fid !== fid) return;
    if (command === waiting.command) {
      this.#unanswered.delete(fid);
      waiting.resolve(data);
    } else if (command === p02.nack && data[1] === waiting.command) {
      this.#unanswered.delete(fid);
      // A damaged frame is only asked again.
      if (data[0] === 1 || data[0] === 2) return;
      const names: Readonly<Record<number, string>> = { 3: 'range', 4: 'no control', 5: 'robot mode', 6: 'model' };
      const reason = names[data[0] ?? 0] ?? `reason ${data[0] ?? 'unknown'}`;
      waiting.reject(new CodedError('soldering/refused', { command: `0x${waiting.command.toString(16)}`, reason }));
    }
  }

  /** The station looks for somebody to talk to: also after it was restarted in the middle of a link. */
  #greeted(from: number, fid: number): void {
    this.#stopAlive();
    this.#up = undefined;
    this.#ours = 0;
    this.#station = from;
    this.#post(p02.handshake, fid, [p02.ack], from ^ 0x80);
    this.#post(p02.firmware, firmwareFid);
  }

  #introduced({ command, to, data }: P02Frame): void {
    if (command === p02.firmware) {
      this.#firmware = textOf(data);
      this.#post(p02.deviceId, 1);
    } else if (command === p02.deviceId) {
      this.#deviceId = textOf(data);
      this.#post(p02.ack, 2);
    } else if (command === p02.ack && data[0] === p02.ack && this.#firmware !== '') {
      this.#ours = to;
      this.#fid = 2;
      this.#up = { firmware: this.#firmware, deviceId: this.#deviceId };
      this.generation += 1;
      this.#keepAlive();
      for (const tell of [...this.#onUp]) tell();
    }
  }

  #keepAlive(): void {
    this.#stopAlive = this.#clock.after(aliveEveryMs, () => {
      if (this.#up === undefined || this.#transport.closed) return;
      this.#post(p02.alive, this.#nextFid());
      this.#keepAlive();
    });
  }

  #nextUp(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const free = () => {
        this.#onUp.delete(tell);
        signal.removeEventListener('abort', onAbort);
      };
      const tell = () => {
        free();
        resolve();
      };
      const onAbort = () => {
        free();
        reject(signal.reason as Error);
      };
      if (signal.aborted) return onAbort();
      this.#onUp.add(tell);
      signal.addEventListener('abort', onAbort, { once: true });
    });
  }
}

function textOf(data: Uint8Array): string {
  return String.fromCharCode(...data.filter((byte) => byte >= 0x20 && byte < 0x7f));
}
