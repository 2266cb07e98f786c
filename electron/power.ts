/**
 * The computer's sleep. Guarantees: while a run goes on the application is not put to sleep for idleness; when the
 * computer sleeps all the same (lid, menu, battery), the station is told before and after, and puts a gap on record.
 */
import type { PowerMonitor, PowerSaveBlocker } from 'electron';

export interface PowerParts {
  readonly blocker: Pick<PowerSaveBlocker, 'start' | 'stop'>;
  readonly monitor: Pick<PowerMonitor, 'on'>;
  tellStation(event: 'suspend' | 'resume'): void;
  log(line: string): void;
}

export class Power {
  readonly #parts: PowerParts;
  #block: number | undefined;

  constructor(parts: PowerParts) {
    this.#parts = parts;
    const tell = (event: 'suspend' | 'resume') => () => {
      parts.log(`the computer: ${event}`);
      parts.tellStation(event);
    };
    parts.monitor.on('suspend', tell('suspend'));
    parts.monitor.on('resume', tell('resume'));
  }

  /** Whether idle sleep is held off now. */
  get held(): boolean {
    return this.#block !== undefined;
  }

  /** With every change of the runs that go on. */
  runsGoOn(count: number): void {
    if (count > 0 && this.#block === undefined) this.#block = this.#parts.blocker.start('prevent-app-suspension');
    if (count > 0 || this.#block === undefined) return;
    this.#parts.blocker.stop(this.#block);
    this.#block = undefined;
  }
}
