/**
 * What is in the way of a serial port, and how a hindrance is told: as the reason and the cure of an instrument. Only looks.
 */
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import type { Failure } from '../../foundation/failure.ts';
import type { AskForHolder } from '../transport/port-holders.ts';
import { busy, noPermission } from '../transport/serial-diagnosis.ts';
import type { DiscoveredInstrument } from './bench-api.ts';
import { cureOf } from './cures.ts';

/** Rights first: without them nobody can be asked who holds the port. */
export async function portHindrance(path: string, holderOf: AskForHolder): Promise<Failure | undefined> {
  // On Windows neither rights nor holders can be seen without opening.
  if (process.platform === 'win32') return undefined;
  const exists = await access(path, constants.F_OK).then(
    () => true,
    () => false,
  );
  if (!exists) return { code: 'port/not-found', params: { path } };
  const allowed = await access(path, constants.R_OK | constants.W_OK).then(
    () => true,
    () => false,
  );
  if (!allowed) return noPermission(path);
  const holder = await holderOf(path);
  return holder === undefined || holder.pid === process.pid ? undefined : busy(path, holder);
}

/** `rights`: what helps where the system refuses it, if anything but the usual. */
export function stateOf(
  reason: Failure | undefined,
  rights?: string,
): Pick<DiscoveredInstrument, 'state' | 'reason' | 'cure'> {
  if (reason === undefined) return { state: 'usable' };
  if (reason.code === 'port/no-permission' && rights !== undefined)
    return { state: 'not-usable', reason, cure: rights };
  return { state: 'not-usable', reason, ...cureOf(reason) };
}
