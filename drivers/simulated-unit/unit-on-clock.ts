/**
 * A unit's state on its clock: looked at, changed, saved. Looking never changes an answer: the state moves only to whole
 * steps and known instants, and the rest of the way is computed for the one who asks.
 */
import type { Cancel, Clock } from '../../foundation/clock/clock.ts';
import { linkIsUp, nextChangeMs, physicsAt, settledBefore } from './changes.ts';
import { type OperatingPoint, operatingPoint } from './physics.ts';
import type { Physics, SavedUnit, UnitState } from './state.ts';
import type { Traits } from './traits.ts';

/** The state on its clock: looking at it, changing it, saving it. */
export class UnitOnClock {
  readonly traits: Traits;
  readonly #clock: Clock;
  /** Clock time at unit time 0. */
  readonly #originMs: number;
  readonly #changeListeners = new Set<() => void>();
  readonly #linkListeners = new Set<(up: boolean) => void>();
  #state: UnitState;
  #linkWasUp: boolean;
  #cancelLinkTimer: Cancel | undefined;

  constructor(clock: Clock, traits: Traits, state: UnitState, originMs: number) {
    this.#clock = clock;
    this.traits = traits;
    this.#state = state;
    this.#originMs = originMs;
    this.#linkWasUp = linkIsUp(traits, state, this.presentMs());
  }

  presentMs(): number {
    return Math.max(this.#clock.now() - this.#originMs, this.#state.settledMs);
  }

  /** The state and physics at the clock's present. */
  look(): { readonly state: UnitState; readonly physics: Physics; readonly atMs: number } {
    const atMs = this.presentMs();
    this.#state = settledBefore(this.traits, this.#state, atMs);
    return { state: this.#state, physics: physicsAt(this.traits, this.#state, atMs), atMs };
  }

  point(): OperatingPoint {
    const { state, physics, atMs } = this.look();
    return operatingPoint(this.traits, state, physics, atMs);
  }

  /** Changes the state at the present and tells whoever listens. */
  change(change: (state: UnitState, atMs: number) => UnitState): void {
    const { state, physics, atMs } = this.look();
    this.#state = change({ ...state, physics, settledMs: atMs }, atMs);
    this.#tellLink();
    for (const listener of [...this.#changeListeners]) listener();
  }

  save(): SavedUnit {
    const { state, atMs } = this.look();
    return structuredClone({ state, presentMs: atMs });
  }

  linkUp(): boolean {
    const { state, atMs } = this.look();
    return linkIsUp(this.traits, state, atMs);
  }

  onChange(listener: () => void): () => void {
    this.#changeListeners.add(listener);
    return () => this.#changeListeners.delete(listener);
  }

  onLink(listener: (up: boolean) => void): () => void {
    this.#linkListeners.add(listener);
    this.#linkWasUp = this.linkUp();
    this.#watchLink();
    return () => {
      this.#linkListeners.delete(listener);
      if (this.#linkListeners.size === 0) this.#cancelLinkTimer?.();
    };
  }

  #tellLink(): void {
    const up = this.linkUp();
    if (up !== this.#linkWasUp) {
      this.#linkWasUp = up;
      for (const listener of [...this.#linkListeners]) listener(up);
    }
    this.#watchLink();
  }

  /** A timer at the next change, only while somebody listens: a unit that nobody watches keeps no process alive. */
  #watchLink(): void {
    this.#cancelLinkTimer?.();
    if (this.#linkListeners.size === 0) return;
    const { state, atMs } = this.look();
    const nextMs = nextChangeMs(this.traits, state, atMs);
    if (nextMs < Number.POSITIVE_INFINITY) {
      // Real timers may fire a little early; one millisecond later the change has certainly happened.
      this.#cancelLinkTimer = this.#clock.after(Math.ceil(nextMs - atMs) + 1, () => this.#tellLink());
    }
  }
}
