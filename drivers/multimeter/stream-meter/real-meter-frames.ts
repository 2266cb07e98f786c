/** For tests: frames that real multimeters sent, with what libsigrok reads in them; only where the shared test data is. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const vectors = resolve(import.meta.dirname, '../../../../shared/vectors/multimeter/real-frames.jsonl');

/** Why tests on real frames cannot run here; empty when they can. */
export const noRealFrames = existsSync(vectors) ? '' : ' (skipped: the real frames are not on this machine)';

export interface RealMeterFrame {
  readonly bytes: Uint8Array;
  readonly hex: string;
  /** libsigrok's line. */
  readonly peer: string;
}

export function realMeterFrames(family: string): RealMeterFrame[] {
  const lines = readFileSync(vectors, 'utf8').split('\n').filter(Boolean);
  const frames = lines.map((line) => JSON.parse(line) as { family: string; hex: string; peer: string });
  const own = frames.filter((frame) => frame.family === family);
  return own.map(({ hex, peer }) => ({ hex, peer, bytes: Uint8Array.from(Buffer.from(hex, 'hex')) }));
}
