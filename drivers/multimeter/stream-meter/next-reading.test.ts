import { describe, expect, it } from 'vitest';
import type { MultimeterReadArgs } from '../../../foundation/capability/capability.ts';
import { VirtualClock } from '../../../foundation/clock/virtual-clock.ts';
import { failureOf } from '../../../foundation/failure.ts';
import type { Reading, ReadingFlag } from '../../../foundation/measurement/reading.ts';
import { NextReading } from './next-reading.ts';

const volts = (value: number, ...flags: readonly ReadingFlag[]): Reading => ({
  ...{ value, unit: 'V', quantity: 'voltage', status: 'ok' },
  flags: ['dc', ...flags],
});
const ohms: Reading = { value: 470, unit: 'Ohm', quantity: 'resistance', status: 'ok', flags: [] };

/** A meter of one number in half a second that counts as off after three, asked at second ten. */
async function bench(wanted: MultimeterReadArgs = { quantity: 'voltage' }, signal?: AbortSignal) {
  const clock = new VirtualClock();
  await clock.advance(10_000);
  const pace = { periodOf: () => 500, silentAfterMs: 3_000 };
  const next = new NextReading(wanted, pace, clock, { deadlineMs: 8_000, ...(signal === undefined ? {} : { signal }) });
  let outcome: unknown = 'waiting';
  void next.result.then(
    ({ reading }) => {
      outcome = reading.value;
    },
    (error) => {
      outcome = failureOf(error);
    },
  );
  const settled = async () => {
    await clock.advance(0);
    return outcome;
  };
  const take = (reading: Reading, startedAt?: number) =>
    next.take(startedAt === undefined ? { reading } : { reading, startedAt });
  return { clock, next, take, settled };
}

describe('the next reading of a meter that only talks', () => {
  it('is of a conversion that began after the call, but for the few milliseconds by which frames come early', async () => {
    const { take, settled } = await bench();
    take(volts(1));
    take(volts(2), 9_990);
    take(volts(3), 10_000);
    take(volts(4), 10_449);
    expect(await settled()).toBe('waiting');
    take(volts(5), 10_450);
    take(volts(6), 10_950);
    expect(await settled()).toBe(5);
  });

  it('is refused at once when it is held or not live, even before a conversion has passed', async () => {
    const { take, settled } = await bench();
    take(volts(1, 'hold'), 9_999);
    expect(await settled()).toBe('waiting');
    take(volts(1, 'hold'), 10_001);
    expect(await settled()).toMatchObject({ code: 'meter/hold' });
    const relative = await bench({ relative: true });
    relative.take(volts(1, 'rel'), 10_500);
    expect(await relative.settled()).toBe(1);
  });

  it('is another function only at the second frame of one in a row', async () => {
    const { take, settled } = await bench();
    take(ohms, 10_100);
    take(volts(1), 10_200);
    take(ohms, 10_300);
    expect(await settled()).toBe('waiting');
    take(ohms, 10_400);
    expect(await settled()).toMatchObject({
      code: 'meter/wrong-mode',
      params: { expected: 'voltage', actual: 'resistance' },
    });
    const between = await bench();
    between.take(ohms, 10_300);
    between.take(volts(1), 10_500);
    expect(await between.settled()).toBe(1);
  });

  it('is a function that is not read only at the second frame of the same, with no number between, after the call', async () => {
    const { next, take, settled } = await bench();
    const [ncv, lpf] = [{ unread: 'NCV' }, { unread: 'LPF' }];
    next.takeUnread(ncv, undefined);
    next.takeUnread(ncv, 9_999);
    next.takeUnread(ncv, 10_100);
    next.takeUnread(lpf, 10_200);
    next.takeUnread(ncv, 10_300);
    take(volts(1), 10_400);
    next.takeUnread(ncv, 10_410);
    expect(await settled()).toBe('waiting');
    next.takeUnread(ncv, 10_420);
    expect(await settled()).toMatchObject({ code: 'meter/wrong-mode', params: { actual: 'NCV' } });
  });

  it('does not come from a meter that is silent, and every byte of it puts that off', async () => {
    const { clock, next, settled } = await bench();
    await clock.advance(2_900);
    next.heard();
    await clock.advance(2_900);
    expect(await settled()).toBe('waiting');
    await clock.advance(100);
    expect(await settled()).toMatchObject({ code: 'instrument/silent', params: { silentMs: 3_000 } });
  });

  it('does not come later than its deadline, nor when its caller has given up', async () => {
    const { clock, next, settled } = await bench();
    for (let heard = 0; heard < 4; heard += 1) {
      await clock.advance(1_999);
      next.heard();
    }
    expect(await settled()).toBe('waiting');
    await clock.advance(4);
    expect(await settled()).toMatchObject({ code: 'instrument/timeout', params: { deadlineMs: 8_000 } });
    const caller = new AbortController();
    const other = await bench({}, caller.signal);
    caller.abort(new Error('given up'));
    expect(await other.settled()).not.toBe('waiting');
    const late = await bench({}, caller.signal);
    expect(await late.settled()).not.toBe('waiting');
  });
});
