/** A quantity as the record keeps it: the value, and the expression over journaled readings it was made of. */
import type { ReadingStatus } from '../../foundation/measurement/reading.ts';
import type { AddedConstant } from '../../procedures/language/added-constants.ts';
import type { Expression } from '../../procedures/language/expression.ts';

export interface QuantityRecord {
  readonly value: number | null;
  readonly unit: string;
  readonly status: ReadingStatus;
  readonly u95?: number;
  readonly resolution?: number;
  /** `u95` rests on a table out of somebody's memory, which was never held against the maker's document. */
  readonly recalled?: true;
  /** How it was made, over entries of this journal. */
  readonly expression: Expression;
  /** Numbers of the procedure's own that were added to what was measured; absent where there are none. */
  readonly constants?: readonly AddedConstant[];
  /** No reading stands behind it: the procedure has counted, as its declaration says it may. */
  readonly counted?: true;
  /** The station has computed the expression itself from the journal and came to this value. */
  readonly verified: boolean;
}
