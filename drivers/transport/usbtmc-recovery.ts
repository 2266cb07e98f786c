/**
 * Getting a USBTMC interface into a known state: giving up an answer that is due, and clearing everything. Guarantees
 * that whatever the instrument had still to send is read and thrown away, which some firmware needs before it answers
 * anything again (python-usbtmc issue 49). Source: USBTMC specification 1.0, sections 4.2.1.4 to 4.2.1.7.
 */
import type { Clock } from '../../foundation/clock/clock.ts';
import { CodedError } from '../../foundation/failure.ts';
import { controlRequests, hasBytesLeft, statusOf } from '../protocol/usbtmc/control.ts';
import type { UsbtmcPipe } from './usbtmc-pipe.ts';

const pollMs = 20;
const polls = 50;
const drainWithinMs = 100;
const mostDrained = 4_096;
const packetsAtOnce = 64;

/** Aborts the answer to the request `tag`; where that is refused, everything is cleared. */
export async function abortAnswer(pipe: UsbtmcPipe, clock: Clock, tag: number): Promise<void> {
  const answer = await pipe.control(controlRequests.abortIn(tag), 'in').catch(() => undefined);
  const status = answer === undefined ? 'failed' : statusOf(answer);
  await drain(pipe);
  if (status === 'not-in-progress') return;
  if (status === 'success') {
    for (let poll = 0; poll < polls; poll++) {
      const now = await pipe.control(controlRequests.abortInStatus, 'in').catch(() => undefined);
      if (now === undefined) break;
      if (statusOf(now) !== 'pending') return;
      if (hasBytesLeft(now)) await drain(pipe);
      await clock.sleep(pollMs);
    }
  }
  await clearInterface(pipe, clock);
}

/** `usbtmc/not-cleared` when the instrument does not come to an end with it. */
export async function clearInterface(pipe: UsbtmcPipe, clock: Clock): Promise<void> {
  const began = statusOf(await pipe.control(controlRequests.clear, 'out'));
  if (began !== 'success') throw new CodedError('usbtmc/not-cleared', { status: began });
  for (let poll = 0; ; poll++) {
    const answer = await pipe.control(controlRequests.clearStatus, 'out');
    const status = statusOf(answer);
    if (status === 'success') break;
    if (status !== 'pending' || poll === polls) throw new CodedError('usbtmc/not-cleared', { status });
    if (hasBytesLeft(answer)) await drain(pipe);
    await clock.sleep(pollMs);
  }
  await pipe.clearHalt('out');
}

/** Reads until a packet is not full or nothing comes. */
async function drain(pipe: UsbtmcPipe): Promise<void> {
  const length = pipe.packetBytes * packetsAtOnce;
  for (let read = 0; read < mostDrained; read++) {
    const transfer = await pipe.bulkIn(length, drainWithinMs);
    if (transfer === 'timeout' || transfer.length < length) return;
  }
}
