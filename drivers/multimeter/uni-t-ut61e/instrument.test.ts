import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../foundation/clock/virtual-clock.ts';
import { failureOf } from '../../../foundation/failure.ts';
import type { Reading } from '../../../foundation/measurement/reading.ts';
import { seededRandom } from '../../../foundation/random/random.ts';
import { FaultSwitch } from '../../contract/fault.ts';
import type { SimulatedUnit } from '../../simulated-unit/unit.ts';
import { simulatedPipe } from '../../transport/simulated.ts';
import { functionCode } from '../es519xx/function-code.ts';
import { uniTUt61e } from './driver.ts';
import { blankFrame } from './frame.ts';
import { dcVoltsFrame, simulateUt61e } from './simulator.ts';

function bench() {
  const clock = new VirtualClock();
  const faults = new FaultSwitch();
  const random = seededRandom(7);
  const probes = { volts: 3.8421, amps: 0 };
  const unit = { batteryTerminal: () => probes } as unknown as SimulatedUnit;
  const meter = simulateUt61e(unit, { clock, random, faults });
  const { transport, wire } = simulatedPipe({ clock, random, faults, address: 'sim:meter', msPerByte: 0.52 });
  meter.attach(wire);
  const open = () => clock.run(uniTUt61e.open(transport, { clock }));
  const read = async (instrument: Awaited<ReturnType<typeof open>>, args: unknown = {}, deadlineMs = 10_000) =>
    (await clock.run(instrument.call('read', args, { deadlineMs }))) as Reading;
  return { clock, faults, probes, meter, transport, open, read };
}
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no failure',
    (error) => failureOf(error).code,
  );

