/** What all loads have in common: settings to the last digit of their limits, and readings in their units. */
import { describe, expect, it } from 'vitest';
import type { LoadSetting } from '../../foundation/capability/electronic-load.ts';
import { isSoundReading } from '../../foundation/measurement/reading.ts';
import { et54 } from './east-tester-et54/dialect.ts';
import { loadReadings, numberOf, refuseSetting, settingOf } from './load-words.ts';
import { dl3000 } from './rigol-dl3000/dialect.ts';

const limits = {
  'constant-current': { lowest: 0.05, highest: 5 },
  'constant-voltage': { lowest: 0, highest: 150 },
  'constant-resistance': { lowest: 0.08, highest: 15_000 },
};

describe('a setting', () => {
  it.each<LoadSetting>([
    { mode: 'constant-current', amps: 0.05 },
    { mode: 'constant-current', amps: 5 },
    { mode: 'constant-voltage', volts: 0 },
    { mode: 'constant-resistance', ohms: 15_000 },
  ])('%j is taken, and comes out as it went in', (setting) => {
    expect(() => refuseSetting(setting, limits)).not.toThrow();
    expect(settingOf(setting.mode, numberOf(setting))).toEqual(setting);
  });

  it.each<[LoadSetting, string, number, number]>([
    [{ mode: 'constant-current', amps: 0.0499 }, 'amps', 0.05, 5],
    [{ mode: 'constant-current', amps: 5.001 }, 'amps', 0.05, 5],
    [{ mode: 'constant-voltage', volts: -0.001 }, 'volts', 0, 150],
    [{ mode: 'constant-resistance', ohms: Number.POSITIVE_INFINITY }, 'ohms', 0.08, 15_000],
  ])('%j is refused, and said with its limits', (setting, what, lowest, highest) => {
    const refused = expect.objectContaining({
      code: 'load/out-of-range',
      params: { what, value: numberOf(setting), lowest, highest },
    });
    expect(() => refuseSetting(setting, limits)).toThrow(refused);
  });

  it.each(['constant-power', 'constant-light', 'toString'])(
    'of a mode that the load does not have (%s) is refused',
    (mode) => {
      const refused = expect.objectContaining({ code: 'load/mode-unsupported', params: { mode } });
      expect(() => refuseSetting({ mode, watts: 1 } as unknown as LoadSetting, limits)).toThrow(refused);
    },
  );
});

it('volts, amperes and watts are each in their unit, with the weight of their own last digit', () => {
  const { voltage, current, power } = loadReadings([5, 1, 5.001], [0.001, 0.0001, 0.01], { at: 3 });
  expect(voltage).toMatchObject({ value: 5, unit: 'V', quantity: 'voltage', resolution: 0.001, at: 3 });
  expect(current).toMatchObject({ value: 1, unit: 'A', quantity: 'current', resolution: 0.0001, at: 3 });
  expect(power).toMatchObject({ value: 5.001, unit: 'W', quantity: 'power', resolution: 0.01, at: 3 });
  for (const reading of [voltage, current, power]) expect(isSoundReading(reading)).toBe(true);
});

describe('an answer of an ET54', () => {
  it('is four numbers with points, with an R before them or without', () => {
    expect(et54.measured('R5.000 1.0000 5.000 5.000')).toEqual(['5.000', '1.0000', '5.000', '5.000']);
    expect(et54.measured('-0.001 0.0000 0.000 9999.900')).toHaveLength(4);
    for (const wrong of [
      'R5.000 1.0000 5.000',
      '5.000 1.0000 5.000 5.000 1.000',
      '5 1.0 5.0 5.0',
      '5.000 x 5.000 5.000',
      '',
    ])
      expect(et54.measured(wrong)).toBeUndefined();
  });

  it('to a question for a setting is one number that is not below nothing', () => {
    expect([et54.setting('R1.5000'), et54.setting('1.5000')]).toEqual(['1.5000', '1.5000']);
    for (const wrong of ['15000', '-1.5', 'Rexecu err', '1.5 2.5', '']) expect(et54.setting(wrong)).toBeUndefined();
  });

  it('to a write is taken, or refused in one of two ways', () => {
    expect(et54.writeAnswers).toEqual({ accepted: 'Rexecu success', refused: ['Rexecu err', 'Rcmd err'] });
  });

  it('to *IDN? has three words or four, and XXXXXX in the place of a model where Mustool sells it', () => {
    expect(et54.identityOf('ET5410A+ 09912345678 V1.00 V2.00')).toEqual({
      ...{ make: 'East Tester', model: 'ET5410A+', serial: '09912345678', firmware: 'V1.00' },
    });
    expect(et54.identityOf('XXXXXX V1.00 V2.00')).toEqual({ make: 'Mustool', model: 'ET54', firmware: 'V1.00' });
    for (const other of ['ET5410A+', 'ET5410A+ 1', 'KORADKA3005PV2.0', 'XXXXXX', 'ET6410 1 2 3'])
      expect(et54.identityOf(other)).toBeUndefined();
  });

  it('leaves resistances from 0.05 Ω to 7.5 kΩ', () => {
    expect(et54.limitsOf('ET5410A+')).toMatchObject({ ohms: { lowest: 0.05, highest: 7_500 } });
  });
});

describe('an answer of a DL3000', () => {
  it('is measured with six digits behind the point, or it is none', () => {
    expect([dl3000.measured('0.000067'), dl3000.measured('-0.000067')]).toEqual([['0.000067'], ['-0.000067']]);
    for (const wrong of ['0', '0.00006', '0.0000670', '0.000067,1.000000', 'x'])
      expect(dl3000.measured(wrong)).toBeUndefined();
  });

  it('leaves resistances from 0.08 Ω to 15 kΩ, and nothing at all to a model that nobody knows', () => {
    expect(dl3000.limitsOf('dl3021a')).toMatchObject({ 'constant-resistance': { lowest: 0.08, highest: 15_000 } });
    expect(dl3000.limitsOf('DL3099')).toMatchObject({
      ...{
        'constant-current': { lowest: 0, highest: 0 },
        'constant-voltage': { highest: 0 },
        'constant-power': { highest: 0 },
      },
    });
  });
});
