/**
 * Virtual time: it stands still while anything is being computed and jumps to the next timer when nothing is left to
 * do. Timers due at the same instant fire in the order they were set, so a run is the same every time.
 */
import { type Cancel, type Clock, sleepOn } from './clock.ts';

interface Timer {
  readonly at: number;
  readonly order: number;
  action: (() => void) | undefined;
}

export interface VirtualClockOptions {
  /** Wall time at clock time 0, milliseconds since 1970. */
  readonly wallStart?: number;
  readonly startMs?: number;
}

/** Fewer cancelled timers than this are not worth the clearing. */
const leastCleared = 64;

/** A clock that only {@link VirtualClock.run} moves. */
export class VirtualClock implements Clock {
  readonly kind = 'virtual';
  readonly speed = 1;
  #now: number;
  #wallOffset: number;
  #order = 0;
  readonly #heap: Timer[] = [];
  readonly #held = new Set<Promise<unknown>>();
  /** Timers in the heap that were cancelled; they are cleared out before they are more than those that wait. */
  #cancelled = 0;

  constructor(options: VirtualClockOptions = {}) {
    this.#now = options.startMs ?? 0;
    this.#wallOffset = (options.wallStart ?? Date.UTC(2026, 0, 5, 8)) - this.#now;
  }

  now(): number {
    return this.#now;
  }

  wall(): number {
    return this.#now + this.#wallOffset;
  }

  /** Moves the wall clock alone, as a time server or a person does. */
  stepWall(ms: number): void {
    this.#wallOffset += ms;
  }

  after(ms: number, action: () => void): Cancel {
    const timer: Timer = { at: this.#now + Math.max(0, ms), order: this.#order++, action };
    this.#push(timer);
    return () => {
      if (timer.action === undefined) return;
      timer.action = undefined;
      this.#cancelled += 1;
      if (this.#cancelled > leastCleared && 2 * this.#cancelled > this.#heap.length) this.#clearCancelled();
    };
  }

  deadline(ms: number, action: () => void): Cancel {
    return this.after(ms, action);
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return sleepOn(this, ms, signal);
  }

  /** Time stands still until `work` has settled: for what takes real time, such as loading a file or an engine. */
  hold<T>(work: Promise<T>): Promise<T> {
    const settled: Promise<unknown> = work.catch(() => undefined).then(() => this.#held.delete(settled));
    this.#held.add(settled);
    return work;
  }

  /** Lets time pass until `work` has settled; throws `clock/stuck` when nothing is left that could ever settle it. */
  async run<T>(work: Promise<T>): Promise<T> {
    let settled = false;
    const mark = () => {
      settled = true;
    };
    work.then(mark, mark);
    for (;;) {
      await nextMacrotask();
      if (this.#held.size > 0) await this.released();
      if (settled) return work;
      if (!this.fireNext()) {
        await nextMacrotask();
        if (settled) return work;
        if (this.#heap.length === 0) throw new Error('clock/stuck: nothing waits for time and the work is not done');
      }
    }
  }

  /** Lets `ms` of clock time pass, firing what falls due. */
  async advance(ms: number): Promise<void> {
    await this.run(this.sleep(ms));
  }

  /** Resolves when nothing holds the time any more. */
  async released(): Promise<void> {
    while (this.#held.size > 0) {
      await Promise.all(this.#held);
      await nextMacrotask();
    }
  }

  /** When the next timer is due; undefined when there is none. */
  nextDueMs(): number | undefined {
    while (this.#heap[0] !== undefined && this.#heap[0].action === undefined) {
      this.#pop();
      this.#cancelled -= 1;
    }
    return this.#heap[0]?.at;
  }

  /** Moves the present forward, but never past a timer and never back. */
  moveTo(ms: number): void {
    this.#now = Math.max(this.#now, Math.min(ms, this.nextDueMs() ?? ms));
  }

  /** Jumps to the next timer and fires it; false when there is none. */
  fireNext(): boolean {
    for (;;) {
      const timer = this.#pop();
      if (timer === undefined) return false;
      const { action } = timer;
      if (action === undefined) {
        this.#cancelled -= 1;
        continue;
      }
      timer.action = undefined;
      this.#now = Math.max(this.#now, timer.at);
      action();
      return true;
    }
  }

  /** Timers that still wait; for tests and benchmarks. */
  get pending(): number {
    return this.#heap.length - this.#cancelled;
  }

  /** Timers in memory, cancelled ones included; for tests and benchmarks. */
  get kept(): number {
    return this.#heap.length;
  }

  /** A long deadline of a short call would else stay until its time comes. Sorted is a heap. */
  #clearCancelled(): void {
    const waiting = this.#heap.filter(({ action }) => action !== undefined).sort((a, b) => (sooner(a, b) ? -1 : 1));
    this.#heap.splice(0, this.#heap.length, ...waiting);
    this.#cancelled = 0;
  }

  #push(timer: Timer): void {
    const heap = this.#heap;
    let index = heap.push(timer) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = heap[parent] as Timer;
      if (!sooner(timer, above)) break;
      heap[index] = above;
      index = parent;
    }
    heap[index] = timer;
  }

  #pop(): Timer | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && sooner(heap[child + 1] as Timer, heap[child] as Timer)) child += 1;
      const below = heap[child] as Timer;
      if (!sooner(below, last)) break;
      heap[index] = below;
      index = child;
    }
    heap[index] = last;
    return first;
  }
}

function sooner(a: Timer, b: Timer): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

/** Resolves when everything that can be computed now has been. */
export function nextMacrotask(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
