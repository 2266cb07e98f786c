import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { seededRandom } from '../../foundation/random/random.ts';
import { FaultSwitch } from '../contract/fault.ts';
import { inOrder } from './in-order.ts';
import { simulatedPipe } from './simulated.ts';

const seed = Number(process.env.TEST_SEED ?? 20260105);

function pipe(msPerByte: number, chunkBytes?: number) {
  const clock = new VirtualClock();
  const faults = new FaultSwitch();
  const size = chunkBytes === undefined ? {} : { chunkBytes };
  const ends = simulatedPipe({ clock, faults, random: seededRandom(seed), address: 'sim:x', msPerByte, ...size });
  const heard: { readonly text: string; readonly at: number }[] = [];
  ends.transport.onData((chunk, at) => heard.push({ text: String.fromCharCode(...chunk), at }));
  const say = (text: string) => ends.wire.send(new TextEncoder().encode(text));
  return { ...ends, clock, faults, heard, say, all: () => heard.map(({ text }) => text).join('') };
}

it('an answer behind a late one waits for it and does not overtake', async () => {
  const { clock, faults, heard, say } = pipe(0);
  faults.set('late-answer', true);
  say('late');
  faults.set('late-answer', false);
  await clock.advance(100);
  say('prompt');
  await clock.advance(16_000);
  say('later');
  await clock.advance(10);
  expect(heard).toEqual([
    { text: 'late', at: 15_000 },
    { text: 'prompt', at: 15_000 },
    { text: 'later', at: 16_100 },
  ]);
});

it('two answers at once pass the line one after the other, byte by byte', async () => {
  const { clock, heard, say, all } = pipe(1, 1);
  say('abc');
  say('de');
  await clock.advance(10);
  expect(all()).toBe('abcde');
  expect(heard.map(({ at }) => at)).toEqual([1, 2, 3, 4, 5]);
});

it('a long command and a short one behind it reach the instrument in the order they were sent', async () => {
  const { clock, transport, wire } = pipe(1);
  const heard: string[] = [];
  wire.onData((chunk) => heard.push(String.fromCharCode(...chunk)));
  await transport.write(new TextEncoder().encode('VOLTAGE 5'));
  await transport.write(new TextEncoder().encode('I?'));
  await clock.advance(20);
  expect(heard).toEqual(['VOLTAGE 5', 'I?']);
});

it('whatever is late and whenever, everything arrives in the order of sending', async () => {
  const message = fc.record({ late: fc.boolean(), waitMs: fc.integer({ min: 0, max: 20_000 }), text: fc.string() });
  await fc.assert(
    fc.asyncProperty(fc.array(message, { maxLength: 12 }), async (messages) => {
      const { clock, faults, wire, heard } = pipe(0.5, 3);
      const ascii = messages.map(({ text }) => text.replace(/[^ -~]/g, '?'));
      for (const [index, { late, waitMs }] of messages.entries()) {
        faults.set('late-answer', late);
        wire.send(new TextEncoder().encode(ascii[index]));
        await clock.advance(waitMs);
      }
      await clock.advance(60_000);
      expect(heard.map(({ text }) => text).join('')).toBe(ascii.join(''));
    }),
    { seed, numRuns: 60 },
  );
});

it('on a real clock, whose timers may fire out of turn, the order holds as well', async () => {
  const clock = new RealClock();
  const heard: number[] = [];
  const send = inOrder(clock, ([byte]) => heard.push(byte ?? -1));
  for (let index = 0; index < 100; index += 1) send([Uint8Array.of(index)], { lateMs: index % 2 === 0 ? 1.9 : 0 });
  await clock.sleep(50);
  expect(heard).toEqual(Array.from({ length: 100 }, (_, index) => index));
});
