/**
 * Every function of the two ways in which these meters say what they are set to, and every place of their symbols, as libsigrok's
 * `src/hardware/agilent-dmm` has them.
 */
import { describe, expect, it } from 'vitest';
import { said } from '../stream-meter/said-reading.ts';
import { type Family, readingOf, settingIn, symbolsIn, unreadModeOf } from './answers.ts';

const number = '+1.50000000E+00';
const dark = '0'.repeat(21);
const lit = (place: number, by = '1') => `"${dark.slice(0, place)}${by}${dark.slice(place + 1)}"`;

function saidOf(setting: string, family: Family, symbolLine = `"${dark}"`): string {
  const symbols = symbolsIn(symbolLine, family);
  const known = symbols === undefined ? undefined : settingIn(setting, symbols, family);
  return symbols === undefined || known === undefined ? 'nothing' : said(readingOf(number, known, symbols));
}

describe('what a meter that speaks SCPI is set to', () => {
  it.each([
    ['VOLT', '1.5 V (0.0001) dc'],
    ['VOLT:DC', '1.5 V (0.0001) dc'],
    ['VOLT:AC', '1.5 V (0.0001) ac'],
    ['VOLT:ACDC', '1.5 V (0.0001)'],
    ['CURR', '1.5 A (0.0001) dc'],
    ['CURR:DC', '1.5 A (0.0001) dc'],
    ['CURR:AC', '1.5 A (0.0001) ac'],
    ['CURR:ACDC', '1.5 A (0.0001)'],
    ['RES', '1.5 Ohm (0.0001)'],
    ['CONT', '1.5 Ohm (0.0001) continuity short'],
    ['CAP', '1.5 F (0.0001)'],
    ['FREQ', '1.5 Hz (0.0001)'],
    ['DIOD', '1.5 V (0.001) diode'],
    ['CPER:0-20mA', '1.5 % loop-current (0.01)'],
    ['CPER:4-20mA', '1.5 % loop-current (0.01)'],
    ['COND', 'nothing'],
  ])('%s makes a number %s', (name, words) => {
    for (const family of ['u124x', 'u125x', 'u128x'] as const) {
      expect(saidOf(`"${name} +5.00000000E+00,+1.00000000E-04"`, family), family).toBe(words);
    }
  });

  it.each([
    ['"T1:K CEL"', '1.5 Cel (0.1)'],
    ['"T2:J FAR"', '1.5 [degF] (0.1)'],
    ['"TEMP:K CEL"', '1.5 Cel (0.1)'],
    ['"T3:K CEL"', 'nothing'],
    ['"DIOD"', '1.5 V (0.001) diode'],
  ])('%s makes a number %s', (setting, words) => expect(saidOf(setting, 'u125x')).toBe(words));

  it('a number of nothing is nothing, of one is one, and an overload has its side', () => {
    const symbols = symbolsIn(`"${dark}"`, 'u125x');
    const setting = symbols && settingIn('"VOLT:DC +5.00000000E+00,+1.00000000E-04"', symbols, 'u125x');
    if (symbols === undefined || setting === undefined) throw new Error('no setting');
    const numbers = ['+0.00000000E+00', '-0.00000000E+00', '+1.00000000E+00', '-1.00000000E+12', '+1.00000000E+13'];
    const readings = numbers.map((text) => readingOf(text, setting, symbols));
    expect(readings.map((reading) => reading?.value)).toEqual([0, 0, 1, -1e12, undefined]);
    expect(said(readingOf('+9.90000000E+37', setting, symbols))).toBe('overrange V (0.0001) dc');
    expect(said(readingOf('-9.90000000E+37', setting, symbols))).toBe('-overrange V (0.0001) dc');
    expect(readingOf(`x${number}`, setting, symbols)).toBeUndefined();
    expect(readingOf(`${number}0`, setting, symbols)).toBeUndefined();
  });

  it('a short is less than ten ohms', () => {
    const symbols = symbolsIn(`"${dark}"`, 'u125x');
    const setting = symbols && settingIn('"CONT +5.00000000E+02,+1.00000000E-02"', symbols, 'u125x');
    if (symbols === undefined || setting === undefined) throw new Error('no setting');
    expect(['+9.99000000E+00', '+1.00000000E+01'].map((text) => said(readingOf(text, setting, symbols)))).toEqual([
      '9.99 Ohm (0.01) continuity short',
      '10 Ohm (0.01) continuity',
    ]);
  });

  it('a function that is not read has its name, and decibels are told as such', () => {
    const unread = (setting: string, line: string) => {
      const symbols = symbolsIn(line, 'u125x');
      return symbols && unreadModeOf(setting, symbols, 'u125x');
    };
    expect(unread('"COND +5.00000000E+00,+1.00000000E-04"', `"${dark}"`)).toEqual({ unread: 'COND' });
    expect(unread('"VOLT:DC +5.00000000E+00,+1.00000000E-04"', lit(2, 'V'))).toEqual({ unread: 'dB' });
    expect(unread('"VOLT:DC +5.00000000E+00,+1.00000000E-04"', `"${dark}"`)).toBeUndefined();
    expect(unread('COND', `"${dark}"`)).toBeUndefined();
  });

  it('a diode test of a U128x has a digit more', () => {
    expect(saidOf('"DIOD"', 'u128x')).toBe('1.5 V (0.0001) diode');
  });
});

