/** The instrument's error queue, emptied: it is first in, first out, 10 to 20 deep, and full of older news until then. */
import type { ExchangeOptions, ScpiSession } from './session.ts';

export interface ScpiError {
  readonly code: number;
  readonly message: string;
}

/** An instrument that never says "no error" must not hold us for ever. */
const deepestQueue = 32;

/** Reads `SYST:ERR?` until it says 0; oldest error first. An answer that is no error entry ends the reading too. */
export async function drainErrors(
  session: Pick<ScpiSession, 'query'>,
  options?: ExchangeOptions,
): Promise<ScpiError[]> {
  const errors: ScpiError[] = [];
  for (let read = 0; read < deepestQueue; read++) {
    const match = /^([+-]?\d+)\s*(?:,\s*"?(.*?)"?)?$/.exec((await session.query('SYST:ERR?', options)).trim());
    if (match === null || Number(match[1]) === 0) break;
    errors.push({ code: Number(match[1]), message: match[2] ?? '' });
  }
  return errors;
}
