import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockExtent } from './block.ts';
import { parseIdentity } from './identity.ts';
import { formatScpiNumber, parseScpiNumber } from './number.ts';

const seed = Number(process.env.TEST_SEED ?? 42);
const value = (text: string, overAbove?: number) => parseScpiNumber(text, overAbove);

describe('a number', () => {
  it('is read in every form instruments write it', () => {
    expect(value('12')).toEqual({ kind: 'value', value: 12, suffix: '' });
    expect(value(' -1.25 ')).toMatchObject({ value: -1.25 });
    expect(value('+1.23456789E-03')).toMatchObject({ value: 0.00123456789 });
    expect(value('.5e1')).toMatchObject({ value: 5 });
    expect(value('4.0000E+03')).toMatchObject({ value: 4000 });
    expect(value('5.00E-01V')).toMatchObject({ value: 0.5, suffix: 'V' });
    expect(value('C1:VDIV 5.00E-01V')).toMatchObject({ value: 0.5, suffix: 'V' });
    expect(value('3.3 kHz')).toMatchObject({ value: 3.3, suffix: 'kHz' });
  });

  it('that stands for an overload or for nothing never becomes a value', () => {
    for (const text of ['9.9E37', '+9.90000000E+37', '9.9e+37', '9.9E+38', '1e999', 'INF', 'OVLD']) {
      expect(value(text), text).toEqual({ kind: 'overrange', sign: 1 });
    }
    for (const text of ['-9.9E37', '-9.90000000E+37', '-INF', 'NINF']) {
      expect(value(text), text).toEqual({ kind: 'overrange', sign: -1 });
    }
    for (const text of ['9.91E37', '+9.91000000E+37', 'NAN', '****']) {
      expect(value(text), text).toEqual({ kind: 'invalid' });
    }
    expect(value('1E9', 1e9)).toEqual({ kind: 'overrange', sign: 1 });
    expect(value('9.99E8', 1e9)).toMatchObject({ value: 9.99e8 });
  });

  it('with a decimal comma, two numbers or a text is refused', () => {
    for (const text of ['1,5', '1.0,2.0', 'OWON', '', '1.2.3', '--1', 'ACME,1,2,3', '1e']) {
      const parsed = value(text);
      expect(parsed?.kind === 'value' && parsed.suffix === '', text).toBe(false);
    }
    expect(value('1,5')).toBeUndefined();
  });

  it('survives being written and read again', () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e30, max: 1e30 });
    fc.assert(
      fc.property(finite, (number) => {
        expect(value(formatScpiNumber(number))).toEqual({ kind: 'value', value: Number(String(number)), suffix: '' });
      }),
      { seed },
    );
    expect(formatScpiNumber(1e-7)).toBe('1E-7');
  });
});

describe('an identity', () => {
  it('is split into four fields at the most and names the maker', () => {
    expect(parseIdentity('HEWLETT-PACKARD,34401A,0,11-5-2')).toEqual({
      make: 'Hewlett-Packard',
      vendor: 'HEWLETT-PACKARD',
      model: '34401A',
      firmware: '11-5-2',
    });
    expect(parseIdentity('OWON,XDM1041,2143412,V4.3.0,3')).toMatchObject({ serial: '2143412', firmware: 'V4.3.0,3' });
    expect(parseIdentity('Acme Inc, 7')).toEqual({ make: 'Acme Inc', vendor: 'Acme Inc', model: '7' });
    expect(parseIdentity('XXXXXX')).toBeUndefined();
  });
});

describe('a definite block', () => {
  const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

  it('is found by its length, with a header or without, and asks for more until it is whole', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom('', 'C1:WF ALL,'), (data, header) => {
        const length = String(data.length);
        const whole = Buffer.concat([bytes(`${header}#${length.length}${length}`), data]);
        expect(blockExtent(whole)).toEqual({ kind: 'block', from: whole.length - data.length, to: whole.length });
        for (let cut = 0; cut < whole.length; cut += 7) {
          expect(blockExtent(whole.subarray(0, cut)).kind).toBe('more');
        }
      }),
      { seed, numRuns: 50 },
    );
  });

  it('without a length, or that is none, is refused', () => {
    expect(blockExtent(bytes('#0abc\n'))).toEqual({ kind: 'refused', code: 'scpi/indefinite-block' });
    expect(blockExtent(bytes('1.5\n#15'))).toEqual({ kind: 'refused', code: 'scpi/not-a-block' });
    expect(blockExtent(bytes('#2x5'))).toEqual({ kind: 'refused', code: 'scpi/not-a-block' });
  });
});
