/** What the person chose as the bench of a run: read, and held to what may be chosen. */
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { CodedError } from '../../foundation/failure.ts';
import type { BenchChoice } from '../api/station-api.ts';

const benchFile = v.object({
  /** The instruments are simulators on real ports; only then time may be scaled. */
  simulated: v.optional(v.boolean(), false),
  instruments: v.array(v.object({ driver: v.string(), address: v.string(), role: v.optional(v.string()) })),
});
export type BenchFile = v.InferOutput<typeof benchFile>;

/** Reads a bench file: `{"simulated": false, "instruments": [{"driver": "uni-t-ut61e", "address": "/dev/ttyUSB0"}, …]}`. */
export function readBenchFile(path: string): BenchFile {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new CodedError('bench/unreadable-file', { path, why: error instanceof Error ? error.message : '' }, error);
  }
  const parsed = v.safeParse(benchFile, content);
  if (!parsed.success) throw new CodedError('bench/bad-file', { path, why: parsed.issues[0].message });
  return parsed.output;
}

/** Whether time may run faster on this bench, and whether its numbers are simulated. */
export function isSimulated(choice: BenchChoice): boolean {
  if (choice.kind === 'simulated') return true;
  return choice.kind === 'file' && readBenchFile(choice.path).simulated;
}

/** Fails with `bench/speed-needs-simulation` where somebody wants to hurry real instruments. */
export function speedOf(choice: BenchChoice): number {
  const speed = choice.kind === 'auto' ? 1 : choice.speed;
  if (speed !== 1 && !isSimulated(choice)) throw new CodedError('bench/speed-needs-simulation', { speed });
  return speed;
}
