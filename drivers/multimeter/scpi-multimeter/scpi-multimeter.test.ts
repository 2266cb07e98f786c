import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../foundation/clock/virtual-clock.ts';
import { failureOf } from '../../../foundation/failure.ts';
import { isSoundReading, type Reading } from '../../../foundation/measurement/reading.ts';
import { seededRandom } from '../../../foundation/random/random.ts';
import { FaultSwitch } from '../../contract/fault.ts';
import type { Wire } from '../../contract/simulator.ts';
import type { SimulatedUnit } from '../../simulated-unit/unit.ts';
import { simulatedPipe } from '../../transport/simulated.ts';
import { scpiMultimeter } from './driver.ts';
import { type ModelName, modelNames, simulatedModel } from './simulated-models.ts';
import { simulateScpiMultimeter } from './simulator.ts';

function bench(model: ModelName = '34465A', more: { readonly seed?: number; readonly lateByMs?: number } = {}) {
  const clock = new VirtualClock();
  const faults = new FaultSwitch();
  const random = seededRandom(more.seed ?? 7);
  const probes = { volts: 3.842_13, amps: -0.25 };
  const unit = { batteryTerminal: () => probes } as unknown as SimulatedUnit;
  const meter = simulateScpiMultimeter(unit, { clock, random, faults }, { model });
  const late = more.lateByMs === undefined ? {} : { lateByMs: more.lateByMs };
  const { transport, wire } = simulatedPipe({ clock, random, faults, address: 'sim:meter', msPerByte: 0.09, ...late });
  const heard: string[] = [];
  wire.onData((chunk) => heard.push(String.fromCharCode(...chunk).trim()));
  meter.attach(wire);
  const open = () => clock.run(scpiMultimeter.open(transport, { clock }));
  type Open = Awaited<ReturnType<typeof open>>;
  const read = async (instrument: Open, args: unknown = {}, deadlineMs = 10_000) =>
    (await clock.run(instrument.call('read', args, { deadlineMs }))) as Reading;
  return { clock, faults, probes, meter, transport, heard, open, read };
}
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no failure',
    (error) => failureOf(error).code,
  );

const ranged = modelNames.filter((model) => (simulatedModel(model).dialect.ranges['dc-volts'] ?? []).length > 0);

describe.each(ranged)('the %s', (model) => {
  it('is put on the range for the value that is expected, and on its own again afterwards', async () => {
    const { open, read, heard, probes } = bench(model);
    const instrument = await open();
    const fixed = await read(instrument, { quantity: 'voltage', upTo: 4.4 });
    expect(fixed.flags).toEqual(['dc']);
    expect(heard.find((line) => line.startsWith('CONF:VOLT'))).toMatch(/^CONF:VOLT:DC (5|10|20)$/);
    probes.volts = 60;
    expect((await read(instrument, { quantity: 'voltage', upTo: 4.4 })).status).toBe('overrange');
    expect((await read(instrument, { quantity: 'voltage' })).value).toBeCloseTo(60, 1);
  });
});

describe.each(modelNames)('the %s', (model) => {
  it('is recognised and measures what is at its probes', async () => {
    const { open, read } = bench(model);
    const instrument = await open();
    expect(instrument.identity.model).toBe(model);
    const volts = await read(instrument, { quantity: 'voltage', coupling: 'dc' });
    expect(isSoundReading(volts)).toBe(true);
    expect(volts).toMatchObject({ unit: 'V', status: 'ok', flags: ['dc', 'auto'] });
    expect(volts.value).toBeCloseTo(3.84213, 3);
    expect(volts.resolution).toBeLessThan(0.001);
    expect(await read(instrument, { quantity: 'current' })).toMatchObject({ unit: 'A', flags: ['dc', 'auto'] });
  });

  it('overloaded says so, with the sign, and gives no number', async () => {
    const { open, read, meter } = bench(model);
    const instrument = await open();
    expect(await read(instrument, { quantity: 'resistance' })).toMatchObject({ value: null, status: 'overrange' });
    meter.show('dc-volts', Number.NEGATIVE_INFINITY);
    const reading = await read(instrument, { quantity: 'voltage' });
    expect(reading).toMatchObject({ value: null, status: 'overrange', overloadSign: -1 });
  });

  it('gives one consistent reading to each of two callers at once', async () => {
    const { clock, open } = bench(model);
    const instrument = await open();
    const options = { deadlineMs: 20_000 };
    const both = Promise.all([
      instrument.call('read', { quantity: 'voltage' }, options),
      instrument.call('read', { quantity: 'current' }, options),
    ]) as Promise<Reading[]>;
    expect((await clock.run(both)).map((reading) => reading.unit)).toEqual(['V', 'A']);
  });
});

