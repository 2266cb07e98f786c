/**
 * Random and mutated bytes for parsers without a decoder: none throws but with a code, no number in what was understood is
 * infinite or none, and what can be written again is what came in. Everything follows from the seed.
 */
import { CodedError } from '../../foundation/failure.ts';
import { seededRandom } from '../../foundation/random/random.ts';
import { inputOf } from './fuzz.ts';
import type { ParserTarget } from './parser-targets.ts';

export interface ParserOutcome {
  /** How many inputs were understood as something. */
  readonly understood: number;
  /** In words, with the bytes; empty where all is well. At most a few. */
  readonly wrong: readonly string[];
}

const mostWrong = 5;

export function fuzzParser(target: ParserTarget, seed: number, inputs: number): ParserOutcome {
  const random = seededRandom(seed);
  const wrong: string[] = [];
  let understood = 0;
  for (let nth = 0; nth < inputs && wrong.length < mostWrong; nth += 1) {
    const bytes = inputOf(target.said, random);
    try {
      const result = target.parse(bytes.slice());
      if (result === undefined) continue;
      understood += 1;
      const why = whyUnsound(target, result, bytes);
      if (why !== undefined) wrong.push(`${target.name}, seed ${seed}: ${why}: ${hexOf(bytes)}`);
    } catch (error) {
      if (!(error instanceof CodedError)) wrong.push(`${target.name}, seed ${seed}: threw ${error}: ${hexOf(bytes)}`);
    }
  }
  return { understood, wrong };
}

function whyUnsound(target: ParserTarget, result: unknown, bytes: Uint8Array): string | undefined {
  if (!areFinite(result)) return `a number that is none in ${JSON.stringify(result)}`;
  const again = target.again?.(result as never, bytes);
  return again === undefined || hexOf(again) === hexOf(bytes) ? undefined : `understood as ${hexOf(again)}`;
}

function areFinite(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value !== 'object' || value === null || Object.values(value).every(areFinite);
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
