/**
 * Numbers that must move. A limit that nothing has come near is kept by a sensor that works and by one that is dead, so
 * whatever lives on a phone or a cable and does not change by its last digit in ten minutes was not measured.
 */
import type { Quantity, SoakSummary } from '../language/index.ts';
import { orNull } from './judged.ts';

/** Two aggregates of a field of a soak. */
export interface Field {
  min(): Promise<Quantity>;
  max(): Promise<Quantity>;
}

/** Active time after which something should have moved. */
const longEnoughMs = 10 * 60_000;

/** True when all of the fields have values and none of them ever changed. A short soak says nothing about that. */
export async function stoodStill({ activeMs }: SoakSummary, ...fields: readonly Field[]): Promise<boolean> {
  if (activeMs < longEnoughMs) return false;
  for (const field of fields) {
    const [lowest, highest] = [await orNull(field.min()), await orNull(field.max())];
    if (lowest === null || highest === null || highest.value === null || lowest.value !== highest.value) return false;
  }
  return true;
}
