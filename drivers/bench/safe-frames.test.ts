/** When and in which order the frames go out that make an output safe, and what becomes of it when the line does not take them. */
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { CodedError } from '../../foundation/failure.ts';
import type { Transport } from '../contract/transport.ts';
import type { SafeTarget } from './bench-api.ts';
import { handBack, sendFrames, sendOverFreshHandle } from './safe-frames.ts';

const target: SafeTarget = {
  ...{ key: 'supply', driver: 'x', address: '/dev/ttyACM0', identity: { make: 'X', model: '1' } },
  ...{ frames: ['aa01', 'aa02', 'aa03'], gapMs: 60, handBack: ['bb01', 'bb02'] },
};

/** Writes and the clock milliseconds at which they came; `refuses` is the first write that fails, from 1 on. */
function line(refuses = Number.POSITIVE_INFINITY) {
  const clock = new VirtualClock();
  const heard: string[] = [];
  const deadlines: number[] = [];
  const write = (bytes: Uint8Array, deadlineMs: number) => {
    if (heard.length + 1 >= refuses) return Promise.reject(new CodedError('transport/write-timeout'));
    heard.push(`${Buffer.from(bytes).toString('hex')} at ${clock.now()}`);
    deadlines.push(deadlineMs);
    return Promise.resolve();
  };
  return { clock, heard, deadlines, write };
}

describe('safe frames', () => {
  it('go out at once and in their order, each a gap behind the one before, and then the panel is given back', async () => {
    const { clock, heard, write } = line();
    await clock.run(sendFrames(target, clock, undefined, write));
    expect(heard).toEqual(['aa01 at 0', 'aa02 at 60', 'aa03 at 120', 'bb01 at 180', 'bb02 at 240']);
    // Whoever closes the handle now does not cut the last one off.
    expect(clock.now()).toBe(300);
  });

  it('may take a quarter of a second each, longer where the line says so; the panel never longer', async () => {
    for (const [worst, frames] of [
      [undefined, 250],
      [100, 250],
      [1_500, 1_500],
    ] as const) {
      const { clock, deadlines, write } = line();
      await clock.run(sendFrames(target, clock, worst, write));
      expect(deadlines).toEqual([frames, frames, frames, 250, 250]);
    }
  });

  it('that the line does not take are a failure, and nothing more is sent', async () => {
    const { clock, heard, write } = line(2);
    const sent = clock.run(sendFrames(target, clock, undefined, write));
    await expect(sent).rejects.toMatchObject({ code: 'transport/write-timeout' });
    expect(heard).toEqual(['aa01 at 0']);
  });

  it('are sent when they are out, though the panel could not be given back', async () => {
    const { clock, heard, write } = line(4);
    await clock.run(sendFrames(target, clock, undefined, write));
    expect(heard).toEqual(['aa01 at 0', 'aa02 at 60', 'aa03 at 120']);
  });
});

it('an instrument without a panel to give back is not waited for', async () => {
  const { clock, heard, write } = line();
  const { handBack: _none, ...plain } = target;
  await clock.run(handBack(plain, clock, write));
  expect([heard, clock.now()]).toEqual([[], 0]);
});

describe('a handle of their own', () => {
  function handle(more: Partial<Transport> = {}, gapMs = 60) {
    const { clock, heard, write } = line();
    let closedAt: number | undefined;
    const transport = {
      ...{ address: target.address, closed: false, onData: () => () => undefined, onClose: () => () => undefined },
      write: (bytes: Uint8Array, options: { readonly deadlineMs?: number } = {}) =>
        write(bytes, options.deadlineMs ?? 0),
      close() {
        closedAt = clock.now();
        return Promise.resolve();
      },
      ...more,
    } as Transport;
    const one = { ...target, gapMs, handBack: [] };
    const send = () => clock.run(sendOverFreshHandle(one, clock, () => Promise.resolve(transport)));
    return { clock, heard, send, closedAt: () => closedAt };
  }

  it('is closed a gap behind the last frame, and never sooner than 20 ms', async () => {
    for (const [gapMs, closes] of [
      [60, 180],
      [5, 30],
    ] as const) {
      const { heard, send, closedAt } = handle({}, gapMs);
      expect(await send()).toEqual({ key: 'supply', address: '/dev/ttyACM0', over: 'fresh' });
      expect([heard.length, closedAt()]).toEqual([3, closes]);
    }
  });

  it('that was lost meanwhile has not made anything safe, and is closed all the same', async () => {
    const { send, closedAt } = handle({ closed: true });
    expect(await send()).toMatchObject({ over: 'fresh', failure: { code: 'transport/unplugged' } });
    expect(closedAt()).toBeDefined();
  });

  it('that does not open, or takes nothing, is an answer and no exception', async () => {
    const clock = new VirtualClock();
    const gone = () => Promise.reject(new CodedError('port/not-found'));
    expect(await clock.run(sendOverFreshHandle(target, clock, gone))).toMatchObject({
      ...{ key: 'supply', failure: { code: 'port/not-found' } },
    });
    const { send, closedAt } = handle({ write: () => Promise.reject(new CodedError('transport/write-timeout')) });
    expect(await send()).toMatchObject({ failure: { code: 'transport/write-timeout' } });
    expect(closedAt()).toBe(0);
  });
});
