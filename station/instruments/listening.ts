/**
 * How readings are had from one open instrument: one that talks by itself is listened to and, when it falls silent, asked
 * as well (some have to be told that somebody listens); one that only answers is asked. Guarantees that silence is noticed,
 * and that nothing is asked or told any more after the end.
 */
import type { Clock } from '../../foundation/clock/clock.ts';
import { CodedError, type Failure } from '../../foundation/failure.ts';
import type { Reading } from '../../foundation/measurement/reading.ts';
import type { LiveBench } from './live-bench.ts';
import type { LiveQuestion } from './live-question.ts';
import { poll } from './poll.ts';

export interface ListeningParts {
  readonly key: string;
  readonly clock: Clock;
  readonly bench: LiveBench;
  readonly question: LiveQuestion;
  /** Clock milliseconds without a reading after which it counts as silent; null when it only answers. */
  readonly silentAfterMs: number | null;
}

export interface Ear {
  answered(): void;
  /** A reading that the driver does not tell besides. */
  reading(reading: Reading, channel: string): void;
  /** Nothing came, or no answer; it goes on trying. */
  missed(why: Failure): void;
  /** The bench does not have it open any more. */
  gone(why: Failure): void;
}

export class Listening {
  readonly #parts: ListeningParts;
  readonly #ear: Ear;
  readonly #life = new AbortController();
  #asking = false;
  #cancelSilence: () => void = () => undefined;

  constructor(parts: ListeningParts, ear: Ear) {
    this.#parts = parts;
    this.#ear = ear;
    if (parts.silentAfterMs === null) this.#ask();
    else this.heard();
  }

  /** A reading has come. */
  heard(): void {
    this.#cancelSilence();
    const { silentAfterMs: silentMs, clock } = this.#parts;
    // One that is asked tells by a missed answer that it is silent.
    if (silentMs === null || this.#asking || this.#life.signal.aborted) return;
    this.#cancelSilence = clock.after(silentMs, () => {
      if (!this.#asking) this.#ask();
      this.#ear.missed({ code: 'instrument/silent', params: { silentMs } });
    });
  }

  end(): void {
    this.#cancelSilence();
    this.#life.abort(new CodedError('instrument/released'));
  }

  #ask(): void {
    this.#asking = true;
    const { key, clock, question, bench } = this.#parts;
    void poll({
      ...{ key, clock, question, signal: this.#life.signal },
      client: () => bench.client(),
      onAnswer: (value) => {
        this.#ear.answered();
        if (question.channel !== undefined) this.#ear.reading(value as Reading, question.channel);
      },
      onMissed: (why, gone) => (gone ? this.#ear.gone(why) : this.#ear.missed(why)),
    });
  }
}
