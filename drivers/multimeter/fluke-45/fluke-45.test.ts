import { describe, expect, it } from 'vitest';
import { failureOf } from '../../../foundation/failure.ts';
import type { Wire } from '../../contract/simulator.ts';
import { askedRig } from '../asked-meter/asked-rig.ts';
import { latin1, textOf } from '../asked-meter/asked-simulator.ts';
import { said } from '../stream-meter/said-reading.ts';
import { identityIn, isFunction, lineOf, readingOf, unreadModeOf } from './answers.ts';
import { fluke45 } from './driver.ts';
import { simulateFluke45 } from './simulator.ts';

const around = { func: 'VDC', auto: '1', modifiers: '0' };

describe('an answer', () => {
  it.each([
    ['+1.2345E+0\r\n=>\r\n', '+1.2345E+0'],
    ['+1.2345E+0\r\n', '+1.2345E+0'],
    ['VAL1?\r\n+1.2345E+0\r\n=>\r\n', '+1.2345E+0'],
    ['VAL1?\r\n+1.2345E+0\r\n', '+1.2345E+0'],
    ['?>\r\n', undefined],
    ['+1.2345E+0\r\n!>\r\n', undefined],
    ['=>\r\n', undefined],
    ['VAL1?\r\n', undefined],
    ['+1.2345E+0', undefined],
    ['+1.2345E+0\r\n+1.2345E+0\r\n', undefined],
  ])('%j says %s', (text, line) => expect(lineOf(latin1(text), 'VAL1?')).toBe(line));

  it('tells who the meter is', () => {
    expect(identityIn('FLUKE, 45, 1234567, 1.6 D1.0')).toEqual({
      make: 'Fluke',
      model: '45',
      serial: '1234567',
      firmware: '1.6 D1.0',
    });
    expect(identityIn('FLUKE,87,1,1')).toBeUndefined();
  });
});

describe('a number', () => {
  it.each([
    ['+1.2345E+0', around, { value: 1.2345, unit: 'V', flags: ['dc', 'auto'], resolution: 0.0001 }],
    ['-12.345E-3', { ...around, auto: '0' }, { value: -0.012345, flags: ['dc'] }],
    ['+1E+9', { ...around, func: 'OHMS' }, { value: null, status: 'overrange', overloadSign: 1, unit: 'Ohm' }],
    ['+4.7012E+3', { ...around, func: 'OHMS', modifiers: '32' }, { value: 4_701.2, flags: ['auto', 'rel'] }],
    ['+1.2345E+0', { ...around, modifiers: '6' }, { flags: ['dc', 'auto', 'max', 'hold'] }],
  ])('%s is what it says', (value, more, expected) => expect(readingOf(value, more)).toMatchObject(expected));

  it.each([
    ['1.2345E+0', around],
    ['+12345E+0', around],
    ['+1.2345E0', around],
    ['x+1.2345E+0', around],
    ['+1.2345E+0x', around],
    ['+1.23E+0', around],
    ['+1E+9x', around],
    ['+1.2345E+0', { ...around, modifiers: 'x4' }],
    ['+1.2345E+0', { ...around, modifiers: '4x' }],
    ['+1.2345E+0', { ...around, auto: '01' }],
    ['+1.2345E+0', { ...around, func: 'W' }],
    ['+0.5123E+0', { ...around, func: 'CONT' }],
    ['+1.2345E+0', { ...around, modifiers: '8' }],
    ['+1.2345E+0', { ...around, modifiers: '200' }],
    ['+1.2345E+0', { ...around, auto: '2' }],
    ['+1.2345E+0', { ...around, func: 'toString' }],
  ])('%s with %j is none', (value, more) => expect(readingOf(value, more)).toBeUndefined());
});

