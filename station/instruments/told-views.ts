/** Tells the screens what is there. Guarantees: changes of one moment make one event, and what is told differs from what was told last. */
import type { Cancel, Clock } from '../../foundation/clock/clock.ts';
import type { InstrumentView } from '../api/instruments.ts';

/** Changes so near to each other, in clock milliseconds, are one. */
const togetherMs = 20;

export interface ToldViewsParts {
  readonly clock: Pick<Clock, 'after'>;
  views(): readonly InstrumentView[];
  tell(views: readonly InstrumentView[]): void;
}

export class ToldViews {
  readonly #parts: ToldViewsParts;
  #told = '';
  #telling: Cancel | undefined;
  #stopped = false;

  constructor(parts: ToldViewsParts) {
    this.#parts = parts;
  }

  /** Something may be different. */
  changed(): void {
    if (this.#stopped) return;
    this.#telling ??= this.#parts.clock.after(togetherMs, () => {
      this.#telling = undefined;
      const views = this.#parts.views();
      const text = JSON.stringify(views);
      if (text === this.#told) return;
      this.#told = text;
      this.#parts.tell(views);
    });
  }

  stop(): void {
    this.#stopped = true;
    this.#telling?.();
  }
}
