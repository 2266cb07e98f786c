/** Which runs go on in this station, by the entries it writes: the shell asks before a window with a run is closed. */
import type { Entry, EntryOf } from '../record/entry.ts';
import type { GoingRun } from './shell-messages.ts';

export class GoingRuns {
  readonly #runs = new Map<string, GoingRun>();
  readonly #changed: (runs: readonly GoingRun[]) => void;

  constructor(changed: (runs: readonly GoingRun[]) => void) {
    this.#changed = changed;
  }

  get list(): readonly GoingRun[] {
    return [...this.#runs.values()];
  }

  /** `startOf`: the first entry of a run that another life of the station had begun. */
  hear(entry: Entry, startOf: (run: string) => Promise<Entry | undefined>): void {
    if (entry.kind === 'run.stop') {
      if (this.#runs.delete(entry.run)) this.#changed(this.list);
      return;
    }
    if (this.#runs.has(entry.run)) return;
    if (entry.kind === 'run.start') {
      this.#add(entry);
      return;
    }
    // Named at once by its id, and properly when its beginning has been read.
    this.#put({ run: entry.run, title: { en: entry.run, 'zh-CN': entry.run, 'zh-TW': entry.run }, ticket: null });
    void startOf(entry.run).then(
      (start) => {
        if (start?.kind === 'run.start' && this.#runs.has(entry.run)) this.#add(start);
      },
      () => undefined,
    );
  }

  #add(entry: EntryOf<'run.start'>): void {
    const { procedure, ticket } = entry;
    this.#put({ run: entry.run, title: procedure.title, ticket });
  }

  #put(run: GoingRun): void {
    this.#runs.set(run.run, run);
    this.#changed(this.list);
  }
}
