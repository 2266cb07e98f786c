import { expect, it } from 'vitest';
import { Launches } from './launches.ts';

it('a station that closes waits for a run that is being set up, and begins no other', async () => {
  const launches = new Launches();
  let settle: () => void = () => undefined;
  const launched = new Promise<void>((resolve) => (settle = resolve));
  const first = launches.begin('RUN-1', () => launched);
  let closed = false;
  const closing = launches.close().then(() => (closed = true));
  let second = false;
  await expect(
    launches.begin('RUN-2', () => {
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
  const launches = new Launches();
  const first = launches.begin('RUN-1', () => Promise.reject(new Error('no bench')));
  await Promise.all([expect(first).rejects.toThrow('no bench'), launches.close()]);
});
