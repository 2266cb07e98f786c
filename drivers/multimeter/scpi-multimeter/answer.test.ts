import { describe, expect, it } from 'vitest';
import type { ScpiNumber } from '../../protocol/scpi/number.ts';
import { said } from '../stream-meter/said-reading.ts';
import { type Answer, believedAnswer, numberOf, readingOf } from './answer.ts';
import { dialectOf } from './dialects.ts';
import { presentOf } from './setting.ts';

function dialect(identity: string) {
  const found = dialectOf(identity);
  if (found === undefined) throw new Error(identity);
  return found;
}
const keysight = dialect('Keysight Technologies,34465A,MY1,A.02');
const owon = dialect('OWON,XDM1041,2143001,V4.3.0,3');

function answer(text: string, setting = '"VOLT +1.0E+01,+1.0E-04"', of = keysight): Answer {
  const present = presentOf(setting, of);
  const number = present === undefined ? undefined : numberOf(text, of, present.function);
  if (present === undefined || number === undefined) throw new Error(`${text} of ${setting}`);
  return { text, number, setting, present };
}
const inVolts = (value: number, setting?: string) => {
  const [mantissa = '', power = ''] = value.toExponential(8).split('e');
  const sign = value < 0 ? '' : '+';
  return answer(`${sign}${mantissa}E${power[0]}${power.slice(1).padStart(2, '0')}`, setting);
};

describe('a number', () => {
  it.each([
    ['+1.23456789E+00', 'value'],
    ['-1.23456789E-03', 'value'],
    ['+9.90000000E+37', 'overrange'],
    ['-9.90000000E+37', 'overrange'],
  ] as const)('%s is a %s', (text, kind) =>
    expect(numberOf(text, keysight)?.kind).toBe(kind satisfies ScpiNumber['kind']),
  );

  it.each([
    '1.23456789E+00',
    '+1.2345678E+00',
    '+1.234567890E+00',
    '+1.23456789E+0',
    '+1.23456789E+00,+1.23456789E+00',
    'x+1.23456789E+00',
  ])('%s is none of a 34465A', (text) => expect(numberOf(text, keysight)).toBeUndefined());

  it.each([
    ['1.234567E+00', 'value'],
    ['-1.234567E-03', 'value'],
    ['1E+9', 'overrange'],
    ['+1.234567E+00', undefined],
    ['1.23456E+00', undefined],
    ['1E+8', undefined],
  ])('%s of an XDM1041 is %s', (text, kind) => expect(numberOf(text, owon)?.kind).toBe(kind));
});

describe('an answer to believe', () => {
  it('is the second of two that are the same, under one setting', () => {
    expect(believedAnswer([inVolts(1)], keysight)).toBeUndefined();
    const [first, second] = [inVolts(1), inVolts(1)];
    expect(believedAnswer([first, second], keysight)).toBe(second);
    expect(believedAnswer([inVolts(1), inVolts(1, '"VOLT +1.0E+02,+1.0E-03"')], keysight)).toBeUndefined();
    const third = inVolts(1);
    expect(believedAnswer([first, inVolts(1, '"VOLT +1.0E+02,+1.0E-03"'), third], keysight)).toBe(third);
  });

  it('is the middle one of three of which two are within ten digits, or within one in two thousand', () => {
    const middle = (...values: number[]) =>
      believedAnswer(
        values.map((value) => inVolts(value)),
        keysight,
      )?.number;
    expect(middle(1, 1.000_9, 1.5)).toMatchObject({ value: 1.000_9 });
    expect(middle(1, 1.001_1, 1.5)).toBeUndefined();
    expect(middle(5, 5.002_4, 9)).toMatchObject({ value: 5.002_4 });
    expect(middle(5, 5.002_6, 9)).toBeUndefined();
  });

  it('is an overload only where all say so, on the same side', () => {
    const [over, under] = [answer('+9.90000000E+37'), answer('-9.90000000E+37')];
    expect(believedAnswer([over, over], keysight)).toBe(over);
    expect(believedAnswer([over, under], keysight)).toBeUndefined();
    expect(believedAnswer([under, under], keysight)).toBe(under);
  });
});

describe('a reading', () => {
  const saidOf = (text: string, setting: string, auto = false) =>
    said(readingOf(answer(text, setting), keysight, auto));

  it('has coupling, ranging by itself and the kind of test, and the range only where that was set', () => {
    expect(saidOf('+1.50000000E+00', '"VOLT +1.0E+01,+1.0E-04"', true)).toBe('1.5 V (0.0001) dc auto');
    expect(saidOf('+1.50000000E+00', '"CURR:AC +1.0E+01,+1.0E-04"')).toBe('1.5 A (0.0001) ac');
    expect(saidOf('+1.50000000E+00', '"DIOD"')).toBe('1.5 V diode');
    expect(saidOf('-9.90000000E+37', '"RES +1.0E+03,+1.0E-02"')).toBe('-overrange Ohm (0.01)');
    const fixed = answer('+1.50000000E+00');
    expect(readingOf(fixed, keysight, false).range).toBe('+1.0E+01');
    expect(readingOf(fixed, keysight, true).range).toBeUndefined();
  });

  it('of continuity is a short up to ten ohms, and below nothing, as a live circuit gives it, only so far', () => {
    const words = ['+1.00000000E+01', '+1.00000100E+01', '-1.00000000E+01', '-5.00000000E+02'].map((text) =>
      saidOf(text, '"CONT"'),
    );
    expect(words.map((each) => each.includes('short'))).toEqual([true, false, true, false]);
    expect(saidOf('+9.90000000E+37', '"CONT"')).toBe('overrange Ohm continuity');
  });

  it('has the weight of its last digit from the meter, or where that never tells it from how it is written', () => {
    const written = (text: string) => readingOf(answer(text, '"VOLT"', owon), owon, true).resolution;
    expect(written('1.234567E+00')).toBe(1e-6);
    expect(written('-1.234567E-03')).toBe(1e-9);
    expect(written('1.234567E+03')).toBe(1e-3);
    expect(readingOf(answer('+1.50000000E+00', '"VOLT"'), keysight, true).resolution).toBeUndefined();
  });
});
