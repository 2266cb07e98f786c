import { expect, it } from 'vitest';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { Launches } from './launches.ts';

const about = (run: string) => ({ run, ticket: null, procedure: { en: 'Soak', 'zh-CN': '老化', 'zh-TW': '老化' } });

it('a station that closes waits for a run that is being set up, and begins no other', async () => {
  const launches = new Launches(new VirtualClock());
  let settle: () => void = () => undefined;
  const launched = new Promise<void>((resolve) => (settle = resolve));
  const first = launches.begin(about('RUN-1'), () => launched);
  let closed = false;
  const closing = launches.close().then(() => (closed = true));
  let second = false;
  await expect(
    launches.begin(about('RUN-2'), () => {
      second = true;
      return Promise.resolve();
    }),
  ).rejects.toMatchObject({
    code: 'station/closing',
    params: { run: 'RUN-2' },
  });
  expect([closed, second]).toEqual([false, false]);
  settle();
  await first;
  await closing;
  expect(closed).toBe(true);
});

it('a run that cannot be set up does not keep the station from closing', async () => {
  const launches = new Launches(new VirtualClock());
  const first = launches.begin(about('RUN-1'), () => Promise.reject(new Error('no bench')));
  await Promise.all([expect(first).rejects.toThrow('no bench'), launches.close()]);
});

it('a run that queues is seen with what it waits for, and one who gives up ends it with a name', async () => {
  const clock = new VirtualClock();
  let changes = 0;
  const launches = new Launches(clock, () => (changes += 1));
  const going = launches.begin(about('RUN-1'), ({ signal, onWait }) => {
    onWait('/dev/ttyUSB0');
    onWait('/dev/ttyUSB0');
    return clock.sleep(60_000, signal);
  });
  const refused = expect(going).rejects.toMatchObject({ code: 'run/given-up', params: { run: 'RUN-1', by: 'Li' } });
  await clock.advance(5_000);
  expect(launches.waiting).toMatchObject([{ run: 'RUN-1', instrument: '/dev/ttyUSB0' }]);
  expect([launches.giveUp('RUN-2', 'Li'), launches.giveUp('RUN-1', 'Li')]).toEqual([false, true]);
  await refused;
  expect([launches.waiting, launches.giveUp('RUN-1', 'Li'), changes]).toEqual([[], false, 2]);
});
