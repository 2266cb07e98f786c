import { describe, expect, it } from 'vitest';
import { failureOf } from '../../foundation/failure.ts';
import type { Reading, ReadingFlag } from '../../foundation/measurement/reading.ts';
import { displayRefusal, isWanted, modeName, modeOf, readArgsOf } from './read-request.ts';

const volts = (...flags: readonly ReadingFlag[]): Reading => ({
  ...{ value: 1, unit: 'V', quantity: 'voltage', status: 'ok' },
  flags,
});
const refusedArgument = (input: unknown) => {
  try {
    return readArgsOf(input);
  } catch (error) {
    return failureOf(error);
  }
};

describe('the arguments of a read', () => {
  it('are whatever is known of them, and nothing else', () => {
    expect(readArgsOf(undefined)).toEqual({});
    expect(readArgsOf(null)).toEqual({});
    const all = { quantity: 'voltage', coupling: 'dc', upTo: 5, relative: false };
    expect(readArgsOf({ ...all, more: 1 })).toEqual(all);
    expect(readArgsOf({ coupling: 'ac', relative: true })).toEqual({ coupling: 'ac', relative: true });
  });

  it.each([
    ['args', 'volts'],
    ['args', 5],
    ['quantity', { quantity: 'volts' }],
    ['quantity', { quantity: 'toString' }],
    ['quantity', { quantity: 5 }],
    ['coupling', { coupling: 'DC' }],
    ['coupling', { coupling: null }],
    ['upTo', { upTo: 0 }],
    ['upTo', { upTo: -1 }],
    ['upTo', { upTo: '5' }],
    ['upTo', { upTo: Number.POSITIVE_INFINITY }],
    ['upTo', { upTo: Number.NaN }],
    ['relative', { relative: 'yes' }],
  ])('with a wrong "%s", as in %j, are refused and say which', (argument, input) => {
    expect(refusedArgument(input)).toMatchObject({
      code: 'instrument/bad-arguments',
      params: { verb: 'read', argument },
    });
  });
});

describe('a reading', () => {
  it('is what is wanted when quantity, coupling and the difference are', () => {
    expect(isWanted(volts('dc'), {})).toBe(true);
    expect(isWanted(volts('dc'), { quantity: 'voltage', coupling: 'dc' })).toBe(true);
    expect(isWanted(volts('dc'), { quantity: 'current' })).toBe(false);
    expect(isWanted(volts('dc'), { coupling: 'ac' })).toBe(false);
    expect(isWanted(volts(), { coupling: 'dc' })).toBe(false);
    expect(isWanted(volts('dc'), { relative: true })).toBe(false);
    expect(isWanted(volts('dc', 'rel'), { relative: true })).toBe(true);
    expect(isWanted(volts('dc'), { relative: false })).toBe(true);
  });

  it('of a diode is no voltage, and is one where nothing in particular is wanted', () => {
    expect(isWanted(volts('diode'), { quantity: 'voltage' })).toBe(false);
    expect(isWanted(volts('diode'), {})).toBe(true);
  });

  it('that is held, or anything but the present, is refused by the first of what it is', () => {
    expect(displayRefusal(volts('dc', 'auto', 'low-battery'))).toBeUndefined();
    expect(displayRefusal(volts('dc', 'hold', 'max'))).toMatchObject({
      code: 'meter/hold',
      params: { shown: 'voltage dc' },
    });
    for (const shown of ['max', 'min', 'avg', 'peak-max', 'peak-min', 'rel'] as const) {
      expect(displayRefusal(volts('dc', shown)), shown).toMatchObject({ code: 'meter/not-live', params: { shown } });
      const wanted = displayRefusal(volts('dc', shown), { relative: true });
      expect(wanted?.params, shown).toEqual(shown === 'rel' ? undefined : { shown });
    }
    expect(displayRefusal(volts('rel'), { relative: false })).toMatchObject({ code: 'meter/not-live' });
    expect(displayRefusal(volts('rel', 'hold'), { relative: true })).toMatchObject({ code: 'meter/hold' });
  });

  it('and what is wanted have names that say what differs', () => {
    expect(modeName({})).toBe('any');
    expect(modeName({ coupling: 'ac' })).toBe('any ac');
    expect(modeName({ quantity: 'voltage', coupling: 'dc', relative: true })).toBe('voltage dc rel');
    expect(modeName({ quantity: 'voltage', relative: false })).toBe('voltage');
    expect(modeOf(volts('auto', 'dc'))).toBe('voltage dc');
    expect(modeOf(volts('diode', 'rel'))).toBe('voltage diode rel');
    expect(modeOf({ ...volts('continuity', 'short'), quantity: 'resistance', unit: 'Ohm' })).toBe(
      'resistance continuity',
    );
  });
});