describe('what is set', () => {
  it.each([
    ['VDC', '1.2345 V (0.0001) dc auto'],
    ['VAC', '1.2345 V (0.0001) ac auto'],
    ['VACDC', '1.2345 V (0.0001) auto'],
    ['ADC', '1.2345 A (0.0001) dc auto'],
    ['AAC', '1.2345 A (0.0001) ac auto'],
    ['AACDC', '1.2345 A (0.0001) auto'],
    ['OHMS', '1.2345 Ohm (0.0001) auto'],
    ['FREQ', '1.2345 Hz (0.0001) auto'],
    ['DIODE', '1.2345 V (0.0001) diode auto'],
    ['CONT', 'nothing'],
  ])('as %s makes the number %s', (func, words) => {
    expect(said(readingOf('+1.2345E+0', { ...around, func }))).toBe(words);
    expect(isFunction(func)).toBe(true);
  });

  it.each([
    ['0', ''],
    ['1', ' min'],
    ['2', ' max'],
    ['4', ' hold'],
    ['32', ' rel'],
    // Comparing leaves the number as it is.
    ['64', ''],
    ['39', ' min max hold rel'],
  ])('as MOD? %s makes the number the present%s', (modifiers, words) => {
    expect(said(readingOf('+1.2345E+0', { ...around, modifiers }))).toBe(`1.2345 V (0.0001) dc auto${words}`);
  });

  it('as decibels, against a reference or of power in it, is another scale and no volts', () => {
    for (const modifiers of ['8', '16', '24']) {
      expect(readingOf('+1.2345E+0', { ...around, modifiers }), modifiers).toBeUndefined();
      expect(unreadModeOf({ func: 'VDC', modifiers })).toEqual({ unread: 'dB' });
    }
    expect(unreadModeOf({ func: 'VDC', modifiers: '7' })).toBeUndefined();
    expect(unreadModeOf({ func: 'CONT', modifiers: '0' })).toEqual({ unread: 'continuity' });
    expect(isFunction('VOLT')).toBe(false);
  });
});

describe('a Fluke 45 on the bench', () => {
  const rig = (options: { readonly prompts: boolean; readonly echo?: boolean }) =>
    askedRig(fluke45, (unit, context) => simulateFluke45(unit, context, { model: '8808A', ...options }));

  it.each([{ prompts: true }, { prompts: false }, { prompts: true, echo: true }, { prompts: false, echo: true }])(
    'shows the voltage at the probes, set to %j',
    async (options) => {
      const { read, instrument } = await rig(options);
      expect(instrument.identity).toMatchObject({ model: '8808A', serial: '1234567' });
      expect(await read({ quantity: 'voltage', coupling: 'dc' })).toMatchObject({
        value: 3.842,
        flags: ['dc', 'auto'],
      });
    },
  );

  it('whose function is another behind the number than before it never gives that number', async () => {
    let asked = 0;
    const { read } = await askedRig(fluke45, (unit, context) => {
      const meter = simulateFluke45(unit, context, { model: '45', prompts: true });
      const spoilt = (text: string) => {
        if (!text.startsWith('VDC')) return text;
        asked += 1;
        return asked % 2 === 0 ? text.replace('VDC', 'OHMS') : text;
      };
      const send = (wire: Wire) => (bytes: Uint8Array) => wire.send(latin1(spoilt(textOf(bytes))));
      return { ...meter, attach: (wire) => meter.attach({ ...wire, send: send(wire) }) };
    });
    expect(await read().catch(failureOf)).toMatchObject({ code: 'instrument/timeout' });
    expect(asked).toBeGreaterThan(4);
  });

  it('of which every second answer has lost the same digit never gives what is left', async () => {
    let asked = 0;
    const { read } = await askedRig(fluke45, (unit, context) => {
      const meter = simulateFluke45(unit, context, { model: '45', prompts: true });
      const spoilt = (text: string) => {
        if (!/^\+\d/.test(text)) return text;
        asked += 1;
        return asked % 2 === 0 ? text.replace(/\d(\d*E)/, '$1') : text;
      };
      const send = (wire: Wire) => (bytes: Uint8Array) => wire.send(latin1(spoilt(textOf(bytes))));
      return { ...meter, attach: (wire) => meter.attach({ ...wire, send: send(wire) }) };
    });
    expect(await read().catch(failureOf)).toMatchObject({ code: 'instrument/timeout' });
    expect(asked).toBeGreaterThan(4);
  });

  it('on HOLD, or with another function, is refused with a code', async () => {
    const { meter, read } = await rig({ prompts: true });
    meter.show({ ...around, modifiers: '4', value: '+1.2345E+0' });
    expect(await read().catch(failureOf)).toMatchObject({ code: 'meter/hold' });
    meter.show({ ...around, func: 'OHMS', value: '+1.2345E+0' });
    expect(await read({ quantity: 'voltage' }).catch(failureOf)).toMatchObject({ code: 'meter/wrong-mode' });
  });
});
