/**
 * Which numbers of the procedure's own are added to what was measured. A factor only scales a reading; a number that is
 * added, subtracted or offered as the larger or smaller one can stand in the place of the reading, and a record says so.
 */
import type { Unit } from '../../foundation/measurement/unit.ts';
import { type Expression, evaluate, type Operation } from './expression.ts';

/** One such number; `unit` is a UCUM code. */
export interface AddedConstant {
  readonly value: number;
  readonly unit: Unit;
}

/** Operations in which an operand can take the place of another. */
const adding: readonly Operation[] = ['plus', 'minus', 'max', 'min'];

/** In the order of the text; empty for a value made of measured numbers and factors alone. */
export function addedConstants(expression: Expression): AddedConstant[] {
  if (!('op' in expression)) return [];
  return expression.of.flatMap((operand) => {
    if (hasLeaf(operand)) return addedConstants(operand);
    return adding.includes(expression.op) ? constantOf(operand) : [];
  });
}

/** Whether anything in it stands in the journal. */
function hasLeaf(expression: Expression): boolean {
  if ('op' in expression) return expression.of.some(hasLeaf);
  return !('constant' in expression);
}

function constantOf(expression: Expression): AddedConstant[] {
  const { value, unit } = evaluate(expression, () => undefined);
  return value === null ? [] : [{ value, unit }];
}
