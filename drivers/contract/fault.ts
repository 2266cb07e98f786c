/** What can go wrong with an instrument, named once for simulators, rehearsal and the command. */

export const faultNames = ['silence', 'garbage', 'byte-loss', 'drift', 'overload', 'late-answer', 'unplug'] as const;

/**
 * `silence`: it stops answering; `garbage`: damaged bytes among good ones; `byte-loss`: 3 % of the bytes vanish;
 * `drift`: values wander off by a few percent and more; `overload`: it shows OL; `late-answer`: every answer comes after
 * the caller has given up (a free-running instrument hesitates instead); `unplug`: the cable is pulled.
 */
export type FaultName = (typeof faultNames)[number];

/** The faults that are on now; simulators and simulated wires ask it at every step. */
export class FaultSwitch {
  readonly #on = new Set<FaultName>();
  readonly #listeners = new Set<(name: FaultName, on: boolean) => void>();

  constructor(initially: readonly FaultName[] = []) {
    for (const name of initially) this.#on.add(name);
  }

  has(name: FaultName): boolean {
    return this.#on.has(name);
  }

  set(name: FaultName, on: boolean): void {
    if (on === this.#on.has(name)) return;
    if (on) this.#on.add(name);
    else this.#on.delete(name);
    for (const listener of [...this.#listeners]) listener(name, on);
  }

  onChange(listener: (name: FaultName, on: boolean) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