describe('a bench meter', () => {
  it('keeps the function it has when nothing is asked for in particular, diode and continuity included', async () => {
    const { open, read, meter } = bench();
    const instrument = await open();
    meter.turnTo('diode');
    meter.show('diode', 0.5612);
    expect(await read(instrument)).toMatchObject({ quantity: 'voltage', flags: ['diode'] });
    meter.turnTo('continuity');
    meter.show('continuity', 2.5);
    expect(await read(instrument)).toMatchObject({ quantity: 'resistance', flags: ['continuity', 'short'] });
  });

  it('turned to another function at its front panel is turned back before it measures', async () => {
    const { open, read, meter, heard } = bench();
    const instrument = await open();
    await read(instrument, { quantity: 'voltage' });
    await read(instrument, { quantity: 'voltage' });
    expect(heard.filter((line) => line.startsWith('CONF:'))).toHaveLength(1);
    meter.turnTo('ohms');
    expect(await read(instrument, { quantity: 'voltage' })).toMatchObject({ unit: 'V', status: 'ok' });
    expect(heard.filter((line) => line.startsWith('CONF:'))).toHaveLength(2);
  });

  it('tells range and resolution as the meter names them', async () => {
    const { open, read } = bench();
    const instrument = await open();
    const reading = await read(instrument, { quantity: 'voltage', upTo: 4.4 });
    expect(reading).toMatchObject({ range: '+1.000000E+01', resolution: 3e-6 });
  });

  it('without the function that is asked for refuses', async () => {
    const { open, read } = bench('34401A');
    const instrument = await open();
    const failure = await read(instrument, { quantity: 'capacitance' }).catch(failureOf);
    expect(failure).toMatchObject({
      code: 'meter/no-such-function',
      params: { expected: 'capacitance', actual: 'voltage dc' },
    });
    expect(await codeOf(read(instrument, { quantity: 'resistance', coupling: 'ac' }))).toBe('meter/no-such-function');
  });

  it('that reports an error after being set up is not read', async () => {
    const { clock, transport, open, read, heard } = bench();
    const instrument = await open();
    // A command of somebody else on the same meter, which the meter does not understand.
    clock.after(1, () => void transport.write(new TextEncoder().encode('VOLT:NONSENSE 5\n')));
    const failure = await read(instrument, { quantity: 'voltage' }).catch(failureOf);
    expect(failure).toMatchObject({ code: 'instrument/refused', params: { error: -113 } });
    expect(heard).not.toContain('READ?');
    expect((await read(instrument, { quantity: 'voltage' })).status).toBe('ok');
  });

  it.each([1_200, 2_500, 6_000, 15_000])(
    'whose answer comes %i ms late, after the caller has given up, never passes it off as the next reading',
    async (lateByMs) => {
      const { clock, faults, open, read, probes } = bench('34465A', { lateByMs });
      const instrument = await open();
      await read(instrument, { quantity: 'voltage' });
      faults.set('late-answer', true);
      expect(await codeOf(read(instrument, { quantity: 'voltage' }, 1_000))).toBe('instrument/timeout');
      faults.set('late-answer', false);
      let right = 0;
      for (let round = 0; round < 40; round++) {
        probes.volts = 3 + round / 100;
        const result = await read(instrument, { quantity: 'voltage' }).catch(failureOf);
        if ('code' in result) expect(result.code).toMatch(/^instrument\/(out-of-step|timeout)$/);
        else expect(result.value).toBeCloseTo(probes.volts, 4);
        if (!('code' in result)) right += 1;
        await clock.advance(400);
      }
      // A line whose answers are later than any attempt to get in step is given up, and the station opens it anew.
      if (lateByMs <= 6_000) expect(right).toBeGreaterThan(30);
    },
  );

  it('that falls silent is a timeout, then a line that is given up with a code', async () => {
    const { faults, open, read, transport } = bench();
    const instrument = await open();
    const reasons: string[] = [];
    instrument.onLost((reason) => reasons.push(reason.code));
    faults.set('silence', true);
    expect(await codeOf(read(instrument, {}, 1_000))).toBe('instrument/timeout');
    expect(await codeOf(read(instrument, {}, 60_000))).toBe('instrument/out-of-step');
    expect(transport.closed).toBe(true);
    expect(reasons).toEqual(['instrument/out-of-step']);
  });

  it('pulled off its cable tells it once', async () => {
    const { clock, faults, open } = bench();
    const instrument = await open();
    const reasons: string[] = [];
    instrument.onLost((reason) => reasons.push(reason.code));
    const waiting = codeOf(instrument.call('read', {}, { deadlineMs: 5_000 }));
    faults.set('unplug', true);
    expect(await clock.run(waiting)).toBe('transport/unplugged');
    expect(reasons).toEqual(['transport/unplugged']);
  });
});

