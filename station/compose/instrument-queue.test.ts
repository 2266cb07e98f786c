import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { CodedError } from '../../foundation/failure.ts';
import { InstrumentQueue, type Patience } from './instrument-queue.ts';

/** Instruments that a run of another process has, by address. */
function room() {
  const clock = new VirtualClock();
  const elsewhere = new Map<string, string>();
  const queue = new InstrumentQueue(clock, (address) => {
    const owner = elsewhere.get(address);
    if (owner !== undefined) throw new CodedError('lease/taken', { instrument: address, owner });
    elsewhere.set(address, 'this process');
    return { release: () => elsewhere.delete(address) };
  });
  const waits: (readonly [string, string | undefined])[] = [];
  const patience = (waitMs?: number, signal = new AbortController().signal): Patience => ({
    ...{ waitMs, signal },
    onWait: (instrument, owner) => waits.push([instrument, owner]),
  });
  return { clock, elsewhere, queue, waits, patience };
}

describe('two runs that want one instrument', () => {
  it('the second gets it when the first has given it back, and nobody slips in between', async () => {
    const { clock, queue, waits, patience } = room();
    const first = await queue.take('RUN-1', ['tcp:a:1', 'tcp:b:1'], patience());
    const second = queue.take('RUN-2', ['tcp:b:1'], patience(60_000));
    await expect(queue.take('RUN-3', ['tcp:b:1'], patience())).rejects.toMatchObject({
      code: 'lease/taken',
      params: { instrument: 'tcp:b:1', owner: 'RUN-1' },
    });
    expect([queue.ownerOf('tcp:b:1'), waits]).toEqual(['RUN-1', [['tcp:b:1', undefined]]]);
    first.release();
    const place = await clock.run(second);
    expect([queue.ownerOf('tcp:b:1'), queue.ownerOf('tcp:a:1')]).toEqual(['RUN-2', undefined]);
    place.release();
    expect(queue.ownerOf('tcp:b:1')).toBeUndefined();
  });

  it('one who gives up leaves the queue and holds nothing', async () => {
    const { queue, patience } = room();
    await queue.take('RUN-1', ['tcp:b:1'], patience());
    const over = new AbortController();
    const second = queue.take('RUN-2', ['tcp:a:1', 'tcp:b:1'], patience(60_000, over.signal));
    const refused = expect(second).rejects.toThrow('enough');
    over.abort(new Error('enough'));
    await refused;
    expect(queue.ownerOf('tcp:a:1')).toBeUndefined();
  });

  it('what a run of another process has is asked for again until it is free', async () => {
    const { clock, elsewhere, queue, waits, patience } = room();
    elsewhere.set('tcp:a:1', 'RUN-9');
    const taking = queue.take('RUN-1', ['tcp:a:1'], patience(10_000));
    await clock.advance(3_500);
    expect(waits.at(-1)).toEqual(['tcp:a:1', 'RUN-9']);
    elsewhere.delete('tcp:a:1');
    const place = await clock.run(taking);
    expect(elsewhere.get('tcp:a:1')).toBe('this process');
    place.release();
    expect(elsewhere.size).toBe(0);
  });

  it('patience is for all instruments together, and its end names who has what', async () => {
    const { clock, elsewhere, queue, patience } = room();
    const first = await queue.take('RUN-1', ['tcp:a:1'], patience());
    elsewhere.set('tcp:b:1', 'RUN-9');
    const taking = queue.take('RUN-2', ['tcp:a:1', 'tcp:b:1'], patience(10_000));
    const refused = expect(taking).rejects.toMatchObject({
      code: 'lease/timeout',
      params: { instrument: 'tcp:b:1', owner: 'RUN-9' },
    });
    await clock.advance(8_000);
    first.release();
    await clock.advance(3_000);
    await refused;
    expect([queue.ownerOf('tcp:a:1'), elsewhere.has('tcp:a:1')]).toEqual([undefined, false]);
  });

  it('two stations that want the same two take them in one order, whatever order their procedures name them in', async () => {
    const { queue, patience, elsewhere } = room();
    const order: string[][] = [];
    for (const wanted of [
      ['tcp:a:1', 'tcp:b:1'],
      ['tcp:b:1', 'tcp:a:1'],
    ]) {
      const place = await queue.take('RUN-1', wanted, patience());
      order.push([...elsewhere.keys()]);
      place.release();
    }
    expect(order[1]).toEqual(order[0]);
  });

  it('simulated instruments are in a world of their own run', async () => {
    const { queue, patience } = room();
    await queue.take('RUN-1', ['sim:phone'], patience());
    const place = await queue.take('RUN-2', ['sim:phone'], patience());
    expect(place.leaseOf('sim:phone')?.owner).toBe('RUN-2');
  });
});

describe('a run whose instrument has moved to another port', () => {
  it('has that one as well, until it gives everything back', async () => {
    const { queue, elsewhere, patience } = room();
    const place = await queue.take('RUN-1', ['tcp:a:1'], patience());
    await place.also('tcp:b:1');
    await place.also('tcp:b:1');
    expect([queue.ownerOf('tcp:b:1'), elsewhere.get('tcp:b:1')]).toEqual(['RUN-1', 'this process']);
    place.release();
    expect([queue.ownerOf('tcp:b:1'), elsewhere.size]).toEqual([undefined, 0]);
  });

  it('is refused what another run has, in this process or another, and keeps what it had', async () => {
    const { queue, elsewhere, patience } = room();
    const place = await queue.take('RUN-1', ['tcp:a:1'], patience());
    await queue.take('RUN-2', ['tcp:b:1'], patience());
    elsewhere.set('tcp:c:1', 'RUN-9');
    for (const address of ['tcp:b:1', 'tcp:c:1'])
      await expect(place.also(address)).rejects.toMatchObject({ code: 'lease/taken' });
    expect([queue.ownerOf('tcp:a:1'), queue.ownerOf('tcp:c:1')]).toEqual(['RUN-1', undefined]);
  });
});
