/** How the bench of a run is, by what its host tells. */
import type { BenchHost } from '../bench/bench-host.ts';

/** A bench that has not come back for so long is down and not starting, milliseconds of real time. */
const patienceMs = 10_000;

export class BenchHealth {
  readonly #now: () => number;
  readonly #stops: (() => void)[];
  #downSince: number | undefined;

  /** `now`: monotonic milliseconds of real time. `onChange` hears that {@link state} may differ. */
  constructor(host: BenchHost, now: () => number, onChange: () => void) {
    this.#now = now;
    this.#stops = [
      host.onUp(() => {
        this.#downSince = undefined;
        onChange();
      }),
      host.onDown(() => {
        this.#downSince ??= now();
        onChange();
      }),
    ];
  }

  get state(): 'up' | 'starting' | 'down' {
    if (this.#downSince === undefined) return 'up';
    return this.#now() - this.#downSince < patienceMs ? 'starting' : 'down';
  }

  close(): void {
    for (const stop of this.#stops) stop();
  }
}
