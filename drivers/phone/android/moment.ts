/** The phone's own time: uptime and boot id, which tell a stalled cable from a rebooted phone. */

import { CodedError } from '../../../foundation/failure.ts';
import { linesOf, plainNumber } from './parse/answer.ts';

/** `/proc/uptime` counts on in sleep, like Android's elapsedRealtime. */
export const momentCommand = 'cat /proc/uptime /proc/sys/kernel/random/boot_id 2>&1';

export interface MomentAnswer {
  /** Seconds since the phone was started. */
  readonly uptime: number;
  readonly bootId: string;
}

/** Fails with `phone/unreadable`: without it no sample can be placed in time. */
export function parseMoment(text: string): MomentAnswer {
  const [first = '', second = ''] = linesOf(text);
  const uptime = plainNumber(first.split(' ')[0]);
  const bootId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.exec(second)?.[0];
  if (uptime === undefined || uptime <= 0 || bootId === undefined) {
    throw new CodedError('phone/unreadable', { what: 'moment' });
  }
  return { uptime, bootId };
}
