import { describe, expect, it } from 'vitest';
import type { Reading } from '../../../foundation/measurement/reading.ts';
import { ratedReading } from './accuracy.ts';
import type { Present } from './setting.ts';

const volts = (value: number, ...flags: Reading['flags']): Reading => ({
  ...{ value, unit: 'V', quantity: 'voltage', status: 'ok', resolution: 1e-6 },
  flags: ['dc', ...flags],
});
const onRange = (range: string, more: Partial<Present> = {}): Present => ({
  ...{ function: 'dc-volts', range, resolution: Number(range) * 1e-6 },
  ...more,
});
const limitOf = ({ u95 }: Reading) => (u95 === undefined ? undefined : (u95 * Math.sqrt(3)) / 2);
const of = (isFixed: boolean, model = '34401A') => ({ model, isFixed });

describe('a reading of a 34401A', () => {
  it('on a range that was set has the limit of that range', () => {
    expect(limitOf(ratedReading(volts(1.1), onRange('1'), of(true)))).toBeCloseTo(51e-6, 12);
    expect(limitOf(ratedReading(volts(1.1), onRange('+1.0E+01'), of(true)))).toBeCloseTo(88.5e-6, 12);
  });

  it('that ranges by itself has the larger limit of the ranges it may be on, whichever it names', () => {
    for (const range of ['1', '10']) {
      const reading = ratedReading(volts(1.1, 'auto'), onRange(range), of(false));
      expect(limitOf(reading), range).toBeCloseTo(88.5e-6, 12);
      expect(reading.flags).toEqual(['dc', 'auto']);
      expect(reading.range).toBeUndefined();
    }
    expect(limitOf(ratedReading(volts(0.9, 'auto'), onRange('1'), of(false)))).toBeCloseTo(43e-6, 12);
    // Somebody at its panel has chosen a larger one.
    expect(limitOf(ratedReading(volts(0.9, 'auto'), onRange('100'), of(false)))).toBeCloseTo(640.5e-6, 12);
  });

  it('says whether its limit was seen or is recalled', () => {
    const ohms: Reading = { ...volts(470), unit: 'Ohm', quantity: 'resistance', flags: [] };
    const source = (reading: Reading, present: Present) => ratedReading(reading, present, of(true)).uncertaintySource;
    expect(source(volts(1.1), onRange('10'))).toBe('specification');
    expect(source(ohms, onRange('1000', { function: 'ohms' }))).toBe('recalled');
  });

  it('without range or resolution, with too few digits, or of another model has none', () => {
    const { resolution: _one, ...withoutResolution } = onRange('10');
    const { range: _other, ...withoutRange } = onRange('10');
    for (const present of [withoutResolution, withoutRange, onRange('10', { resolution: 3e-5 })]) {
      expect(ratedReading(volts(1.1), present, of(true))).toEqual(volts(1.1));
    }
    expect(ratedReading(volts(1.1), onRange('10'), of(true, 'DM3058'))).toEqual(volts(1.1));
  });
});
