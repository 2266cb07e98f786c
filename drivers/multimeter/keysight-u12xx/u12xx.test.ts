import { describe, expect, it } from 'vitest';
import { failureOf } from '../../../foundation/failure.ts';
import { askedRig } from '../asked-meter/asked-rig.ts';
import { familyOf, readingOf, settingIn, symbolsIn } from './answers.ts';
import { keysightU12xx } from './driver.ts';
import { darkSymbols, simulateU12xx } from './simulator.ts';

type Family = NonNullable<ReturnType<typeof familyOf>>;
const lit = (...places: readonly number[]) =>
  darkSymbols.replace(/\d/g, (_, offset: number) => (places.includes(offset - 1) ? '1' : '0'));

function reading(number: string, setting: string, family: Family = 'u125x', symbolLine = darkSymbols) {
  const symbols = symbolsIn(symbolLine, family);
  const known = symbols === undefined ? undefined : settingIn(setting, symbols, family);
  return symbols === undefined || known === undefined ? undefined : readingOf(number, known, symbols);
}

describe('a number with its setting', () => {
  it.each([
    [
      '+1.23450000E+00',
      '"VOLT:DC +5.00000000E+00,+1.00000000E-04"',
      { value: 1.2345, unit: 'V', flags: ['dc'], resolution: 1e-4 },
    ],
    ['-2.50000000E-02', '"VOLT:AC +5.000000E-02,+1.000000E-06"', { value: -0.025, flags: ['ac'], resolution: 1e-6 }],
    ['+9.90000000E+37', '"RES +5.00000000E+02,+1.00000000E-02"', { value: null, status: 'overrange', unit: 'Ohm' }],
    ['+2.35000000E+01', '"T1:K CEL"', { value: 23.5, unit: 'Cel', resolution: 0.1 }],
    ['+5.62000000E-01', '"DIOD"', { value: 0.562, flags: ['diode'] }],
    [
      '+1.20000000E+01',
      '"CPER:4-20mA +2.00000000E-02,+1.00000000E-06"',
      { value: 12, unit: '%', quantity: 'loop-current' },
    ],
  ])('%s under %s is what it says', (number, setting, expected) =>
    expect(reading(number, setting)).toMatchObject(expected),
  );

  it('of a U1232A in millivolts is in volts, and its symbol makes ohms a continuity', () => {
    expect(reading('+1.23400000E+02', '"MV,1,DC"', 'u123x')).toMatchObject({ value: 0.1234, resolution: 1e-4 });
    expect(reading('+2.50000000E+00', '"RES,0"', 'u123x', lit(16))).toMatchObject({
      value: 2.5,
      flags: ['continuity', 'short'],
    });
    expect(reading('+2.50000000E+01', '"MV,1,DC"', 'u123x', lit(7))).toBeUndefined();
  });

  it.each([
    ['+1.2345000E+00', '"DIOD"'],
    ['1.23450000E+00', '"DIOD"'],
    ['+1.23450000E+20', '"DIOD"'],
    ['+1.23450000E+00', '"VOLTS +5.00000000E+00,+1.00000000E-04"'],
    ['+1.23450000E+00', '"COND +5.00000000E+00,+1.00000000E-04"'],
    ['+1.23450000E+00', 'VOLT'],
  ])('%s under %s is none', (number, setting) => expect(reading(number, setting)).toBeUndefined());
});

it('a model is of the family it speaks like, and of none when that is not known', () => {
  expect(['U1232A', 'U1242B', 'U1253B', 'U1273A', 'U1282A', 'U1242C', '34465A'].map(familyOf)).toEqual([
    'u123x',
    'u124x',
    'u125x',
    'u123x',
    'u128x',
    undefined,
    undefined,
  ]);
});

describe('a U12xx on the bench', () => {
  const rig = (model: string) => askedRig(keysightU12xx, (unit, context) => simulateU12xx(unit, context, model));

  it.each(['U1232A', 'U1253B', 'U1282A'])('%s shows the voltage at the probes', async (model) => {
    const { read, instrument } = await rig(model);
    expect(instrument.identity).toMatchObject({ model, serial: 'MY51000001', firmware: 'V1.08' });
    expect(await read({ quantity: 'voltage', coupling: 'dc' })).toMatchObject({ value: 3.8421, flags: ['dc'] });
  });

  it('on HOLD or MIN MAX refuses with a code', async () => {
    const { meter, read } = await rig('U1242B');
    const shown = { number: '+1.23450000E+00', setting: '"VOLT:DC +5.00000000E+00,+1.00000000E-04"' };
    meter.show({ ...shown, symbols: lit(7) });
    expect(await read().catch(failureOf)).toMatchObject({ code: 'meter/hold' });
    meter.show({ ...shown, symbols: lit(0) });
    expect(await read().catch(failureOf)).toMatchObject({ code: 'meter/not-live' });
  });

  it.each(['U1232A', 'U1242B', 'U1253B', 'U1282A'])(
    '%s with MIN MAX or Null on is not taken for live',
    async (model) => {
      const { meter, read } = await rig(model);
      const setting = model === 'U1232A' ? '"V,1,DC"' : '"VOLT:DC +5.00000000E+00,+1.00000000E-04"';
      for (const place of [0, 1]) {
        meter.show({ number: '+1.23450000E+00', setting, symbols: lit(place) });
        expect(await read().catch(failureOf)).toMatchObject({ code: 'meter/not-live' });
      }
      expect(await read({ relative: true })).toMatchObject({ value: 1.2345 });
    },
  );

  it('whose dial is turned says a line nobody asked for, and is read right afterwards', async () => {
    const { meter, read } = await rig('U1253B');
    await read();
    meter.turnDial();
    meter.show({ number: '+4.70000000E+03', setting: '"RES +5.00000000E+03,+1.00000000E-01"', symbols: darkSymbols });
    expect(await read({}, 8_000)).toMatchObject({ value: 4_700, unit: 'Ohm' });
  });
});