describe('a UT61E on the bench', () => {
  it('shows the voltage at the probes', async () => {
    const { open, read } = bench();
    const instrument = await open();
    expect(await read(instrument, { quantity: 'voltage', coupling: 'dc' })).toMatchObject({
      value: 3.842,
      unit: 'V',
      status: 'ok',
      flags: ['dc', 'auto'],
    });
  });

  it('asked after the voltage has changed, never answers with a number whose conversion began before', async () => {
    const { clock, open, read, probes } = bench();
    const instrument = await open();
    for (const waitMs of [0, 130, 260, 390, 490]) {
      await clock.advance(waitMs);
      probes.volts += 0.01;
      const asked = clock.now();
      const reading = await read(instrument);
      expect(reading.value).toBeCloseTo(probes.volts, 3);
      expect((reading.at ?? 0) - asked).toBeGreaterThanOrEqual(450);
    }
  });

  it('turned to another function while waiting, refuses and names both', async () => {
    const { open, read, meter } = bench();
    const instrument = await open();
    meter.show({ ...blankFrame, functionCode: functionCode.ohms, digits: 1234 });
    const failure = await read(instrument, { quantity: 'voltage', coupling: 'dc' }).catch(failureOf);
    expect(failure).toMatchObject({
      code: 'meter/wrong-mode',
      params: { expected: 'voltage dc', actual: 'resistance' },
    });
  });

  it('in its diode test is not taken for a volt meter', async () => {
    const { open, read, meter } = bench();
    const instrument = await open();
    meter.show({ ...blankFrame, functionCode: functionCode.diode, digits: 5500 });
    expect(await codeOf(read(instrument, { quantity: 'voltage' }))).toBe('meter/wrong-mode');
    expect(await read(instrument)).toMatchObject({ value: 0.55, flags: ['diode'] });
  });

  it('with HOLD pressed, or showing a maximum, gives no measurement of now', async () => {
    const { open, read, meter } = bench();
    const instrument = await open();
    meter.show({ ...dcVoltsFrame(3.3), auto: false, hold: true });
    expect(await codeOf(read(instrument))).toBe('meter/hold');
    meter.show({ ...dcVoltsFrame(3.3), auto: false, max: true });
    expect(await codeOf(read(instrument))).toBe('meter/not-live');
  });

  it('in REL gives the difference only to who asked for one, and no absolute number to who did', async () => {
    const { open, read, meter } = bench();
    const instrument = await open();
    meter.show({ ...dcVoltsFrame(0.012), rel: true });
    const failure = await read(instrument).catch(failureOf);
    expect(failure).toMatchObject({ code: 'meter/not-live', params: { shown: 'rel' } });
    expect(await read(instrument, { relative: true })).toMatchObject({
      value: 0.012,
      flags: expect.arrayContaining(['rel']),
    });
    meter.show(dcVoltsFrame(3.3));
    expect(await codeOf(read(instrument, { quantity: 'voltage', relative: true }))).toBe('meter/wrong-mode');
    expect(await codeOf(read(instrument, { relative: 'yes' }))).toBe('instrument/bad-arguments');
  });

  it('overloaded says so and gives no number', async () => {
    const { open, read, faults } = bench();
    const instrument = await open();
    faults.set('overload', true);
    expect(await read(instrument)).toMatchObject({ value: null, status: 'overrange', overloadSign: 1 });
  });

  it('that falls silent is reported silent long before the deadline, and works again afterwards', async () => {
    const { clock, open, read, faults } = bench();
    const instrument = await open();
    faults.set('silence', true);
    const asked = clock.now();
    expect(await codeOf(read(instrument, {}, 60_000))).toBe('instrument/silent');
    expect(clock.now() - asked).toBeLessThan(3_500);
    faults.set('silence', false);
    expect(await read(instrument)).toMatchObject({ status: 'ok' });
  });

  it('that only sends what cannot be read ends at the deadline', async () => {
    const { clock, open, read, meter } = bench();
    const instrument = await open();
    meter.show({ ...blankFrame, functionCode: 0x37 });
    const asked = clock.now();
    expect(await codeOf(read(instrument, {}, 5_000))).toBe('instrument/timeout');
    expect(clock.now() - asked).toBe(5_000);
  });

  it('pulled off its cable fails what waits and tells it once, also to whoever asks later', async () => {
    const { clock, open, faults } = bench();
    const instrument = await open();
    const reasons: string[] = [];
    instrument.onLost((reason) => reasons.push(reason.code));
    const waiting = codeOf(instrument.call('read', {}, { deadlineMs: 10_000 }));
    faults.set('unplug', true);
    expect(await clock.run(waiting)).toBe('transport/unplugged');
    instrument.onLost((reason) => reasons.push(reason.code));
    expect(reasons).toEqual(['transport/unplugged', 'transport/unplugged']);
    expect(await codeOf(instrument.call('read', {}, { deadlineMs: 10 }))).toBe('transport/unplugged');
  });

  it('given up by its caller stops waiting at once', async () => {
    const { clock, open } = bench();
    const instrument = await open();
    const abort = new AbortController();
    const waiting = codeOf(instrument.call('read', {}, { deadlineMs: 10_000, signal: abort.signal }));
    abort.abort(new Error('stopped'));
    const asked = clock.now();
    expect(await clock.run(waiting)).toBe('internal/error');
    expect(clock.now()).toBe(asked);
  });

  it('tells who listens what a neighbour confirms, peaks on channels of their own', async () => {
    const { clock, open, meter } = bench();
    const instrument = await open();
    const heard: string[] = [];
    instrument.onReading((reading, channel) => heard.push(`${channel} ${reading.value}`));
    await clock.advance(1_000);
    meter.show({ ...dcVoltsFrame(1), auto: false, peakMax: true });
    // Three frames: a new header is seen twice, and its number is confirmed by the one behind it.
    await clock.advance(2_300);
    expect(heard[0]).toBe('main 3.842');
    expect(heard.at(-1)).toBe('peak-max 1');
  });

  it('refuses a verb it does not have and arguments that mean nothing', async () => {
    const { open } = bench();
    const instrument = await open();
    expect(await codeOf(instrument.call('output', {}, { deadlineMs: 10 }))).toBe('instrument/unknown-verb');
    expect(await codeOf(instrument.call('read', { quantity: 'love' }, { deadlineMs: 10 }))).toBe(
      'instrument/bad-arguments',
    );
  });
});

describe('opening', () => {
  it('a line on which nothing talks fails as silent and gives the line back', async () => {
    const { clock, faults, open, transport } = bench();
    faults.set('silence', true);
    expect(await codeOf(open())).toBe('instrument/silent');
    expect(clock.now()).toBeLessThan(4_000);
    expect(transport.closed).toBe(true);
  });

  it('a line on which something else talks fails as not recognised', async () => {
    const { meter, open, transport } = bench();
    meter.show({ ...blankFrame, functionCode: 0x37 });
    expect(await codeOf(open())).toBe('instrument/not-recognised');
    expect(transport.closed).toBe(true);
  });

  it('a line that is pulled meanwhile fails with its reason', async () => {
    const { faults, open } = bench();
    faults.set('unplug', true);
    expect(await codeOf(open())).toBe('transport/unplugged');
  });
});
