/**
 * Keeps a station running and gives the page its way to it. Guarantees: any end that was not asked for is a loss: the
 * page is told at once, its port is closed, the station is started again with growing pauses and at most five times in a
 * row; a loss stays unseen until somebody acknowledges it; each life of the station and each load of the page get one
 * channel of their own.
 */
import type { MessageChannelMain, MessagePortMain } from 'electron';
import type { Clock } from '../foundation/clock/clock.ts';
import { type Failure, isFailure } from '../foundation/failure.ts';
import type { GoingRun, ToShell, ToStation } from '../station/compose/shell-messages.ts';
import { BenchSpawner, type BenchSpawnerParts } from './bench-spawner.ts';
import type { StationLoss, StationStatus } from './preload-api.ts';
import { Restarts } from './restarts.ts';
import type { UtilityChild } from './utility-child.ts';

/** A station with runs has their undo frames to send. */
const stopLimitMs = 15_000;
/** Exit codes of `station/compose/desktop.ts`. */
const unavailable = 69;

export interface StationProcessParts {
  fork(life: number): UtilityChild;
  readonly benches: BenchSpawnerParts;
  channel(): MessageChannelMain;
  readonly clock: Clock;
  log(line: string): void;
  /** Gives the page the port of this life. */
  givePort(port: MessagePortMain, life: number): void;
  onStatus(status: StationStatus): void;
  onRuns(runs: readonly GoingRun[]): void;
}

interface Life {
  readonly child: UtilityChild;
  readonly benches: BenchSpawner;
  readonly bornAt: number;
  failed: Failure | undefined;
}

export class StationProcess {
  readonly #parts: StationProcessParts;
  readonly #restarts = new Restarts();
  #life: Life | undefined;
  #lives = 0;
  #pageWaits = false;
  #runs: readonly GoingRun[] = [];
  #stopped = false;
  #status: StationStatus = { state: 'starting', restarts: 0, reason: null, unseen: false };

  constructor(parts: StationProcessParts) {
    this.#parts = parts;
  }

  get status(): StationStatus {
    return this.#status;
  }

  get runs(): readonly GoingRun[] {
    return this.#runs;
  }

  get pid(): number | undefined {
    return this.#life?.child.pid;
  }

  start(): void {
    if (this.#stopped) return;
    this.#lives += 1;
    const child = this.#parts.fork(this.#lives);
    const tell = (message: ToStation, ports?: MessagePortMain[]) => child.post(message, ports);
    const benches = new BenchSpawner(this.#parts.benches, tell);
    const life: Life = { child, benches, bornAt: this.#parts.clock.now(), failed: undefined };
    this.#life = life;
    child.onMessage((message) => this.#hear(life, message as ToShell));
    child.watch();
    void child.ended.then(({ code, reason }) => this.#ended(life, code, reason));
    // Before its port: a page that hears `lost` lets go of the port it has.
    if (this.#status.state === 'lost') this.#change({ state: 'starting' });
    if (this.#pageWaits) this.givePort();
  }

  /** A page has been loaded, or asks again: a channel of its own. While there is no station it waits for the next. */
  givePort(): void {
    this.#pageWaits = true;
    const port = this.port();
    if (port !== undefined) this.#parts.givePort(port, this.#lives);
  }

  /** A channel of one's own to the station that runs now. */
  port(): MessagePortMain | undefined {
    if (this.#life === undefined) return undefined;
    const { port1, port2 } = this.#parts.channel();
    this.#life.child.post({ kind: 'page' } satisfies ToStation, [port1]);
    return port2;
  }

  power(event: 'suspend' | 'resume'): void {
    this.#life?.child.post({ kind: 'power', event } satisfies ToStation);
  }

  acknowledge(): void {
    this.#change({ unseen: false });
  }

  /** After it was given up: from the start. */
  retry(): void {
    if (this.#life !== undefined || this.#status.state !== 'given-up') return;
    this.#restarts.reset();
    this.#change({ state: 'starting', restarts: 0 });
    this.start();
  }

  /** Stops the runs properly and ends the process; resolves when it is gone. */
  async stop(): Promise<void> {
    this.#stopped = true;
    const life = this.#life;
    if (life === undefined) return;
    await life.child.stop({ kind: 'stop' } satisfies ToStation, stopLimitMs);
    await life.benches.leave();
  }

  #hear(life: Life, message: ToShell): void {
    if (life.benches.hear(message)) return;
    if (message.kind === 'up') this.#change({ state: 'up', restarts: this.#restarts.count });
    else if (message.kind === 'failed' && isFailure(message.failure)) life.failed = message.failure;
    else if (message.kind === 'runs') this.#setRuns(message.runs);
  }

  #setRuns(runs: readonly GoingRun[]): void {
    this.#runs = runs;
    this.#parts.onRuns(runs);
  }

  #ended(life: Life, code: number | null, reason: string): void {
    if (this.#life === life) this.#life = undefined;
    this.#setRuns([]);
    const left = life.benches.leave();
    if (this.#stopped || life.child.wanted) return;
    this.#parts.log(`station ended: ${reason}, code ${code}`);
    const pause = code === unavailable ? undefined : this.#restarts.next(this.#parts.clock.now() - life.bornAt);
    const state = pause === undefined ? 'given-up' : 'lost';
    this.#change({ state, restarts: this.#restarts.count, reason: this.#lossOf(life, code, reason), unseen: true });
    if (pause === undefined) return;
    // The benches of the dead station hold the instruments until they are gone.
    void Promise.all([left, this.#parts.clock.sleep(pause)]).then(() => this.start());
  }

  #lossOf({ child, failed }: Life, code: number | null, reason: string): StationLoss {
    const at = new Date(this.#parts.clock.wall()).toISOString();
    if (failed !== undefined) return { ...failed, at };
    if (child.killedFor !== undefined) return { code: 'station/silent', params: {}, at };
    return { code: 'station/ended', params: { reason, exit: code }, at };
  }

  #change(change: Partial<StationStatus>): void {
    this.#status = { ...this.#status, ...change };
    this.#parts.onStatus(this.#status);
  }
}
