/**
 * What is plugged in, kept up to date while somebody wants to know: looked at again when the system tells of a change, and
 * every few seconds besides, because such news gets lost. Guarantees one look at a time, and that a look never rejects:
 * what kept it from looking is a problem among the others.
 */
import { type FSWatcher, watch } from 'node:fs';
import type { Discovery } from '../../drivers/bench/bench-api.ts';
import type { Cancel, Clock } from '../../foundation/clock/clock.ts';
import { failureOf } from '../../foundation/failure.ts';
import type { LiveBench } from './live-bench.ts';

const lookAgainMs = 5_000;
/** Drivers of the kernel make several files for one device. */
const settledMs = 300;

export interface WatchParts {
  readonly clock: Clock;
  readonly bench: LiveBench;
  manual(): readonly string[];
  /** Whether anybody is interested now. */
  wanted(): boolean;
  /** `isNews`: something is there, or is otherwise, than at the look before. */
  onLooked(isNews: boolean): void;
}

export class DiscoveryWatch {
  readonly #parts: WatchParts;
  #last: Discovery = { instruments: [], problems: [] };
  #looking: Promise<Discovery> | undefined;
  #again: Cancel | undefined;
  #plugged: FSWatcher | undefined;
  #stopped = false;

  constructor(parts: WatchParts) {
    this.#parts = parts;
  }

  get last(): Discovery {
    return this.#last;
  }

  /** Looks now, or waits for the look that is under way. */
  look(): Promise<Discovery> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  /** A look that begins after this call: one that is under way may have seen what is not so any more. */
  async lookAfresh(): Promise<Discovery> {
    await this.#looking;
    return this.look();
  }

  stop(): void {
    this.#stopped = true;
    this.#again?.();
    this.#plugged?.close();
  }

  async #look(): Promise<Discovery> {
    const { bench, manual } = this.#parts;
    const before = JSON.stringify(this.#last.instruments);
    try {
      const client = await bench.client();
      this.#last = await client.call('bench/list', { manual: manual().filter((one) => !one.startsWith('sim:')) });
    } catch (error) {
      this.#last = { instruments: this.#last.instruments, problems: [failureOf(error)] };
    }
    if (this.#stopped) return this.#last;
    this.#listen();
    this.#arm(lookAgainMs);
    this.#parts.onLooked(JSON.stringify(this.#last.instruments) !== before);
    return this.#last;
  }

  #arm(ms: number): void {
    this.#again?.();
    this.#again = this.#parts.clock.after(ms, () => {
      if (this.#parts.wanted()) void this.look();
      else this.#arm(lookAgainMs);
    });
  }

  /** Linux makes and removes a file below /dev for every port; elsewhere there is only the slow look. */
  #listen(): void {
    if (this.#plugged !== undefined || process.platform !== 'linux') return;
    try {
      this.#plugged = watch('/dev', { persistent: false }, (_, name) => {
        if (name !== null && /^(tty(USB|ACM)|hidraw|usbtmc)/.test(name) && this.#parts.wanted()) this.#arm(settledMs);
      });
      this.#plugged.on('error', () => undefined);
    } catch {
      // Without it every change is seen a few seconds later.
    }
  }
}
