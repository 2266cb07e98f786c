/** USBTMC as a byte pipe: what an instrument is asked and answers, whatever packets carry it and however it ends them. */
import { describe, expect, it } from 'vitest';
import type { Waveform } from '../../foundation/capability/oscilloscope.ts';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { seededRandom } from '../../foundation/random/random.ts';
import { FaultSwitch } from '../contract/fault.ts';
import { rigolDs } from '../oscilloscope/rigol-ds/driver.ts';
import { simulateRigol } from '../oscilloscope/rigol-ds/simulator.ts';
import { fixedUnit } from '../oscilloscope/scpi-scope/test-bench.ts';
import { ScpiSession } from '../protocol/scpi/session.ts';
import { deviationsOf } from '../protocol/usbtmc/deviations.ts';
import { SimulatedUsbtmc, type SimulatedUsbtmcOptions } from './simulated-usbtmc.ts';
import { usbtmcTransport } from './usbtmc.ts';

const rigol = deviationsOf(0x1ab1, 0x04ce);

async function instrument(
  answer: (line: string) => string | undefined,
  options: Partial<SimulatedUsbtmcOptions> = {},
  deviations = rigol,
) {
  const clock = new VirtualClock();
  const pipe = new SimulatedUsbtmc({ clock, ...options });
  const heard: string[] = [];
  pipe.onData((chunk) => {
    const line = String.fromCharCode(...chunk).trimEnd();
    heard.push(line);
    const text = answer(line);
    if (text !== undefined) pipe.send(new TextEncoder().encode(text));
  });
  const transport = await clock.run(usbtmcTransport({ pipe, clock, address: 'usb:1ab1:04ce:X', deviations }));
  const session = new ScpiSession(transport, { clock });
  return { clock, pipe, heard, transport, session };
}

