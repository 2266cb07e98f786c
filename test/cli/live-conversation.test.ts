/** What the Instruments screen has saved of an oscilloscope, which it asks for a figure and not for a record, is decoded as well. */
import { expect, it } from 'vitest';
import { FaultSwitch } from '../../drivers/contract/fault.ts';
import type { TranscriptEntry } from '../../drivers/contract/transport.ts';
import { rigolDs } from '../../drivers/oscilloscope/rigol-ds/driver.ts';
import { fixedUnit } from '../../drivers/oscilloscope/scpi-scope/test-bench.ts';
import { recordedTransport } from '../../drivers/transport/recorded.ts';
import { simulatedPipe } from '../../drivers/transport/simulated.ts';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { seededRandom } from '../../foundation/random/random.ts';
import { conversationText } from '../../station/instruments/console-conversation.ts';
import { ConsoleRing } from '../../station/instruments/console-ring.ts';
import { liveQuestions } from '../../station/instruments/live-question.ts';
import { FakeCommand } from '../support/fake-surroundings.ts';

async function* inputOf(text: string): AsyncIterable<Uint8Array> {
  yield Buffer.from(text);
}

it('the live figures of an oscilloscope, each once and in order', async () => {
  const clock = new VirtualClock();
  const context = { clock, faults: new FaultSwitch(), random: seededRandom(7) };
  const { transport, wire } = simulatedPipe({ ...context, address: 'tcp:scope:5025' });
  rigolDs.simulate(fixedUnit, context).attach(wire);
  const ring = new ConsoleRing();
  const record = ({ direction, at, bytes }: TranscriptEntry) =>
    ring.add(direction, at, Buffer.from(bytes).toString('hex'));
  const scope = await clock.run(rigolDs.open(recordedTransport(transport, { record }, clock), { clock }));
  ring.note(clock.now(), 'online');
  const { verb, args, deadlineMs } = liveQuestions.Oscilloscope;
  const read: unknown[] = [];
  for (let times = 0; times < 3; times += 1) read.push(await clock.run(scope.call(verb, args, { deadlineMs })));
  const heading = { driver: 'rigol-ds', version: rigolDs.manifest.version, address: 'tcp:scope:5025' };
  const stdin = inputOf(conversationText(ring, heading.address, heading));
  const decode = new FakeCommand({ folder: '.', json: true, parts: { stdin } });
  expect(await decode.run('decode', 'rigol-ds', '--conversation')).toBe(0);
  const values = (all: readonly unknown[]) => all.map((one) => (one as { readonly value: unknown }).value);
  expect(values(decode.objects())).toEqual(values(read));
  expect(values(read)).toHaveLength(3);
});
