/** A quantity as the record keeps it: the value, and the expression over journaled readings it was made of. */
import type { ReadingStatus } from '../../foundation/measurement/reading.ts';
import type { Expression } from '../../procedures/language/expression.ts';

export interface QuantityRecord {
  readonly value: number | null;
  readonly unit: string;
  readonly status: ReadingStatus;
  readonly u95?: number;
  readonly resolution?: number;
  /** How it was made, over entries of this journal. */
  readonly expression: Expression;
  /** The station has computed the expression itself from the journal and came to this value. */
  readonly verified: boolean;
}