describe('an instrument on USBTMC', () => {
  it.each([
    ['as the class says', {}],
    ['with one header for everything and no short packet', { oneHeader: true }],
    ['with an empty first reply', { emptyFirst: true }],
    ['without control requests', { noControl: true }],
  ])('is asked and told, %s', async (_how, options) => {
    const bench = await instrument(
      (line) => (line === '*IDN?' ? 'RIGOL TECHNOLOGIES,DS1074Z,X,1\n' : undefined),
      options,
    );
    expect(await bench.clock.run(bench.session.query('*IDN?'))).toBe('RIGOL TECHNOLOGIES,DS1074Z,X,1');
    await bench.clock.run(bench.session.send(':RUN'));
    expect(await bench.clock.run(bench.session.query('*IDN?'))).toBe('RIGOL TECHNOLOGIES,DS1074Z,X,1');
    expect(bench.heard).toEqual(['*IDN?', ':RUN', '*IDN?']);
  });

  it.each([1, 499, 500, 501, 511, 512, 513, 1_012, 1_023, 1_024, 4_084, 4_085])(
    'sends a block of %i bytes whole, also where it is a whole number of packets',
    async (length) => {
      const body = 'x'.repeat(length);
      const block = `#9${String(length).padStart(9, '0')}${body}\n`;
      for (const options of [{}, { oneHeader: true }]) {
        const bench = await instrument(() => block, options, { acceptsOldTag: false, mostPerRequest: 1_012 });
        for (let time = 0; time < 2; time++) {
          const data = await bench.clock.run(bench.session.queryBlock(':WAV:DATA?'));
          expect(data).toHaveLength(length);
          expect(data.every((byte) => byte === 0x78)).toBe(true);
        }
        expect(bench.pipe.controls.filter((request) => request === 3)).toEqual([]);
      }
    },
  );

  it('an answer without a line feed is ended by the end of the message', async () => {
    const bench = await instrument(() => '5.02');
    expect(await bench.clock.run(bench.session.query(':MEAS?'))).toBe('5.02');
  });

  it('a late answer after a timeout is never taken for the next', async () => {
    const bench = await instrument((line) => (line === '*IDN?' ? 'A,B,C,D\n' : undefined));
    await bench.clock.run(bench.session.identify());
    const late = bench.session.query(':SLOW?', { deadlineMs: 500 });
    await expect(bench.clock.run(late)).rejects.toMatchObject({ code: 'instrument/timeout' });
    bench.pipe.send(new TextEncoder().encode('the late one\n'));
    expect(await bench.clock.run(bench.session.query('*IDN?'))).toBe('A,B,C,D');
    expect(bench.heard.filter((line) => line === ':SLOW?')).toHaveLength(1);
  });

  it('an answer that never comes is aborted before the next message', async () => {
    const bench = await instrument((line) => (line === '*IDN?' ? 'A,B,C,D\n' : undefined));
    await bench.clock.run(bench.session.identify());
    const never = bench.session.query(':SLOW?', { deadlineMs: 500 });
    await expect(bench.clock.run(never)).rejects.toMatchObject({ code: 'instrument/timeout' });
    expect(bench.pipe.controls).not.toContain(3);
    expect(await bench.clock.run(bench.session.query('*IDN?'))).toBe('A,B,C,D');
    expect(bench.pipe.controls).toContain(3);
  });

  it('a reply with the tag of an earlier request is refused, and taken where the instrument is known for it', async () => {
    const answer = (line: string) => (line === '*IDN?' ? 'A,DHO804,C,D\n' : undefined);
    const strict = await instrument(answer, { oldTag: true });
    const refused = strict.session.query('*IDN?', { deadlineMs: 2_000 });
    await expect(strict.clock.run(refused)).rejects.toMatchObject({ code: 'instrument/timeout' });
    const lenient = await instrument(answer, { oldTag: true }, deviationsOf(0x1ab1, 0x044d));
    expect(await lenient.clock.run(lenient.session.query('*IDN?'))).toBe('A,DHO804,C,D');
  });

  it('pulled out while an answer is due it is lost once, and gives its interface back', async () => {
    const bench = await instrument(() => undefined);
    const reasons: string[] = [];
    bench.transport.onClose(({ code }) => reasons.push(code));
    const asked = bench.clock.run(bench.session.query('*IDN?', { deadlineMs: 5_000 })).catch((error: unknown) => error);
    await bench.clock.advance(300);
    bench.pipe.hangUp();
    expect(await asked).toMatchObject({ code: 'transport/unplugged' });
    expect(reasons).toEqual(['transport/unplugged']);
    expect(bench.pipe.isReleased).toBe(true);
  });

  it('closed while an answer is due it is aborted and given back', async () => {
    const bench = await instrument(() => undefined);
    const asked = bench.session.query('*IDN?', { deadlineMs: 5_000 }).catch((error: unknown) => error);
    await bench.clock.advance(100);
    await bench.clock.run(bench.transport.close());
    expect(await asked).toMatchObject({ code: 'transport/closed' });
    expect(bench.pipe.isReleased).toBe(true);
    expect(bench.pipe.controls).toContain(3);
  });

  it.each([
    ['that knows how is sent back to local on closing', { remoteLocal: true }, rigol, true],
    ['that does not say so is left alone', {}, rigol, false],
    ['that says so wrongly is left alone', { remoteLocal: true }, deviationsOf(0x1ab1, 0x0588), false],
    ['of a maker whose all say so wrongly is left alone', { remoteLocal: true }, deviationsOf(0xf4ec, 0xee38), false],
  ])('one %s', async (_which, options, deviations, isSent) => {
    const bench = await instrument(() => undefined, options, deviations);
    await bench.clock.run(bench.transport.close());
    expect(bench.pipe.controls.includes(161)).toBe(isSent);
    expect(bench.pipe.isReleased).toBe(true);
  });

  it('a Rigol is captured over it as over the network', async () => {
    const clock = new VirtualClock();
    const pipe = new SimulatedUsbtmc({ clock, oneHeader: true });
    const context = { clock, faults: new FaultSwitch(), random: seededRandom(1) };
    simulateRigol(fixedUnit, context, { memoryPoints: 260_000 }).attach(pipe);
    const address = 'usb:1ab1:04ce:DS1ZA170000001';
    const transport = await clock.run(usbtmcTransport({ pipe, clock, address, deviations: rigol }));
    const scope = await clock.run(rigolDs.open(transport, { clock }));
    const args = { channel: 1, record: 'memory' };
    const waveform = (await clock.run(scope.call('capture', args, { deadlineMs: 60_000 }))) as Waveform;
    expect(waveform.count).toBe(260_000);
    expect(waveform.mean.value).toBeCloseTo(5.02, 1);
    await clock.run(scope.close());
  });
});

describe('answers of any length through any packets', () => {
  it('come whole and in order, one question after the other, however the device ends them', async () => {
    const random = seededRandom(488);
    for (let round = 0; round < 40; round++) {
      const packetBytes = [64, 512, 1_024][round % 3] ?? 64;
      const options = { packetBytes, ...(round % 2 === 0 ? {} : { oneHeader: true }) };
      const deviations = { acceptsOldTag: false, mostPerRequest: packetBytes * random.integer(1, 6) - 12 };
      const bodies: string[] = [];
      const answer = () => {
        const length = random.integer(0, 4 * packetBytes);
        bodies.push(String.fromCharCode(...Array.from({ length }, () => random.integer(33, 126))));
        return `#9${String(length).padStart(9, '0')}${bodies.at(-1)}${random.next() < 0.5 ? '\n' : ''}`;
      };
      const bench = await instrument(answer, options, deviations);
      for (let question = 0; question < 4; question++) {
        const data = await bench.clock.run(bench.session.queryBlock(':WAV:DATA?'));
        expect(String.fromCharCode(...data)).toBe(bodies.at(-1));
      }
    }
  });
});
