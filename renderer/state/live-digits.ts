/**
 * When live digits are drawn. Guarantees: a reading stands on the screen with the next picture after it came; one readout
 * changes at most ten times a second, because nobody reads more, and what it shows last is always the newest; texts that
 * grow old by themselves (silent for so long) are drawn anew by a slow beat. Nothing runs while nobody listens.
 */
import type { Telemetry } from './telemetry.ts';

/** Shortest time between two changes of one readout, milliseconds. */
export const shortestMs = 100;
/** How often texts of ages are looked at. */
export const agesMs = 500;

interface Readout {
  readonly address: string;
  readonly channel: string;
  draw(): void;
  /** Of the ring as it was drawn. */
  version: number;
  drawnAt: number;
}

export class LiveDigits {
  readonly #telemetry: Telemetry;
  readonly #readouts = new Set<Readout>();
  #picture: number | undefined;
  #stop: () => void = () => undefined;

  constructor(telemetry: Telemetry) {
    this.#telemetry = telemetry;
  }

  /** Calls `draw` at once, and then as said above until the returned function is called. */
  on(address: string, channel: string, draw: () => void): () => void {
    const readout = { address, channel, draw, version: -1, drawnAt: Number.NEGATIVE_INFINITY };
    if (this.#readouts.size === 0) this.#begin();
    this.#readouts.add(readout);
    draw();
    // What the ring holds already may be drawn twice; what comes right after it does not wait.
    this.#request();
    return () => {
      this.#readouts.delete(readout);
      if (this.#readouts.size === 0) this.#stop();
    };
  }

  #begin(): void {
    const stopFrames = this.#telemetry.onFrame(() => this.#request());
    const beat = setInterval(() => {
      const now = performance.now();
      for (const readout of [...this.#readouts]) {
        if (this.#versionOf(readout) === readout.version) readout.draw();
        // A window that nobody sees has no pictures.
        else if (now - readout.drawnAt >= shortestMs) this.#show(readout, now);
      }
    }, agesMs);
    this.#stop = () => {
      stopFrames();
      clearInterval(beat);
      if (this.#picture !== undefined) cancelAnimationFrame(this.#picture);
      this.#picture = undefined;
    };
  }

  #request(): void {
    this.#picture ??= requestAnimationFrame(() => this.#draw());
  }

  #draw(): void {
    this.#picture = undefined;
    const now = performance.now();
    let waits = false;
    for (const readout of [...this.#readouts]) {
      if (this.#versionOf(readout) === readout.version) continue;
      if (now - readout.drawnAt < shortestMs) waits = true;
      else this.#show(readout, now);
    }
    if (waits) this.#request();
  }

  #show(readout: Readout, now: number): void {
    readout.version = this.#versionOf(readout);
    readout.drawnAt = now;
    readout.draw();
  }

  #versionOf({ address, channel }: Readout): number {
    return this.#telemetry.ring(address, channel)?.version ?? 0;
  }
}
