/** A driver by the id a person typed. */

import type { Driver } from '../../drivers/contract/driver.ts';
import { CodedError } from '../../foundation/failure.ts';

/** Fails with `usage/unknown-driver`, which names those there are. */
export function driverNamed(drivers: readonly Driver[], id: string): Driver {
  const found = drivers.find(({ manifest }) => manifest.id === id);
  if (found !== undefined) return found;
  const known = drivers.map(({ manifest }) => manifest.id).join(', ');
  throw new CodedError('usage/unknown-driver', { driver: id, known });
}