describe('a damaged answer', () => {
  /** Lets only whole good answers through except the one that `spoil` changes; counts the answers to `READ?`. */
  async function benchWithOneSpoilt(spoil: (text: string, count: number) => string) {
    const clock = new VirtualClock();
    const context = { clock, random: seededRandom(1), faults: new FaultSwitch() };
    const unit = { batteryTerminal: () => ({ volts: 3.842_13, amps: 0 }) } as unknown as SimulatedUnit;
    const { transport, wire } = simulatedPipe({ ...context, address: 'sim:meter' });
    const asked: string[] = [];
    wire.onData((chunk) => asked.push(String.fromCharCode(...chunk).trim()));
    let numbers = 0;
    const send = (bytes: Uint8Array) => {
      const text = String.fromCharCode(...bytes);
      if (asked.at(-1) === 'READ?') numbers += 1;
      wire.send(new TextEncoder().encode(asked.at(-1) === 'READ?' ? spoil(text, numbers) : text));
    };
    simulateScpiMultimeter(unit, context).attach({ ...wire, send });
    const instrument = await clock.run(scpiMultimeter.open(transport, { clock }));
    const reading = await clock.run(instrument.call('read', { quantity: 'voltage' }, { deadlineMs: 20_000 }));
    return { reading: reading as Reading, numbers };
  }

  it.each([
    ['with another digit', (text: string) => text.replace('8', '0')],
    ['with another exponent', (text: string) => text.replace('E+00', 'E+02')],
    ['with another sign', (text: string) => text.replace('+', '-')],
    ['that has become an overload', (text: string) => text.replace('E+00', 'E+90')],
    ['without its first digit', (text: string) => text.replace('3.8', '.8')],
    ['without its exponent', (text: string) => text.replace(/E.*\n/, '\n')],
    ['without its point', (text: string) => text.replace('.', '')],
    ['cut in two by a line feed', (text: string) => text.replace('3.84', '3.8\n4')],
  ])('%s is never published, first, second or third', async (_, spoil) => {
    for (const which of [1, 2, 3]) {
      const { reading, numbers } = await benchWithOneSpoilt((text, count) => (count === which ? spoil(text) : text));
      expect(reading).toMatchObject({ status: 'ok', unit: 'V' });
      expect(reading.value).toBeCloseTo(3.842_13, 5);
      // Two equal ones are enough, so the third is only asked for when one of the first two was damaged.
      expect(numbers).toBe(which <= 2 ? 3 : 2);
    }
  });

  it('after another, ten in a row, is told as unreadable and not waited for until the deadline', async () => {
    const failure = await benchWithOneSpoilt((text) => text.replace('.', ',')).catch(failureOf);
    expect(failure).toMatchObject({ code: 'instrument/unreadable' });
  });

  it('in three of ten messages gives no wrong reading in a thousand', async () => {
    for (const model of ['34465A', 'XDM1041'] as const) {
      for (const fault of ['garbage', 'byte-loss'] as const) {
        let place = bench(model, { seed: 11 });
        let instrument = await place.open();
        let right = 0;
        for (let round = 0; round < 250; round += 1) {
          const volts = 3 + ((round * 7) % 100) / 100;
          place.probes.volts = volts;
          place.faults.set(fault, true);
          const result = await place.read(instrument, { quantity: 'voltage', upTo: 4.4 }, 4_000).catch(failureOf);
          place.faults.set(fault, false);
          await place.clock.advance(500);
          if ('code' in result) {
            if (!place.transport.closed) continue;
            place = bench(model, { seed: 1_000 + round });
            instrument = await place.open();
          } else {
            right += 1;
            expect(result.value, `${model} ${fault} ${round}`).toBeCloseTo(volts, 3);
          }
        }
        // Three per cent of all bytes lost is a broken line; what counts is that it never lies.
        expect(right).toBeGreaterThan(20);
      }
    }
  });
});

describe('opening', () => {
  it('a silent line is told as such and gives the line back', async () => {
    const { clock, faults, open, transport } = bench();
    faults.set('silence', true);
    expect(await codeOf(open())).toBe('instrument/no-answer');
    expect(clock.now()).toBeLessThanOrEqual(3_100);
    expect(transport.closed).toBe(true);
  });

  it('an instrument that is no multimeter fails as not recognised, with what it said', async () => {
    const clock = new VirtualClock();
    const context = { clock, random: seededRandom(1), faults: new FaultSwitch() };
    const { transport, wire }: { transport: ReturnType<typeof simulatedPipe>['transport']; wire: Wire } = simulatedPipe(
      {
        ...context,
        address: 'sim:x',
      },
    );
    wire.onData(() => wire.send(new TextEncoder().encode('RIGOL TECHNOLOGIES,DS1054Z,DS1ZA1,00.04\n')));
    const failure = await clock.run(scpiMultimeter.open(transport, { clock })).catch(failureOf);
    expect(failure).toMatchObject({ code: 'instrument/not-recognised' });
    expect(transport.closed).toBe(true);
  });
});
