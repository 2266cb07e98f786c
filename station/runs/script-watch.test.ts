/** What counts as a script that asks for ever, or for nothing. */
import { expect, it } from 'vitest';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { CodedError } from '../../foundation/failure.ts';
import { never } from './bodies.ts';
import { ScriptWatch } from './script-watch.ts';

function watched(ending = false) {
  const clock = new VirtualClock();
  const troubles: string[] = [];
  const watch = new ScriptWatch({
    clock,
    isEnding: () => ending,
    onTrouble: ({ code }) => troubles.push(code),
  });
  const handlers = watch.counted({
    note: () => ({}),
    ask: () => never(),
    'step/guard': () => never(),
    'soak/stop': () => {
      throw new CodedError('step/not-open', { token: 1 });
    },
    measure: () => Promise.resolve({}),
  });
  return { clock, troubles, watch, handlers };
}

it('a script that waits for nothing and asks for nothing is stuck', async () => {
  const { clock, troubles, watch, handlers } = watched();
  watch.begin();
  await handlers.measure();
  await clock.advance(20_000);
  expect(troubles).toEqual(['script/stuck']);
});

it('a script that was refused at once and does nothing any more is stuck as well', async () => {
  const { clock, troubles, watch, handlers } = watched();
  watch.begin();
  expect(() => handlers['soak/stop']()).toThrow('step/not-open');
  await clock.advance(20_000);
  expect(troubles).toEqual(['script/stuck']);
});

it('a script that waits for a person is not stuck, one that only has a guard is', async () => {
  const waiting = watched();
  waiting.watch.begin();
  void waiting.handlers.ask();
  await waiting.clock.advance(3_600_000);
  expect(waiting.troubles).toEqual([]);
  const guarded = watched();
  guarded.watch.begin();
  void guarded.handlers['step/guard']();
  await guarded.clock.advance(20_000);
  expect(guarded.troubles).toEqual(['script/stuck']);
});

it('a script that asks for ever while no time passes is a runaway; the same questions over seconds are not', async () => {
  const { clock, troubles, handlers } = watched();
  for (let second = 0; second < 4; second += 1) {
    for (let count = 0; count < 4_000; count += 1) void handlers.note();
    await clock.advance(2_000);
  }
  expect(troubles).toEqual([]);
  for (let count = 0; count < 5_002; count += 1) void handlers.note();
  expect(troubles).toEqual(['script/runaway']);
});

it('while the run is ending its main line is answered no more, and its undo bodies are', async () => {
  const { clock, handlers } = watched(true);
  let answered = false;
  void Promise.resolve(handlers.measure()).then(() => {
    answered = true;
  });
  expect(await handlers.note()).toEqual({});
  await clock.advance(1_000);
  expect(answered).toBe(false);
});
