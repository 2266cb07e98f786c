/**
 * A script in QuickJS on a thread of its own, for real runs. Guarantees that a script which does not come back from a
 * message is ended within a second of computing, even if QuickJS's own interrupt does nothing: the thread is terminated.
 */
import { Worker } from 'node:worker_threads';
import type { Cancel, Clock } from '../../../foundation/clock/clock.ts';
import { RealClock } from '../../../foundation/clock/real-clock.ts';
import { type Failure, failureOf } from '../../../foundation/failure.ts';
import { type Port, PortListeners } from '../../../foundation/port/port.ts';
import type { ProcedureBundle } from './bundle.ts';
import { runaway, runawayKindOf, type ScriptLane, scriptLimits, terminated } from './lane.ts';
import type { VmOptions } from './quickjs-vm.ts';
import { processorMsOf } from './thread-time.ts';
import type { FromWorker, WorkerTask } from './worker-messages.ts';
import { workerProgram } from './worker-program.ts';

export interface WorkerLaneOptions extends VmOptions {
  /** For the watch over the thread; a real one, because threads take real time. */
  readonly clock?: Clock;
  /** Told when the script begins to compute and when it has come back from everything. */
  onBusy?(busy: boolean): void;
}

/**
 * The watch counts ticks of its own and not milliseconds: a computer that stood still, or was too busy for this thread
 * as well, delays the ticks too, and must not cost an innocent script its life.
 */
const tickMs = 80;
const ticksWithoutAnswer = 9;
/**
 * A busy computer may starve the script's thread alone. Where the system tells how much that has computed, a script is
 * only ended for silence when it has computed about so long as it was silent, or when it never gets a processor at all.
 */
const computesAtLeast = 0.5;
const ticksStarved = 375;
/** Loading the thread is slower than any turn. */
const ticksToLoad = 125;
/** Megabytes of ordinary heap in the thread; QuickJS's memory is counted apart. */
const threadHeapMb = 64;

/** Starts the thread and waits until the script listens; it does nothing before `run/start`. */
export async function openWorkerLane(
  bundle: Pick<ProcedureBundle, 'code'>,
  options: WorkerLaneOptions = {},
): Promise<ScriptLane> {
  const { clock = new RealClock(), onBusy = () => undefined, ...vmOptions } = options;
  const task: WorkerTask = { code: bundle.code, options: vmOptions };
  const worker = new Worker(await workerProgram(), {
    workerData: task,
    env: {},
    stdin: false,
    resourceLimits: { maxOldGenerationSizeMb: threadHeapMb },
  });
  const lane = new WorkerLane(worker, clock, vmOptions.limits?.messageLength ?? scriptLimits.messageLength, onBusy);
  await lane.listening;
  return lane;
}

class WorkerLane implements ScriptLane {
  readonly closed: Promise<Failure>;
  readonly listening: Promise<void>;
  readonly port: Port;
  readonly #worker: Worker;
  readonly #clock: Clock;
  readonly #messageLength: number;
  readonly #listeners = new PortListeners();
  #end: (failure: Failure) => void = () => undefined;
  #listens: () => void = () => undefined;
  /** Messages the script has not come back from; the start counts as one. */
  #unanswered = 1;
  #ticksLeft = ticksToLoad;
  #ticksSilent = 0;
  #thread: string | null = null;
  /** What the thread had computed when the silence began. */
  #computedBefore: number | undefined;
  #cancelTick: Cancel = () => undefined;
  readonly #onBusy: (busy: boolean) => void;

  constructor(worker: Worker, clock: Clock, messageLength: number, onBusy: (busy: boolean) => void) {
    this.#onBusy = onBusy;
    this.#worker = worker;
    this.#clock = clock;
    this.#messageLength = messageLength;
    this.closed = new Promise((resolve) => {
      this.#end = resolve;
    });
    this.listening = new Promise((resolve, reject) => {
      this.#listens = resolve;
      void this.closed.then((failure) => reject(Object.assign(new Error(failure.code), failure)));
    });
    this.port = {
      post: (message) => this.#post(message),
      onMessage: (listener) => this.#listeners.onMessage(listener),
      onClose: (listener) => this.#listeners.onClose(listener),
      close: () => this.terminate(),
    };
    worker.on('message', (message: FromWorker) => this.#hear(message));
    worker.on('error', (error: Error & { code?: string }) => {
      this.#stop(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? runaway('memory') : crashed(error));
    });
    worker.on('exit', () => this.#stop({ code: 'script/crashed', params: {} }));
    this.#watch();
  }

  terminate(code: string = terminated): void {
    this.#stop({ code, params: {} });
  }

  #post(message: unknown): void {
    if (this.#listeners.closed) return;
    this.#unanswered += 1;
    this.#worker.postMessage(JSON.stringify(message));
    if (this.#unanswered === 1) {
      this.#onBusy(true);
      this.#silenceBegins();
      this.#watch();
    }
  }

  #hear(message: FromWorker): void {
    if (message.kind === 'over') {
      this.#stop(message.failure);
      return;
    }
    if (message.kind === 'thread') {
      this.#thread = message.thread;
      return;
    }
    this.#listens();
    this.#unanswered -= 1;
    this.#silenceBegins();
    for (const text of message.said) {
      if (this.#listeners.closed) return;
      if (text.length > this.#messageLength) this.#stop(runaway('message-size'));
      else this.#tell(JSON.parse(text));
    }
    if (this.#unanswered === 0) this.#onBusy(false);
  }

  #tell(said: unknown): void {
    const kind = runawayKindOf(said);
    if (kind === undefined) this.#listeners.message(said);
    else this.#stop(runaway(kind));
  }

  /** Ticks while an answer is missing, and only then: an idle script costs nothing. */
  #watch(): void {
    this.#cancelTick();
    this.#cancelTick = this.#clock.after(tickMs * this.#clock.speed, () => {
      if (this.#unanswered === 0 || this.#listeners.closed) return;
      this.#ticksLeft -= 1;
      this.#ticksSilent += 1;
      if (this.#ticksLeft <= 0 && !this.#isStarved()) this.#stop(runaway('hang'));
      else this.#watch();
    });
  }

  #silenceBegins(): void {
    this.#ticksLeft = ticksWithoutAnswer;
    this.#ticksSilent = 0;
    this.#computedBefore = processorMsOf(this.#thread);
  }

  #isStarved(): boolean {
    if (this.#ticksSilent >= ticksStarved) return false;
    const computed = processorMsOf(this.#thread);
    if (computed === undefined || this.#computedBefore === undefined) return false;
    return computed - this.#computedBefore < ticksWithoutAnswer * tickMs * computesAtLeast;
  }

  #stop(failure: Failure): void {
    if (this.#listeners.closed) return;
    this.#cancelTick();
    this.#onBusy(false);
    this.#end(failure);
    this.#listeners.close();
    void this.#worker.terminate();
  }
}

function crashed(error: unknown): Failure {
  return { code: 'script/crashed', params: { message: String(failureOf(error).params.message ?? '') } };
}
