/**
 * Verdicts that nobody has seen yet. Guarantees: one is offered until the station has kept that somebody saw it, also by
 * a page that was loaded after the run had ended, and by a page whose station was away when it was seen.
 */
import type { StationLink } from '../shell/station-link.ts';

export class UnseenVerdicts {
  readonly #link: StationLink;
  readonly #offer: (run: string) => void;
  readonly #unseen = new Set<string>();
  /** Seen here, and not yet kept by the station; by whom. */
  readonly #acknowledged = new Map<string, string | null>();

  /** `offer` hears of each one that is to be shown. */
  constructor(link: StationLink, offer: (run: string) => void) {
    this.#link = link;
    this.#offer = offer;
    link.onUp((up) => {
      if (up) void this.ask();
    });
  }

  has(run: string): boolean {
    return this.#unseen.has(run);
  }

  /** A run has its verdict; `alone` when it came as news and not as part of a longer past, which may be long seen. */
  came(run: string, alone: boolean): void {
    if (alone && !this.#acknowledged.has(run)) this.#unseen.add(run);
    else void this.ask();
  }

  /** False when it was seen already. `by` null: shown for its time. */
  seen(run: string, by: string | null): boolean {
    if (!this.#unseen.delete(run)) return false;
    this.#acknowledged.set(run, by);
    void this.#keep(run, by);
    return true;
  }

  /** Asks the station for what nobody has seen. */
  async ask(): Promise<void> {
    const runs = await this.#link.call('run/unseen', {}).catch(() => []);
    for (const run of runs) {
      const by = this.#acknowledged.get(run);
      if (by !== undefined) await this.#keep(run, by);
      else if (!this.#unseen.has(run)) {
        this.#unseen.add(run);
        this.#offer(run);
      }
    }
  }

  /** What cannot be kept now is told again to the next station. */
  async #keep(run: string, by: string | null): Promise<void> {
    await this.#link.call('run/seen', { run, by }).then(
      () => this.#acknowledged.delete(run),
      () => undefined,
    );
  }
}
