/**
 * An instrument that has still something to say, or says that it is not done: what it is asked, how often, and what is read and
 * thrown away, as sections 4.2.1.4 to 4.2.1.7 of the USBTMC specification have it.
 */
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { CodedError } from '../../foundation/failure.ts';
import type { UsbtmcPipe } from './usbtmc-pipe.ts';
import { abortAnswer, clearInterface } from './usbtmc-recovery.ts';

const done = [0x01, 0];
const pending = [0x02, 0];
const pendingWithBytes = [0x02, 1];
const notInProgress = [0x81, 0];
const failed = [0x80, 0];

/** By the number of the request, the answers to it in their order; the last one again and again. A stall where there is none. */
type Answers = Readonly<Record<number, readonly (readonly number[])[]>>;

function device(answers: Answers, transfers: readonly (number | 'timeout')[] = []) {
  const clock = new VirtualClock();
  const said: string[] = [];
  const asked = new Map<number, number>();
  const left = [...transfers];
  const pipe: UsbtmcPipe = {
    packetBytes: 512,
    bulkOut: () => Promise.reject(new Error('nothing is to be sent')),
    bulkIn(length, timeoutMs) {
      expect(timeoutMs).toBe(100);
      const transfer = left.shift() ?? 'timeout';
      said.push(`read ${transfer}`);
      if (transfer === 'timeout') return Promise.resolve('timeout');
      expect(transfer).toBeLessThanOrEqual(length);
      return Promise.resolve(new Uint8Array(transfer));
    },
    control({ request, value }) {
      const all = answers[request] ?? [];
      const count = asked.get(request) ?? 0;
      asked.set(request, count + 1);
      said.push(request === 3 ? `3 of ${value}` : `${request} at ${clock.now()}`);
      const answer = all[count] ?? all.at(-1);
      if (answer === undefined) return Promise.reject(new CodedError('usb/transfer', { cause: 'stall' }));
      return Promise.resolve(Uint8Array.from(answer));
    },
    clearHalt(which) {
      said.push(`halt ${which}`);
      return Promise.resolve();
    },
    release: () => Promise.resolve(),
  };
  return { clock, pipe, said, asked };
}

const cleared = { 5: [done], 6: [done] };

describe('an answer that is given up', () => {
  const abort = async (answers: Answers, transfers?: readonly (number | 'timeout')[]) => {
    const bench = device(answers, transfers);
    await bench.clock.run(abortAnswer(bench.pipe, bench.clock, 7));
    return bench;
  };

  it('and is not in progress any more is read away, and nothing else', async () => {
    expect((await abort({ 3: [notInProgress] })).said).toEqual(['3 of 7', 'read timeout']);
  });

  it('is read up to the packet that is not full', async () => {
    const { said } = await abort({ 3: [notInProgress] }, [32_768, 32_768, 32_767, 5]);
    expect(said).toEqual(['3 of 7', 'read 32768', 'read 32768', 'read 32767']);
  });

  it('is asked after until it is, and read again while bytes are left', async () => {
    const { said } = await abort({ 3: [done], 4: [pendingWithBytes, pending, done] }, ['timeout', 12]);
    expect(said).toEqual(['3 of 7', 'read timeout', '4 at 0', 'read 12', '4 at 20', '4 at 40']);
  });

  it('is over as well when that has failed: then there is none to be given up', async () => {
    const { said } = await abort({ 3: [done], 4: [failed] });
    expect(said).toEqual(['3 of 7', 'read timeout', '4 at 0']);
  });

  it.each<[string, Answers]>([
    ['is refused', { ...cleared, 3: [failed] }],
    ['stalls', cleared],
    ['stalls where it is asked after', { ...cleared, 3: [done] }],
  ])('is cleared with everything else where giving up %s', async (_how, answers) => {
    const { said } = await abort(answers);
    expect(said.slice(-3)).toEqual(['5 at 0', '6 at 0', 'halt out']);
    expect(said.slice(0, 2)).toEqual(['3 of 7', 'read timeout']);
  });

  it('and is pending for ever is asked after fifty times, and then cleared', async () => {
    const { asked, said } = await abort({ ...cleared, 3: [done], 4: [pending] });
    expect(asked.get(4)).toBe(50);
    expect(said.slice(-3)).toEqual(['5 at 1000', '6 at 1000', 'halt out']);
  });
});

describe('an interface that is cleared', () => {
  const clear = (answers: Answers, transfers?: readonly (number | 'timeout')[]) => {
    const bench = device(answers, transfers);
    return { ...bench, over: bench.clock.run(clearInterface(bench.pipe, bench.clock)) };
  };

  it('is asked until it is, has its bytes read away, and its way out opened again', async () => {
    const { said, over } = clear({ 5: [done], 6: [pendingWithBytes, pending, done] }, [3]);
    await over;
    expect(said).toEqual(['5 at 0', '6 at 0', 'read 3', '6 at 20', '6 at 40', 'halt out']);
  });

  it.each<[string, Answers]>([
    ['refuses to begin', { 5: [failed] }],
    ['has failed', { 5: [done], 6: [failed] }],
    ['is not in progress', { 5: [done], 6: [pending, notInProgress] }],
  ])('and %s is not said to be', async (_how, answers) => {
    await expect(clear(answers).over).rejects.toMatchObject({ code: 'usbtmc/not-cleared' });
  });

  it('and never is, is given up after a second', async () => {
    const { asked, clock, over } = clear({ 5: [done], 6: [pending] });
    await expect(over).rejects.toMatchObject({ code: 'usbtmc/not-cleared', params: { status: 'pending' } });
    expect([asked.get(6), clock.now()]).toEqual([51, 1_000]);
  });
});
