/** Units and signs at their borders: the number itself decides, and what is not decided is no number. */
import { describe, expect, it } from 'vitest';
import { ampereHours, batteryVolts, type CurrentContext, CurrentScale, degrees, isMicro } from './battery-units.ts';

describe('a number of a battery', () => {
  it.each([
    [1_999, undefined],
    [2_000, 2],
    [4_123, 4.123],
    [25_000, 25],
    [25_001, undefined],
    [1_000_000, undefined],
    [1_000_001, 1.000_001],
    [4_123_456, 4.123_456],
    [25_000_000, 25],
    [25_000_001, undefined],
    [0, undefined],
    [-4_000, undefined],
    [undefined, undefined],
  ])('%s is %s V', (raw, volts) => {
    expect(batteryVolts(raw)).toBe(volts);
  });

  it.each([
    [-401, undefined],
    [-400, -40],
    [253, 25.3],
    [1_200, 120],
    [1_201, undefined],
    [undefined, undefined],
  ])('%s tenths are %s °C', (tenths, celsius) => {
    expect(degrees(tenths)).toBe(celsius);
  });

  it.each([
    [0, undefined],
    [-5, undefined],
    [1, 0.001],
    [3_280, 3.28],
    [19_999, 19.999],
    [20_000, 0.02],
    [3_280_000, 3.28],
    [40_000_000, 40],
    [40_000_001, undefined],
  ])('%s is %s Ah', (raw, amps) => {
    expect(ampereHours(raw)).toBe(amps);
  });

  it('of 20 000 and more, whichever way it points, is in millionths', () => {
    expect([19_999, 20_000, -19_999, -20_000].map(isMicro)).toEqual([false, true, false, true]);
  });
});

describe('a current', () => {
  const discharging: CurrentContext = { status: 'discharging', plugged: false, makerPrintsMilliamps: false };
  const charging: CurrentContext = { status: 'charging', plugged: true, makerPrintsMilliamps: false };
  const milliamps = { makerPrintsMilliamps: true } as const;

  it('that is small may be either, until thirty have been: then it is in milliamperes', () => {
    const scale = new CurrentScale();
    const given = Array.from({ length: 30 }, () => scale.amps(-450, discharging));
    expect(given.slice(0, 29)).toEqual(new Array(29).fill(undefined));
    expect([given[29], scale.unit(discharging)]).toEqual([-0.45, 'mA']);
  });

  it('that was large once is in microamperes for good', () => {
    const scale = new CurrentScale();
    expect(scale.unit(discharging)).toBeUndefined();
    expect(scale.amps(-20_000, discharging)).toBe(-0.02);
    expect([scale.amps(-450_000, discharging), scale.amps(-450, discharging)]).toEqual([-0.45, -0.000_45]);
    expect(scale.unit({ makerPrintsMilliamps: true })).toBe('uA');
  });

  it('that no phone has is none: 20 A may be, more may not', () => {
    expect(new CurrentScale().amps(-20_000_000, discharging)).toBe(-20);
    expect(new CurrentScale().amps(-20_000_001, discharging)).toBeUndefined();
    for (const none of [undefined, Number.NaN, Number.POSITIVE_INFINITY])
      expect(new CurrentScale().amps(none, discharging)).toBeUndefined();
  });

  it('flows out where nothing is plugged, whichever sign the phone prints', () => {
    expect(new CurrentScale().amps(-450, { ...discharging, ...milliamps })).toBe(-0.45);
    const turned = new CurrentScale();
    expect(turned.amps(450, { ...discharging, ...milliamps })).toBe(-0.45);
    // What was seen unplugged is not overruled by any charging.
    for (let time = 0; time < 10; time += 1) turned.amps(900, { ...charging, ...milliamps });
    expect(turned.amps(-900, { ...charging, ...milliamps })).toBe(0.9);
  });

  it('below 30 mA says nothing of its sign', () => {
    const context = { ...discharging, ...milliamps };
    const scale = new CurrentScale();
    expect(scale.amps(29, context)).toBe(0.029);
    expect(scale.amps(30, context)).toBe(-0.03);
    expect(scale.amps(29, context)).toBe(-0.029);
  });

  it('that flows in while it charges is believed at once, and one that flows out only the third time', () => {
    const context = { ...charging, ...milliamps };
    expect(new CurrentScale().amps(900, context)).toBe(0.9);
    const turned = new CurrentScale();
    expect([turned.amps(-900, context), turned.amps(-900, context)]).toEqual([undefined, undefined]);
    expect(turned.amps(-900, context)).toBe(0.9);
  });

  it('while nobody knows whether it charges is none', () => {
    for (const status of ['unknown', 'not-charging', 'full'] as const)
      expect(new CurrentScale().amps(-900, { ...charging, ...milliamps, status })).toBeUndefined();
    expect(new CurrentScale().amps(-900, { ...discharging, ...milliamps, plugged: true })).toBeUndefined();
  });
});
