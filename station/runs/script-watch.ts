/**
 * Watches what a script asks. Guarantees: one that asks for ever while no time passes, and one that waits for nothing and
 * asks for nothing, end their run; once the run is ending its main line is answered no more.
 */
import type { Clock } from '../../foundation/clock/clock.ts';
import type { Failure } from '../../foundation/failure.ts';
import { never } from './bodies.ts';

export interface ScriptWatchParts {
  readonly clock: Clock;
  /** Whether the run is ending. */
  isEnding(): boolean;
  /** `script/runaway` or `script/stuck`. */
  onTrouble(failure: Failure): void;
}

/** A script that asks this often while no time passes asks for ever. */
const mostCallsAtOnce = 5_000;
/** Clock milliseconds in which a script that waits for nothing must have asked for something. */
const stuckAfterMs = 5_000;

export class ScriptWatch {
  readonly #parts: ScriptWatchParts;
  #asked = 0;
  #countedSince = 0;
  #askedUntilThen = 0;
  /** Questions that are not answered yet. */
  #waiting = 0;

  constructor(parts: ScriptWatchParts) {
    this.#parts = parts;
  }

  /** The same handlers, each question counted. */
  counted<H extends object>(handlers: H): H {
    const wrapped = Object.entries(handlers).map(([verb, handler]) => [
      verb,
      (input: unknown) => this.#answer(verb, () => (handler as (input: unknown) => unknown)(input)),
    ]);
    return Object.fromEntries(wrapped) as H;
  }

  /** From now on the script must ask for something, or wait for an answer. */
  begin(): void {
    const { clock, isEnding, onTrouble } = this.#parts;
    let askedBefore = -1;
    const look = () => {
      if (isEnding()) return;
      if (this.#waiting === 0 && this.#asked === askedBefore) return onTrouble({ code: 'script/stuck', params: {} });
      askedBefore = this.#asked;
      clock.deadline(stuckAfterMs, look);
    };
    clock.deadline(stuckAfterMs, look);
  }

  #answer(verb: string, handle: () => unknown): unknown {
    const { isEnding, onTrouble } = this.#parts;
    if (isEnding() && isMainLine(verb)) return never();
    this.#asked += 1;
    if (!isEnding() && this.#isFlood()) {
      onTrouble({ code: 'script/runaway', params: { kind: 'call-flood' } });
      return never();
    }
    // A guard is open as long as its body: who has one still waits for nothing.
    if (verb === 'step/guard') return handle();
    // What refuses at once throws here and keeps nobody waiting.
    const answer = Promise.resolve(handle());
    this.#waiting += 1;
    return answer.finally(() => {
      this.#waiting -= 1;
    });
  }

  #isFlood(): boolean {
    const now = this.#parts.clock.now();
    if (now - this.#countedSince > 1_000) {
      this.#countedSince = now;
      this.#askedUntilThen = this.#asked;
    }
    return this.#asked - this.#askedUntilThen > mostCallsAtOnce;
  }
}

/** What only the main line calls; undo bodies may still call instruments, sleep and guard. */
function isMainLine(verb: string): boolean {
  return !['instrument/call', 'sleep', 'step/guard', 'note'].includes(verb);
}
