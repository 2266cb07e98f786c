import { describe, expect, it } from 'vitest';
import { encodeFrame, parseFrame, type Ut71xFrame } from './frame.ts';
import { meaningOf } from './meaning.ts';

const blank: Ut71xFrame = {
  digits: 12_345,
  fourDigits: false,
  overload: false,
  underLimit: false,
  range: 1,
  functionIndex: 1,
  lit: [],
};
const shown = (more: Partial<Ut71xFrame>) => meaningOf({ ...blank, ...more });

describe('a frame of a UT71', () => {
  it('is volts of the function it names, also where no bit says DC', () => {
    expect(shown({})).toMatchObject({ value: 1.2345, unit: 'V', flags: ['dc'], range: '4 V', resolution: 1e-4 });
    expect(shown({ functionIndex: 2, lit: ['ac', 'auto'] })).toMatchObject({ value: 1.2345, flags: ['ac', 'auto'] });
  });

  it('of AC and DC together is neither of the two', () => {
    expect(shown({ lit: ['ac', 'dc'] })?.flags).toEqual([]);
    expect(shown({ functionIndex: 8, range: 0, lit: ['ac', 'dc'] })?.flags).toEqual([]);
  });

  it('with a coupling that contradicts its function, or in a range it does not have, is nothing', () => {
    expect(shown({ lit: ['ac'] })).toBeUndefined();
    expect(shown({ range: 0 })).toBeUndefined();
    expect(shown({ range: 5 })).toBeUndefined();
  });

  it('with four digits has one place less and the same value', () => {
    expect(shown({ digits: 1_234, fourDigits: true })).toMatchObject({ value: 1.234, resolution: 1e-3, range: '4 V' });
  });

  it('with a minus in frequency is a duty cycle and not a negative number', () => {
    expect(shown({ functionIndex: 12, range: 1, digits: 5_000, lit: ['minus'] })).toMatchObject({
      value: 50,
      unit: '%',
    });
  });

  it('goes to bytes and back unchanged in over and under range, and says which of the two', () => {
    for (const [mark, status] of [
      ['overload', 'overrange'],
      ['underLimit', 'underrange'],
    ] as const) {
      const parsed = parseFrame(encodeFrame({ ...blank, digits: 0, [mark]: true }));
      expect(parsed).toEqual({ ...blank, digits: 0, [mark]: true });
      expect(parsed === undefined ? undefined : meaningOf(parsed)).toMatchObject({ value: null, status });
    }
  });
});
