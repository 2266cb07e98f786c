import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../foundation/clock/virtual-clock.ts';
import { CallsUnderWay } from './call-watch.ts';

const gone = { code: 'phone/link-lost', params: { serial: 'S' } };

describe('the calls under way on a link', () => {
  it('are forgotten when they are over, so that a day of samples does not fill the memory', () => {
    const clock = new VirtualClock();
    const calls = new CallsUnderWay();
    const aborted = AbortSignal.abort(new Error('stop'));
    for (let n = 0; n < 50; n += 1) {
      calls.begin({ clock, what: 'x', deadlineMs: 100, idleMs: 100 }).stop();
      calls.begin({ clock, what: 'x', signal: aborted });
      calls.begin({ clock, what: 'x' }).end(new Error('over'));
    }
    expect(calls.size).toBe(0);
  });

  it('all end with the link, and those that begin later end at once, with the first reason', async () => {
    const clock = new VirtualClock();
    const calls = new CallsUnderWay();
    const before = [calls.begin({ clock, what: 'a' }), calls.begin({ clock, what: 'b' })];
    calls.end(gone);
    calls.end({ code: 'phone/link-closed', params: {} });
    const after = calls.begin({ clock, what: 'c' });
    for (const watch of [...before, after]) await expect(watch.over).rejects.toMatchObject(gone);
    expect(await calls.closed).toEqual(gone);
    expect(calls.size).toBe(0);
  });

  it('every sign of life puts the idle deadline off, never the hard one', async () => {
    const clock = new VirtualClock();
    const calls = new CallsUnderWay();
    const watch = calls.begin({ clock, what: 'x', deadlineMs: 1_000, idleMs: 100 });
    const living = setAlive(clock, watch, 90, 20);
    await expect(clock.run(watch.over)).rejects.toMatchObject({ params: { kind: 'hard', limitMs: 1_000 } });
    expect(clock.now()).toBe(1_000);
    await clock.run(living);
  });
});

async function setAlive(clock: VirtualClock, watch: { alive(): void }, everyMs: number, times: number): Promise<void> {
  for (let n = 0; n < times; n += 1) {
    await clock.sleep(everyMs);
    watch.alive();
  }
}
