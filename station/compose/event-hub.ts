/** What the station tells by itself, to whoever listens: the command in the same process, and every attached port. */
import { postEvent } from '../../foundation/port/contract.ts';
import type { Port } from '../../foundation/port/port.ts';
import type { StationEvents } from '../api/station-api.ts';

export class EventHub {
  readonly #listeners = new Map<string, Set<(value: unknown) => void>>();
  readonly #ports = new Set<Port>();

  tell<E extends keyof StationEvents>(name: E, value: StationEvents[E]): void {
    for (const listener of [...(this.#listeners.get(name) ?? [])]) listener(value);
    for (const port of this.#ports) postEvent(port, name, value);
  }

  on<E extends keyof StationEvents>(name: E, listener: (value: StationEvents[E]) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners);
    listeners.add(listener as (value: unknown) => void);
    return () => listeners.delete(listener as (value: unknown) => void);
  }

  /** Tells everything to this port as well, until it closes. */
  attach(port: Port): void {
    this.#ports.add(port);
    port.onClose(() => this.#ports.delete(port));
  }

  /** Whether a window is listening; without one nothing is computed for display. */
  get watched(): boolean {
    return this.#ports.size > 0;
  }
}
