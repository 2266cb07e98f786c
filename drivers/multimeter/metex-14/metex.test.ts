import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../foundation/clock/virtual-clock.ts';
import { failureOf } from '../../../foundation/failure.ts';
import type { Reading } from '../../../foundation/measurement/reading.ts';
import { seededRandom } from '../../../foundation/random/random.ts';
import { FaultSwitch } from '../../contract/fault.ts';
import type { SimulatedUnit } from '../../simulated-unit/unit.ts';
import { simulatedPipe } from '../../transport/simulated.ts';
import { readingIn } from './answer.ts';
import { metexMeters } from './driver.ts';
import { encodeFrame, type MetexFrame, parseFrame } from './frame.ts';
import { simulateMetex } from './simulator.ts';

const atBaud = (baudRate: number) => {
  const found = metexMeters.find(({ manifest }) => manifest.line?.baudRate === baudRate);
  if (found === undefined) throw new Error(`no meter for ${baudRate} baud`);
  return found;
};
const metexM3640d = atBaud(1_200);

const seed = Number(process.env.TEST_SEED ?? 20260105);
const bytesOf = (text: string) => Uint8Array.from(Buffer.from(`${text}\r`, 'latin1'));
const volts: MetexFrame = { mode: 'DC', digits: 3_842, places: 3, negative: false, overload: false, unit: 'V' };

describe('an answer of 14 characters', () => {
  it.each([
    ['DC  3.842   V', { value: 3.842, unit: 'V', flags: ['dc'], resolution: 0.001 }],
    ['AC -012.3  mV', { value: -0.0123, unit: 'V', flags: ['ac'] }],
    ['OH  1.999kOhm', { value: 1_999, unit: 'Ohm', flags: [] }],
    ['CA  100.0  nF', { value: 1e-7, unit: 'F' }],
    ['DC 19.999   V', { value: 19.999, resolution: 0.001 }],
    ['OH    .OLMOhm', { value: null, status: 'overrange', overloadSign: 1 }],
    ['DC   -OL.   V', { value: null, status: 'overrange', overloadSign: -1 }],
  ])('%s is read as it stands', (text, expected) => {
    expect(readingIn(bytesOf(text))).toMatchObject(expected);
  });

  it.each([
    'DC  3.842Ohm ',
    'TE  3.842   V',
    'DC 3.8.42   V',
    'DC   3.84   V',
    'DC  3.842   W',
    'D   3.842   V',
    'XX  3.842   V',
  ])('%s is none', (text) => expect(readingIn(bytesOf(text))).toBeUndefined());

  it('goes to characters and back unchanged', () => {
    for (const places of [0, 1, 2, 3]) {
      for (const more of [{}, { negative: true }, { unit: 'mV' }]) {
        const frame = { ...volts, places, ...more };
        expect(parseFrame(encodeFrame(frame))).toEqual(frame);
      }
    }
  });
});

describe('a Metex on the bench', () => {
  async function bench() {
    const clock = new VirtualClock();
    const faults = new FaultSwitch();
    const random = seededRandom(seed);
    const unit = { batteryTerminal: () => ({ volts: 3.8421, amps: 0 }) } as unknown as SimulatedUnit;
    const meter = simulateMetex(unit, { clock, random, faults });
    const { transport, wire } = simulatedPipe({ clock, random, faults, address: 'sim:meter', msPerByte: 8.3 });
    meter.attach(wire);
    const instrument = await clock.run(metexM3640d.open(transport, { clock }));
    const read = (args: unknown = {}) =>
      clock.run(instrument.call('read', args, { deadlineMs: 4_000 })) as Promise<Reading>;
    return { meter, read };
  }

  it('shows the voltage at the probes', async () => {
    const { read } = await bench();
    expect(await read({ quantity: 'voltage', coupling: 'dc' })).toMatchObject({
      value: 3.842,
      unit: 'V',
      flags: ['dc'],
    });
  });

  it('turned to another function refuses and names both', async () => {
    const { meter, read } = await bench();
    meter.show({ ...volts, mode: 'OH', unit: 'kOhm' });
    expect(await read({ quantity: 'voltage', coupling: 'dc' }).catch(failureOf)).toMatchObject({
      code: 'meter/wrong-mode',
      params: { expected: 'voltage dc', actual: 'resistance' },
    });
  });

  it('that has every fourth answer damaged in one digit gives the truth and nothing else', async () => {
    const clock = new VirtualClock();
    const faults = new FaultSwitch();
    const { transport, wire } = simulatedPipe({ clock, random: seededRandom(seed), faults, address: 'sim:meter' });
    let asked = 0;
    wire.onData((chunk) => {
      for (const _ of chunk) {
        asked += 1;
        const digits = asked % 4 === 0 ? 9_842 : 3_842;
        clock.after(20, () => wire.send(encodeFrame({ ...volts, digits })));
      }
    });
    const instrument = await clock.run(metexM3640d.open(transport, { clock }));
    for (let nth = 0; nth < 20; nth++) {
      const reading = (await clock.run(instrument.call('read', {}, { deadlineMs: 4_000 }))) as Reading;
      expect(reading.value).toBe(3.842);
    }
  });
});