describe('what a U123x or U127x is set to', () => {
  it.each([
    ['"V,0,DC"', '1.5 V (0.0001) dc'],
    ['"V,3,AC"', '1.5 V (0.1) ac'],
    ['"MV,0,DC"', '0.0015 V (0.00001) dc'],
    ['"MV,1,AC"', '0.0015 V (0.0001) ac'],
    ['"A,0,DC"', '1.5 A (0.001) dc'],
    ['"A,1,AC"', '1.5 A (0.01) ac'],
    ['"UA,0,DC"', '0.0000015 A (1e-8) dc'],
    ['"UA,1,AC"', '0.0000015 A (1e-7) ac'],
    ['"FREQ,0,AC"', '1.5 Hz (0.01)'],
    ['"RES,0"', '1.5 Ohm (0.1)'],
    ['"RES,5"', '1.5 Ohm (10000)'],
    ['"CAP,0"', '1.5 F (1e-9)'],
    ['"DIOD"', '1.5 V (0.001) diode'],
    ['"TEMP,0"', 'nothing'],
    ['"V,0"', 'nothing'],
    ['"RES,0,DC"', 'nothing'],
  ])('%s makes a number %s', (setting, words) => expect(saidOf(setting, 'u123x')).toBe(words));

  it('with its buzzer on measures continuity, and its millivolts are a temperature where that symbol is lit', () => {
    expect(saidOf('"RES,0"', 'u123x', lit(16))).toBe('1.5 Ohm (0.1) continuity short');
    expect(saidOf('"V,0,DC"', 'u123x', lit(16))).toBe('1.5 V (0.0001) dc');
    expect(saidOf('"MV,0,DC"', 'u123x', lit(7))).toBe('nothing');
    expect(saidOf('"V,0,DC"', 'u123x', lit(7))).toBe('1.5 V (0.0001) dc');
    const symbols = symbolsIn(lit(7), 'u123x');
    expect(symbols && unreadModeOf('"MV,0,DC"', symbols, 'u123x')).toEqual({ unread: 'temperature' });
  });
});

describe('a symbol', () => {
  const flagsOf = (family: Family, by = '1') =>
    Object.fromEntries(
      Array.from({ length: 21 }, (_, place) => [place, symbolsIn(lit(place, by), family)?.flags ?? []] as const).filter(
        ([, flags]) => flags.length > 0,
      ),
    );

  it.each([
    ['u123x', { 0: ['max', 'min'], 1: ['rel'], 2: ['hold'], 3: ['hold'] }],
    ['u124x', { 0: ['max', 'min'], 1: ['rel'], 7: ['hold'] }],
    ['u125x', { 0: ['max', 'min'], 1: ['rel'], 4: ['peak-max'], 7: ['hold'] }],
    ['u128x', { 0: ['max', 'min'], 1: ['rel'], 7: ['hold'], 11: ['hold'] }],
  ] as const)('of a %s stands where it stands', (family, flags) => expect(flagsOf(family)).toEqual(flags));

  it('of a U128x is a peak by a 4, and of those with decibels another scale by a letter in the third place', () => {
    expect(flagsOf('u128x', '4')).toEqual({ 4: ['peak-max'] });
    for (const letter of ['M', 'V', 'm']) {
      expect(saidOf('"VOLT:DC +5.00000000E+00,+1.00000000E-04"', 'u125x', lit(2, letter))).toBe('nothing');
    }
    expect(symbolsIn(lit(2, 'M'), 'u124x')?.isOther).toBe(false);
  });

  it('line with anything around it is none', () => {
    for (const line of [`x"${dark}"`, `"${dark}"x`, dark]) expect(symbolsIn(line, 'u125x'), line).toBeUndefined();
  });

  it.each([19, 20, 21, 22])('line of %i characters is one of 20 or 21', (length) => {
    const isOne = length === 20 || length === 21;
    expect(symbolsIn(`"${'0'.repeat(length)}"`, 'u125x') !== undefined).toBe(isOne);
  });
});
