/** Numbers inside what instruments answer: every amount in it with its place. Pure. */
import type { ReadingStatus } from '../../foundation/measurement/reading.ts';

export interface FoundAmount {
  /** Names on the way to it: `['battery', 'voltage']`. */
  readonly path: readonly string[];
  readonly value: number | null;
  readonly unit: string;
  readonly resolution?: number;
  readonly status: ReadingStatus;
}

const statuses: ReadonlySet<string> = new Set(['ok', 'overrange', 'underrange', 'invalid', 'stale']);
/** Deeper than any answer of an instrument. */
const deepest = 4;

export function amountsIn(answer: unknown, path: readonly string[] = []): FoundAmount[] {
  // A list is a list of opinions or of samples, and not what an instrument shows.
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer) || path.length > deepest) return [];
  const amount = asAmount(answer, path);
  if (amount !== undefined) return [amount];
  return Object.entries(answer).flatMap(([name, part]) => amountsIn(part, [...path, name]));
}

function asAmount(answer: object, path: readonly string[]): FoundAmount | undefined {
  const { value, unit, status, resolution } = answer as Readonly<Record<string, unknown>>;
  if (typeof unit !== 'string' || typeof status !== 'string' || !statuses.has(status)) return undefined;
  return {
    path,
    // A number stands only behind a sound status.
    value: status === 'ok' && typeof value === 'number' && Number.isFinite(value) ? value : null,
    unit,
    ...(typeof resolution === 'number' ? { resolution } : {}),
    status: status as ReadingStatus,
  };
}
