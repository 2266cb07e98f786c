/**
 * Measurement-like noise that depends on the seed and the unit's time alone, never on how often somebody asked: two
 * instruments that look at the same instant see the same unit.
 */

/** A well-mixed 32-bit number from any amount of 32-bit numbers (the finaliser of MurmurHash3, public domain). */
export function mix(...numbers: readonly number[]): number {
  let hash = 0x9e3779b9;
  for (const number of numbers) {
    hash = Math.imul(hash ^ (number | 0), 0x85ebca6b);
    hash ^= hash >>> 13;
    hash = Math.imul(hash, 0xc2b2ae35);
    hash ^= hash >>> 16;
  }
  return hash >>> 0;
}

/** In [-1, 1): the same for the whole of each `everyMs` of unit time, different from channel to channel. */
export function noiseAt(seed: number, channel: number, atMs: number, everyMs: number): number {
  return mix(seed, channel, Math.floor(atMs / everyMs)) / 2 ** 31 - 1;
}

/** Channels of {@link noiseAt}. */
export const noiseChannel = { batteryVolts: 1, batteryAmps: 2, signal: 3 } as const;
