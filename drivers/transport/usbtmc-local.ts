/**
 * The front panel of a USBTMC instrument, which the first message may lock: given back with the class request for it.
 * Guarantees that only an instrument which says that it knows the request is sent it. Source: USBTMC-USB488 1.0, table 8.
 */
import { controlRequests } from '../protocol/usbtmc/control.ts';
import type { UsbtmcDeviations } from '../protocol/usbtmc/deviations.ts';
import type { UsbtmcPipe } from './usbtmc-pipe.ts';

/** Byte and bit of the capabilities that say "remote and local" (RL1). */
const deviceCapabilities = 15;
const remoteLocal = 0x02;

/** An instrument that does not answer, or is known to say so wrongly, is left alone. */
export async function knowsLocal(pipe: UsbtmcPipe, { staysRemote }: UsbtmcDeviations): Promise<boolean> {
  if (staysRemote) return false;
  const answer = await pipe.control(controlRequests.capabilities, 'in').catch(() => undefined);
  return ((answer?.[deviceCapabilities] ?? 0) & remoteLocal) !== 0;
}

/** Whatever becomes of it: a panel that stays locked keeps nothing from closing. */
export async function goToLocal(pipe: UsbtmcPipe): Promise<void> {
  await pipe.control(controlRequests.goToLocal, 'in').catch(() => undefined);
}
