/** A failure with the sentence that tells a person what to do about it, where there is one. */
import { cureOf } from '../../drivers/bench/cures.ts';
import type { Failure } from '../../foundation/failure.ts';

/**
 * `params.cure` is the code of that sentence; one that is given counts more than the general one for what happens at such an
 * address.
 */
export function withCure({ code, params }: Failure, given?: string, address: unknown = params.address): Failure {
  const cure = given ?? cureOf({ code, params }, address).cure;
  return { code, params: cure === undefined ? params : { ...params, cure } };
}
