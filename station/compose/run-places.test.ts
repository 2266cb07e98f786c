import { expect, it } from 'vitest';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { CodedError } from '../../foundation/failure.ts';
import { InstrumentQueue } from './instrument-queue.ts';
import { RunPlaces } from './run-places.ts';

/** `elsewhere`: what a run of another process has. */
function places(elsewhere: readonly string[] = []) {
  const told: string[] = [];
  const queue = new InstrumentQueue(new VirtualClock(), (address) => {
    if (elsewhere.includes(address)) throw new CodedError('lease/taken', { instrument: address, owner: 'RUN-9' });
    told.push(`lock ${address}`);
    return { release: () => told.push(`unlock ${address}`) };
  });
  const live = {
    lend: async (_run: string, addresses: readonly string[]) => void told.push(`lend ${addresses}`),
    giveBack: (_run: string, addresses: readonly string[]) => void told.push(`give back ${addresses}`),
  };
  const patience = { signal: new AbortController().signal, onWait: () => undefined };
  const run = new RunPlaces('RUN-1', queue, live);
  const take = () => run.take({ supply: { address: '/dev/ttyACM0' } }, patience);
  return { run, take, told };
}

it('the place an instrument has moved to is free of our own readings and locked, and the screens follow', async () => {
  const { run, take, told } = places();
  await take();
  await run.follow('/dev/ttyACM1', 'supply');
  expect(told.slice(-2)).toEqual(['lend /dev/ttyACM1', 'lock /dev/ttyACM1']);
  expect(run.byRole).toEqual({ supply: { address: '/dev/ttyACM1' } });
  run.release();
  expect(told.slice(-3)).toEqual(['unlock /dev/ttyACM0', 'unlock /dev/ttyACM1', 'give back /dev/ttyACM0,/dev/ttyACM1']);
});

it('where another run has that place it is read again, and the instrument counts as where it was', async () => {
  const { run, take, told } = places(['/dev/ttyACM1']);
  await take();
  await expect(run.follow('/dev/ttyACM1', 'supply')).rejects.toMatchObject({ code: 'lease/taken' });
  expect(told.at(-1)).toBe('give back /dev/ttyACM1');
  expect(run.byRole).toEqual({ supply: { address: '/dev/ttyACM0' } });
});
