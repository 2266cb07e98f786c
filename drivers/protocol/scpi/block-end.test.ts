import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../foundation/clock/virtual-clock.ts';
import { seededRandom } from '../../../foundation/random/random.ts';
import { FaultSwitch } from '../../contract/fault.ts';
import { simulatedPipe } from '../../transport/simulated.ts';
import { ScpiSession } from './session.ts';

/** What comes for `CURV?`, whether the block was ended, and what the next question is answered with. */
async function afterBlock(sent: string, chunkBytes = 64, lineFeeds = 1) {
  const clock = new VirtualClock();
  const context = { clock, random: seededRandom(1), faults: new FaultSwitch() };
  const { transport, wire } = simulatedPipe({ ...context, address: '/dev/ttyS9', msPerByte: 1, chunkBytes });
  wire.onData((chunk) => {
    const isCurve = new TextDecoder().decode(chunk).startsWith('CURV?');
    wire.send(new TextEncoder().encode(isCurve ? sent : '5.00\n'));
  });
  const session = new ScpiSession(transport, { clock });
  const block = await clock.run(session.queryBlock('CURV?'));
  const isEnded = await clock.run(session.blockWasEnded({ lineFeeds }));
  const next = await clock.run(session.query('MEAS?'));
  return { block: new TextDecoder().decode(block), isEnded, next };
}

describe('a block on a line that may lose bytes', () => {
  it.each([64, 1])(
    'is ended when its terminator comes, also when that comes by itself (%i bytes at once)',
    async (size) => {
      expect(await afterBlock('#14abcd\n', size)).toEqual({ block: 'abcd', isEnded: true, next: '5.00' });
      expect(await afterBlock('#14abcd\r\n', size)).toEqual({ block: 'abcd', isEnded: true, next: '5.00' });
    },
  );

  it('of a maker who ends them with two line feeds is ended by both, as the first may be in the place of a sample', async () => {
    expect(await afterBlock('#14abcd\n\n', 1, 2)).toEqual({ block: 'abcd', isEnded: true, next: '5.00' });
    expect(await afterBlock('#14abc\n\n', 64, 2)).toEqual({ block: 'abc\n', isEnded: false, next: '5.00' });
  });

  it('that has lost a byte ends with its terminator, is not ended, and does not spoil the next answer', async () => {
    expect(await afterBlock('#14abc\n')).toEqual({ block: 'abc\n', isEnded: false, next: '5.00' });
  });
});
