import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { CodedError, failureOf } from '../../foundation/failure.ts';
import type { Reading } from '../../foundation/measurement/reading.ts';
import { seededRandom } from '../../foundation/random/random.ts';
import { FaultSwitch } from '../contract/fault.ts';
import { simulatedPipe } from '../transport/simulated.ts';
import { InstrumentEvents } from './instrument-events.ts';
import { QueuedInstrument, recognised, type VerbHandler } from './queued-instrument.ts';

const volts: Reading = { value: 1, unit: 'V', quantity: 'voltage', status: 'ok', flags: [] };
const unplugged = { code: 'transport/unplugged', params: {} } as const;

describe('what an instrument tells', () => {
  it('comes to everybody who listens, until they stop', () => {
    const events = new InstrumentEvents();
    const heard: string[] = [];
    const stop = events.onReading((reading, channel) => heard.push(`one ${reading.value} ${channel}`));
    events.onReading((_reading, channel) => heard.push(`two ${channel}`));
    events.publish(volts, 'main');
    stop();
    events.publish(volts, 'T2');
    expect(heard).toEqual(['one 1 main', 'two main', 'two T2']);
  });

  it('is told once that it is gone, with the first reason, and at once to who asks later', () => {
    const events = new InstrumentEvents();
    const heard: string[] = [];
    events.onLost(({ code }) => heard.push(`one ${code}`));
    const stop = events.onLost(({ code }) => heard.push(`two ${code}`));
    stop();
    expect(events.reason).toBeUndefined();
    events.onReading(() => heard.push('a reading'));
    events.lost(unplugged);
    events.lost({ code: 'instrument/silent', params: {} });
    events.publish(volts, 'main');
    events.onLost(({ code }) => heard.push(`late ${code}`));
    expect(heard).toEqual(['one transport/unplugged', 'late transport/unplugged']);
    expect(events.reason).toEqual(unplugged);
  });
});

describe('an instrument on a pipe', () => {
  class Meter extends QueuedInstrument {
    readonly capability = 'Multimeter';
    readonly identity = { make: 'Acme', model: 'M1' };
    protected readonly verbs: Readonly<Record<string, VerbHandler>> = {
      read: async (args) => args,
      wait: (_args, signal) => this.clock.sleep(60_000, signal),
    };
  }

  it('does its verbs and no others, and ends every call when the pipe closes, with the reason', async () => {
    const clock = new VirtualClock();
    const context = { clock, random: seededRandom(1), faults: new FaultSwitch() };
    const { transport } = simulatedPipe({ ...context, address: 'sim:any' });
    const meter = new Meter(transport, clock);
    const options = { deadlineMs: 90_000 };
    expect(await clock.run(meter.call('read', { a: 1 }, options))).toEqual({ a: 1 });
    for (const verb of ['toString', 'set']) {
      const failure = await clock.run(meter.call(verb, {}, options)).catch(failureOf);
      expect(failure).toMatchObject({ code: 'instrument/unknown-verb', params: { verb } });
    }
    const lost: string[] = [];
    meter.onLost(({ code }) => lost.push(code));
    const waiting = meter.call('wait', {}, options).catch(failureOf);
    await clock.advance(100);
    context.faults.set('unplug', true);
    expect(await clock.run(waiting)).toMatchObject({ code: 'transport/unplugged' });
    expect(clock.now()).toBeLessThan(1_000);
    expect(lost).toEqual(['transport/unplugged']);
    const late = await clock.run(meter.call('read', {}, options)).catch(failureOf);
    expect(late).toMatchObject({ code: 'transport/unplugged' });
  });
});

describe('an instrument that is asked who it is', () => {
  async function outcome(code: string, says?: Uint8Array) {
    const clock = new VirtualClock();
    const context = { clock, random: seededRandom(1), faults: new FaultSwitch() };
    const { transport, wire } = simulatedPipe({ ...context, address: 'sim:any' });
    const identifying = recognised('a-driver', transport, async () => {
      if (says !== undefined) wire.send(says);
      await clock.sleep(10);
      if (code !== '') throw new CodedError(code);
    });
    return clock.run(identifying).then(() => 'recognised', failureOf);
  }

  it.each([
    'instrument/timeout',
    'instrument/silent',
    'instrument/unreadable',
    'modbus/refused',
    'load/refused',
    'soldering/refused',
  ])('is switched off when nothing came before %s, and another one when something did', async (code) => {
    const params = { driver: 'a-driver', address: 'sim:any' };
    expect(await outcome(code)).toMatchObject({ code: 'instrument/no-answer', params });
    expect(await outcome(code, Uint8Array.of(1))).toMatchObject({ code: 'instrument/not-recognised', params });
  });

  it('and fails otherwise keeps its own code, and is recognised when it does not fail', async () => {
    expect(await outcome('transport/unplugged', Uint8Array.of(1))).toMatchObject({ code: 'transport/unplugged' });
    expect(await outcome('', Uint8Array.of(1))).toBe('recognised');
  });
});
