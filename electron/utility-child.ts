/**
 * One life of one child process. Guarantees: it is ended with SIGKILL by its process id and never by `kill()`, which may
 * block; a kill before it has come to life is done when it has; what it prints goes to the log; an unanswered heartbeat
 * is noticed by counting own beats, so that a computer that slept does not look like a child that hangs; whether the end
 * was wanted is known.
 */
import { randomBytes } from 'node:crypto';
import type { MessagePortMain, UtilityProcess } from 'electron';
import type { Cancel, Clock } from '../foundation/clock/clock.ts';
import type { ChildEnd, ChildGone } from './child-gone.ts';

/** One beat a second; a station that writes a lot may miss a few. */
const beatMs = 1_000;
/** This many unanswered beats in a row are a child that hangs. */
const mostMissedBeats = 10;

export interface UtilityChildParts {
  /** Unique for this life: its end is recognised by it. */
  readonly serviceName: string;
  fork(serviceName: string): UtilityProcess;
  readonly gone: ChildGone;
  readonly clock: Clock;
  killProcess(pid: number): void;
  log(line: string): void;
}

export class UtilityChild {
  /** Its process id, once it is there; pending for ever when it never comes to life. */
  readonly spawned: Promise<number>;
  /** Settled once, whatever the end was like. */
  readonly ended: Promise<ChildEnd>;
  /** Whether the end was asked for. */
  wanted = false;
  /** Why it was killed by us, if it was. */
  killedFor: string | undefined;
  readonly #parts: UtilityChildParts;
  readonly #process: UtilityProcess;
  readonly #nonce = randomBytes(8).toString('hex');
  #pid: number | undefined;
  #over = false;
  #answered = 0;
  #sent = 0;
  #stopBeat: Cancel = () => undefined;

  constructor(parts: UtilityChildParts) {
    this.#parts = parts;
    const child = parts.fork(parts.serviceName);
    this.#process = child;
    const exited = new Promise<number>((resolve) => {
      child.on('exit', (code) => {
        this.#over = true;
        this.#stopBeat();
        resolve(code);
      });
    });
    this.ended = parts.gone.ended(parts.serviceName, exited, parts.clock);
    this.spawned = new Promise((resolve) => {
      child.on('spawn', () => {
        this.#pid = child.pid;
        if (this.killedFor !== undefined) this.#killNow();
        if (child.pid !== undefined) resolve(child.pid);
      });
    });
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (data: Buffer) => parts.log(`${parts.serviceName}: ${data.toString('utf8').trimEnd()}`));
  }

  get pid(): number | undefined {
    return this.#pid;
  }

  onMessage(listener: (message: unknown) => void): void {
    this.#process.on('message', listener);
  }

  post(message: unknown, ports: MessagePortMain[] = []): void {
    if (!this.#over) this.#process.postMessage(message, ports);
  }

  /** From now on a child that does not answer beats is killed. */
  watch(): void {
    this.onMessage((message) => {
      const { kind, nonce, n } = message as { kind?: unknown; nonce?: unknown; n?: unknown };
      if (kind === 'beat' && nonce === this.#nonce && typeof n === 'number') this.#answered = n;
    });
    const beat = () => {
      if (this.#over) return;
      if (this.#sent - this.#answered >= mostMissedBeats) {
        this.kill('station/silent');
        return;
      }
      this.#sent += 1;
      this.post({ kind: 'beat', nonce: this.#nonce, n: this.#sent });
      this.#stopBeat = this.#parts.clock.after(beatMs, beat);
    };
    beat();
  }

  /** Asks it to leave; kills it when it has not within the limit. Resolves when it is gone. */
  async stop(message: unknown, limitMs: number): Promise<void> {
    this.wanted = true;
    this.post(message);
    const cancel = this.#parts.clock.after(limitMs, () => this.kill('stop-limit'));
    await this.ended;
    cancel();
  }

  /** At once, whatever it is doing. */
  kill(reason: string): void {
    this.killedFor ??= reason;
    this.#stopBeat();
    if (this.#pid !== undefined && !this.#over) this.#killNow();
  }

  #killNow(): void {
    try {
      if (this.#pid !== undefined) this.#parts.killProcess(this.#pid);
    } catch (error) {
      // It is gone already, and its end will be told.
      this.#parts.log(`${this.#parts.serviceName}: could not be killed: ${String(error)}`);
    }
  }
}
