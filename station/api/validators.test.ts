import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CodedError, type Failure, failureOf } from '../../foundation/failure.ts';
import { hasLuhnCheckDigit, longest } from './input-rules.ts';
import { stationValidators } from './validators.ts';

const seed = Number(process.env.OHMSTEAD_SEED ?? 20260105);
const ticket = { brand: 'Acme', model: 'One', fault: 'Battery empties within an hour' };

function failureFrom(work: () => unknown): Failure {
  try {
    work();
  } catch (error) {
    return failureOf(error);
  }
  throw new Error('nothing was thrown');
}
const refusal = (input: unknown) => failureFrom(() => stationValidators['ticket/new'](input));

describe('what a person may send to the station', () => {
  it('a ticket with the least there is passes, and spaces around it are gone', () => {
    expect(stationValidators['ticket/new']({ ...ticket, brand: '  Acme ' })).toEqual(ticket);
  });

  it.each([
    [{ ...ticket, brand: 'x'.repeat(10_000) }, 'input/too-long', { field: 'brand', limit: longest.line }],
    [{ ...ticket, brand: '   ' }, 'input/empty', { field: 'brand' }],
    [{ model: 'One', fault: 'x' }, 'input/missing', { field: 'brand' }],
    [{ ...ticket, model: 'a\u001b[2Jb' }, 'input/control-characters', { field: 'model' }],
    [{ ...ticket, model: 'abc\u202egnp.exe' }, 'input/control-characters', { field: 'model' }],
    [{ ...ticket, model: 'half \ud800 pair' }, 'input/control-characters', { field: 'model' }],
    [{ ...ticket, fault: 'first\nsecond\u0000' }, 'input/control-characters', { field: 'fault' }],
    [{ ...ticket, brand: 7 }, 'input/not-text', { field: 'brand' }],
    [{ ...ticket, imei: '49015420323751' }, 'input/imei-length', { field: 'imei', limit: 15 }],
    [{ ...ticket, imei: '490154203237519' }, 'input/imei-checksum', { field: 'imei' }],
    [{ ...ticket, imei: '49O154203237518' }, 'input/imei-digits', { field: 'imei' }],
    [{ ...ticket, priority: 'P9' }, 'input/not-one-of', { field: 'priority', allowed: 'P1 | P2 | P3 | P4' }],
    [{ ...ticket, contact: { email: 'nobody' } }, 'input/email', { field: 'contact.email' }],
    [{ ...ticket, contact: { phone: 'call me' } }, 'input/phone-number', { field: 'contact.phone' }],
    [{ ...ticket, colour: 'red' }, 'input/unknown-field', { field: 'colour' }],
    [null, 'input/invalid', { field: '' }],
    ['text', 'input/invalid', { field: '' }],
  ])('%o is refused as %s', (input, code, params) => {
    expect(refusal(input)).toEqual({ code, params });
  });

  it('an IMEI as a label prints it is taken without its dashes', () => {
    expect(stationValidators['ticket/new']({ ...ticket, imei: '49-015420-323751-8' }).imei).toBe('490154203237518');
  });

  it('changing any one digit of an IMEI is noticed', () => {
    const place = fc.integer({ min: 0, max: 14 });
    const digits = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(place, digits, (at, by) => {
        const good = [...'490154203237518'].map(Number);
        const bad = good.map((digit, index) => (index === at ? (digit + by) % 10 : digit)).join('');
        return hasLuhnCheckDigit(good.join('')) && !hasLuhnCheckDigit(bad);
      }),
      { seed },
    );
  });

  it('a fault told in several lines keeps its lines, and every language its letters', () => {
    const fault = '充电很慢\r\n\t因为进水\n屏幕闪 🔋';
    expect(stationValidators['ticket/new']({ ...ticket, fault }).fault).toBe('充电很慢\n\t因为进水\n屏幕闪 🔋');
  });

  it('a bench faster than timers can be, or of an unknown kind, is refused', () => {
    const run = { procedure: 'battery-health', ticket: null, operator: null, answers: {} };
    const bench = { kind: 'simulated', scenario: 'healthy', seed: 1 };
    const start = (chosen: unknown) =>
      failureFrom(() => stationValidators['run/start']({ ...run, bench: chosen })).code;
    expect(start({ ...bench, speed: 1e9 })).toBe('input/too-large');
    expect(start({ ...bench, speed: Number.NaN })).toBe('input/not-a-number');
    expect(start({ ...bench, speed: 0 })).toBe('input/too-small');
    expect(start({ kind: 'imagined' })).toBe('input/invalid');
  });

  it('no verb lets an arbitrary value through with anything but a coded failure', () => {
    for (const [verb, validate] of Object.entries(stationValidators)) {
      fc.assert(
        fc.property(fc.anything(), (input) => {
          try {
            (validate as (input: unknown) => unknown)(input);
          } catch (error) {
            expect(error, verb).toBeInstanceOf(CodedError);
            expect((error as CodedError).code, verb).toMatch(/^input\//);
          }
        }),
        { seed, numRuns: 60 },
      );
    }
  });
});
