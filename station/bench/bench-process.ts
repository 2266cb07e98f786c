/**
 * Keeps a bench process running. Guarantees: heartbeats notice a process that hangs or is stopped; it is ended with
 * SIGKILL, never asked; it is started again with growing pauses, at most {@link mostRestarts} times in a row; after that
 * `bench/unavailable` and nobody waits. Time here is real time, whatever clock the station's runs are on.
 */
import type { Clock } from '../../foundation/clock/clock.ts';
import { CodedError, failureOf } from '../../foundation/failure.ts';
import type { BenchChild } from './bench-child.ts';
import { type BenchClient, benchCaller, benchClient } from './bench-client.ts';
import type { BenchHost } from './bench-host.ts';
import { BenchLives } from './bench-lives.ts';

export interface BenchProcessOptions {
  spawn(): BenchChild;
  /** Real time for heartbeats and pauses. */
  readonly clock: Clock;
  /** The clock of the calls, if it is another one. */
  readonly callClock?: Clock;
  readonly heartbeatMs?: number;
  /** A heartbeat unanswered for this long is a dead bench. */
  readonly silentMs?: number;
}

/** Restarts in a row, without {@link healthyMs} of life between them. */
export const mostRestarts = 5;
const healthyMs = 60_000;
const firstPauseMs = 250;
/** Loading the native modules on a machine that is very busy: starting again and again would only make it busier. */
const firstAnswerMs = 10_000;
/** A killed process that the kernel does not let go of is not waited for longer. */
const exitMs = 1_000;
/** A process that was asked to leave gets this long. */
const leaveMs = 2_000;

interface Life {
  readonly child: BenchChild;
  readonly client: BenchClient;
  /** The same port with real-time deadlines. */
  readonly heart: BenchClient;
  readonly bornAt: number;
  stopWatch: () => void;
  over: boolean;
}

export class BenchProcess implements BenchHost {
  readonly #options: BenchProcessOptions;
  readonly #lives = new BenchLives();
  #life: Life | undefined;
  #starting: Promise<BenchClient> | undefined;
  #restarts = 0;
  /** Asked to stop, for good. */
  #stopped = false;
  /** Failed too often; only {@link replace} tries again. */
  #givenUp = false;
  #pause = new AbortController();

  constructor(options: BenchProcessOptions) {
    this.#options = options;
  }

  /** Process id of the bench that runs now. */
  get pid(): number | undefined {
    return this.#life?.child.pid;
  }

  client(): Promise<BenchClient> {
    return this.#start(0);
  }

  async replace(reason: string): Promise<BenchClient> {
    const life = this.#life;
    if (life !== undefined && !life.over) {
      this.#end(life, reason);
      life.child.kill();
      life.child.port.close();
    }
    // Somebody is waiting for safe outputs: no pause, and one more try even if it had been given up.
    this.#givenUp = false;
    this.#pause.abort();
    return this.#start(0);
  }

  onUp(listener: (client: BenchClient) => void): () => void {
    return this.#lives.onUp(listener);
  }

  onDown(listener: (reason: string) => void): () => void {
    return this.#lives.onDown(listener);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    const life = this.#life;
    if (life === undefined || life.over) return;
    life.over = true;
    life.stopWatch();
    // Closing the port is the request to leave: it makes safe, closes and exits.
    life.child.port.close();
    const cancel = this.#options.clock.after(leaveMs, () => life.child.kill());
    await life.child.exited;
    cancel();
  }

  #start(pauseMs: number): Promise<BenchClient> {
    if (this.#life !== undefined && !this.#life.over) return Promise.resolve(this.#life.client);
    if (this.#stopped || this.#givenUp) return Promise.reject(this.#unavailable());
    this.#starting ??= this.#spawn(pauseMs).finally(() => {
      this.#starting = undefined;
    });
    return this.#starting;
  }

  async #spawn(pauseMs: number): Promise<BenchClient> {
    const { clock, callClock } = this.#options;
    let pause = pauseMs;
    // Its handles are free only when the kernel has taken the process away.
    await Promise.race([this.#life?.child.exited, clock.sleep(this.#life === undefined ? 0 : exitMs)]);
    for (;;) {
      if (pause > 0) await this.#sleep(pause);
      if (this.#stopped) throw this.#unavailable();
      const child = this.#options.spawn();
      const calls = benchCaller(child.port);
      const life: Life = {
        child,
        client: benchClient(child.port, callClock ?? clock, calls),
        heart: benchClient(child.port, clock, calls),
        bornAt: clock.now(),
        stopWatch: () => undefined,
        over: false,
      };
      const firstAnswer = life.heart.call('bench/ping', {}, firstAnswerMs);
      const alive = await Promise.race([firstAnswer.then(() => true), child.exited.then(() => false)]).catch(
        () => false,
      );
      if (alive) return this.#begin(life);
      child.kill();
      pause = this.#nextPause();
    }
  }

  #begin(life: Life): BenchClient {
    this.#life = life;
    void life.child.exited.then(({ signal }) => this.#ended(life, signal === null ? 'bench/exited' : 'bench/killed'));
    this.#watch(life);
    this.#lives.begins(life.client);
    return life.client;
  }

  /** One ping at a time; the answer sets the next. */
  #watch(life: Life): void {
    const { clock, heartbeatMs = 500, silentMs = 2_000 } = this.#options;
    const beat = () => {
      life.heart.call('bench/ping', {}, silentMs).then(
        () => {
          if (life.over) return;
          if (clock.now() - life.bornAt > healthyMs) this.#restarts = 0;
          life.stopWatch = clock.after(heartbeatMs, beat);
        },
        (error: unknown) => {
          if (life.over) return;
          // A closed channel is the sign of a process that leaves: it has the time for its last words, safe frames maybe.
          if (failureOf(error).code === 'bench/lost') {
            life.stopWatch = clock.after(leaveMs, () => life.child.kill());
            return;
          }
          life.child.kill();
          this.#ended(life, 'bench/silent');
        },
      );
    };
    life.stopWatch = clock.after(heartbeatMs, beat);
  }

  #end(life: Life, reason: string): void {
    life.over = true;
    life.stopWatch();
    this.#lives.ends(reason);
  }

  /** It ended and nobody had asked for it. */
  #ended(life: Life, reason: string): void {
    if (life.over) return;
    this.#end(life, reason);
    // Its port may still be open when it was killed for silence: pending calls must fail now.
    life.child.port.close();
    let pause: number;
    try {
      pause = this.#nextPause();
    } catch {
      return;
    }
    void life.child.exited.then(() => this.#start(pause)).catch(() => undefined);
  }

  /** The pause before a restart, which {@link replace} cuts short. */
  async #sleep(ms: number): Promise<void> {
    this.#pause = new AbortController();
    await this.#options.clock.sleep(ms, this.#pause.signal).catch(() => undefined);
  }

  #unavailable(): CodedError {
    return new CodedError('bench/unavailable', { restarts: this.#restarts });
  }

  /** Throws `bench/unavailable` when it has been tried often enough. */
  #nextPause(): number {
    if (this.#restarts >= mostRestarts) {
      this.#givenUp = true;
      throw this.#unavailable();
    }
    this.#restarts += 1;
    return firstPauseMs * 2 ** (this.#restarts - 1);
  }
}
