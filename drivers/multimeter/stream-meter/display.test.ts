import { describe, expect, it } from 'vitest';
import { dtm0660Kind } from '../dtm0660/driver.ts';
import { displayRefusal } from '../read-request.ts';
import { type Display, dcVoltsDisplay, displayReading } from './display.ts';
import type { Lamp } from './lamp.ts';

const shown = (digits: number, places: number, ...lit: Lamp[]): Display => ({ digits, places, overload: false, lit });

describe('a display', () => {
  it('is the exact number that is written on it, with its resolution and range', () => {
    expect(displayReading(shown(756, 1, 'V', 'm', 'dc', 'minus'), 4_000)).toEqual({
      value: -0.0756,
      unit: 'V',
      quantity: 'voltage',
      status: 'ok',
      resolution: 0.0001,
      flags: ['dc'],
      range: '400 mV',
    });
    expect(displayReading(shown(4_321, 0, 'V', 'ac'), 6_000)).toMatchObject({ value: 4_321, range: '1000 V' });
    expect(displayReading(shown(3_999, 2, 'Ω', 'M'), 4_000)).toMatchObject({ value: 39.99e6, range: '40 MΩ' });
  });

  it('with MINMAX lit (bit 2 of the last byte of a DTM0660) shows no number of now', () => {
    const live = dtm0660Kind.face.encode(shown(1_234, 3, 'V', 'dc', 'rs232'));
    expect(dtm0660Kind.format.readingOf(live)).toMatchObject({ value: 1.234, flags: ['dc'] });
    const lit = live.map((byte, place) => (place === 14 ? byte | 0x04 : byte));
    const reading = dtm0660Kind.format.readingOf(lit);
    expect(reading).toMatchObject({ value: 1.234, flags: ['dc', 'max', 'min'] });
    expect(reading && displayRefusal(reading)?.code).toBe('meter/not-live');
  });

  it('without a unit, with two of them, two prefixes, a prefix on degrees, or AC and DC at once is nothing', () => {
    const nothing: Lamp[][] = [
      [],
      ['V', 'A'],
      ['V', 'm', 'k'],
      ['°C', 'm'],
      ['%', 'k'],
      ['V', 'ac', 'dc'],
      ['F', 'beep'],
    ];
    for (const lit of nothing) expect(displayReading(shown(1, 0, ...lit)), lit.join()).toBeUndefined();
  });

  it('in overload has a sign and no number, and minus zero is zero', () => {
    const overload = { ...shown(0, 3, 'Ω', 'k', 'minus'), overload: true };
    expect(displayReading(overload)).toMatchObject({ value: null, status: 'overrange', overloadSign: -1 });
    expect(Object.is(displayReading(shown(0, 3, 'V', 'minus'))?.value, 0)).toBe(true);
  });

  it('of a closed contact says short, of thirty ohms not, and a diode test is no plain voltage', () => {
    expect(displayReading(shown(12, 1, 'Ω', 'beep'))?.flags).toEqual(['continuity', 'short']);
    expect(displayReading(shown(300, 1, 'Ω', 'beep'))?.flags).toEqual(['continuity']);
    expect(displayReading(shown(551, 3, 'diode'))).toMatchObject({ value: 0.551, unit: 'V', flags: ['diode'] });
  });

  it('ranges by itself and overloads behind its last range', () => {
    const reading = (volts: number) => displayReading(dcVoltsDisplay(volts, 4_000), 4_000);
    expect([3.9994, 3.9996, -12.3456, 399.94].map((volts) => reading(volts)?.value)).toEqual([3.999, 4, -12.35, 399.9]);
    expect(reading(4_000)).toMatchObject({ status: 'overrange', overloadSign: 1 });
  });
});
