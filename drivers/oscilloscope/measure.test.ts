/** The oscilloscope's own measurements tell what is there now, or say why they do not. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CodedError } from '../../foundation/failure.ts';
import { type FrontPanel, frontPanels, openModel } from './front-panels.ts';
import { charger } from './scpi-scope/test-bench.ts';

const seed = 20_261_122;
const what = 'mean';

describe.each(frontPanels)('a measurement of a %s', (model, driver, panel) => {
  it('is of now, and says when that was', async () => {
    const bench = await openModel(model, driver);
    const reading = await bench.call('measure', { channel: 1, what });
    expect(reading).toMatchObject({ status: 'ok', unit: 'V', flags: [], at: bench.clock.now() });
    expect(reading.value).toBeCloseTo(charger, 2);
    bench.faults.set('drift', true);
    expect((await bench.call('measure', { channel: 1, what })).value).toBeCloseTo(1.06 * charger, 2);
  });

  it('is refused while it stands: what it shows may be of the unit before', async () => {
    const bench = await openModel(model, driver);
    await bench.turn(panel.stop);
    bench.faults.set('drift', true);
    await expect(bench.call('measure', { channel: 1, what })).rejects.toMatchObject({ code: 'scope/stopped' });
    expect((await bench.call('state', {})).state).toBe('stopped');
  });

  it('of what it holds is given to who asks for that, and marked', async () => {
    const bench = await openModel(model, driver);
    await bench.turn(panel.stop);
    bench.faults.set('drift', true);
    const held = await bench.call('measure', { channel: 1, what, acquire: 'held' });
    expect(held).toMatchObject({ status: 'ok', flags: ['hold'] });
    expect(held.value).toBeCloseTo(charger, 2);
  });

  it('of what it holds is one of now while it runs, and not marked', async () => {
    const bench = await openModel(model, driver);
    const { value, flags } = await bench.call('measure', { channel: 1, what, acquire: 'held' });
    expect([value, flags]).toEqual([expect.closeTo(charger, 2), []]);
  });

  it('is refused while it waits for a trigger, and given when it comes again', async () => {
    const bench = await openModel(model, driver);
    await bench.turn(...panel.waitForTrigger);
    expect((await bench.call('measure', { channel: 1, what })).value).toBeCloseTo(charger, 2);
    bench.faults.set('drift', true);
    await expect(bench.call('measure', { channel: 1, what })).rejects.toMatchObject({ code: 'scope/no-trigger' });
    bench.faults.set('drift', false);
    expect((await bench.call('measure', { channel: 1, what })).value).toBeCloseTo(charger, 2);
  });

  it('is refused of a channel that is off', async () => {
    const bench = await openModel(model, driver);
    await bench.turn(panel.off);
    const refused = { code: 'scope/channel-off', params: { channel: 1 } };
    await expect(bench.call('measure', { channel: 1, what })).rejects.toMatchObject(refused);
    await expect(bench.call('measure', { channel: 1, what, acquire: 'held' })).rejects.toMatchObject(refused);
  });

  it('of a signal that leaves the screen is no number, above and below', async () => {
    const bench = await openModel(model, driver);
    await bench.call('vertical', { channel: 1, voltsPerDivision: 0.5, offsetVolts: 0 });
    const above = { value: null, status: 'overrange', overloadSign: 1 };
    for (const each of [what, 'max', 'peak-to-peak', 'rms'] as const) {
      expect(await bench.call('measure', { channel: 1, what: each })).toMatchObject(above);
    }
    const shape = await bench.call('measure', { channel: 1, what: 'rise-time' });
    expect(shape).toMatchObject({ value: null, unit: 's', status: 'invalid' });
    expect((await bench.call('measure', { channel: 1, what: 'frequency' })).value).toBe(1_000);
    await bench.call('vertical', { channel: 1, voltsPerDivision: 0.5, offsetVolts: -8 });
    const below = { value: null, status: 'overrange', overloadSign: -1 };
    expect(await bench.call('measure', { channel: 1, what })).toMatchObject(below);
  });

  it('is refused at a time base where a new screen takes long', async () => {
    const bench = await openModel(model, driver);
    await bench.call('timebase', { secondsPerDivision: 0.5 });
    const refused = { code: 'scope/too-slow', params: { seconds: 14 } };
    await expect(bench.call('measure', { channel: 1, what })).rejects.toMatchObject(refused);
  });
});

const refusals: Readonly<Record<Exclude<keyof FrontPanel, 'waitForTrigger'>, string>> = {
  off: 'scope/channel-off',
  alternating: 'scope/ac-coupled',
  grounded: 'scope/grounded',
  inverted: 'scope/inverted',
  amperes: 'scope/not-volts',
  stop: 'scope/stopped',
};
const knobs = Object.keys(refusals) as (keyof typeof refusals)[];

describe.each(frontPanels)('a knob turned at any moment of a measurement of a %s', (model, driver, panel) => {
  it('is noticed as well when it is the one that stops it, behind the number', async () => {
    const calm = await openModel(model, driver);
    await calm.call('measure', { channel: 1, what });
    const bench = await openModel(model, driver);
    bench.before(calm.sent.length - bench.sent.length - 8, panel.stop);
    await expect(bench.call('measure', { channel: 1, what })).rejects.toMatchObject({ code: 'scope/stopped' });
  });

  it('gives the true number or a refusal', async () => {
    const calm = await openModel(model, driver);
    await calm.call('measure', { channel: 1, what });
    const lines = calm.sent.length;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...knobs), fc.integer({ min: 1, max: lines }), async (knob, place) => {
        const bench = await openModel(model, driver);
        bench.before(place, panel[knob]);
        const answer = await bench.call('measure', { channel: 1, what }).catch((error: unknown) => error);
        if (!(answer instanceof CodedError)) {
          expect(answer).toMatchObject({ value: expect.closeTo(charger, 2), status: 'ok' });
          return;
        }
        expect([refusals[knob], 'scope/changed', 'instrument/timeout']).toContain(answer.code);
      }),
      { seed, numRuns: 25 },
    );
  });
});
