import { describe, expect, it } from 'vitest';
import { isSoundReading } from '../../../foundation/measurement/reading.ts';
import { askedRig } from '../asked-meter/asked-rig.ts';
import { longDialect } from '../uni-t-abcd/frame.ts';
import { monitorOn, uniTUt181a } from './driver.ts';
import { encodePacket, meaningOf, parsePacket, type Ut181aMeasurement } from './measurement.ts';
import { everyMode, modeOf } from './modes.ts';

const volts: Ut181aMeasurement = {
  mode: 0x3111,
  format: 'normal',
  hold: false,
  auto: true,
  leadError: false,
  value: 3.8421,
  places: 4,
  overload: undefined,
  unit: 'VDC',
};

const writtenUnits = ['VDC', 'VAC', 'A', '~', 'Hz', 'dBV', 'dBm', '\u00b0C', '\u00b0F', 'F', '%', 's'];

describe('a packet', () => {
  it('of every mode and format goes to bytes and back, and its reading is sound', () => {
    for (const mode of everyMode()) {
      const unit = writtenUnits.find((each) => modeOf(mode)?.written.test(each));
      expect(unit, mode.toString(16)).toBeDefined();
      for (const format of ['normal', 'relative', 'min-max', 'peak'] as const) {
        const shown: Ut181aMeasurement = { ...volts, mode, format, unit: unit ?? '', value: 0.5 };
        expect(parsePacket(encodePacket(shown))).toEqual(shown);
        const reading = meaningOf(shown);
        expect(reading !== undefined && isSoundReading(reading), mode.toString(16)).toBe(true);
      }
    }
    expect(everyMode().length).toBeGreaterThan(60);
  });

  it.each([
    [{ value: Math.fround(3.8421) }, { value: 3.8421, unit: 'V', flags: ['dc', 'auto'], resolution: 0.0001 }],
    [
      { mode: 0x4111, unit: 'mVDC', value: -12.34, places: 2 },
      { value: -0.01234, resolution: 0.00001 },
    ],
    [
      { mode: 0x5111, unit: 'k~', value: 4.7, places: 3 },
      { value: 4_700, unit: 'Ohm' },
    ],
    [
      { mode: 0x5111, unit: 'M~', overload: 1 as const, value: Number.NaN },
      { value: null, status: 'overrange', overloadSign: 1 },
    ],
    [{ overload: -1 as const }, { value: null, status: 'overrange', overloadSign: -1 }],
    [{ leadError: true }, { value: null, status: 'invalid' }],
    [{ hold: true, format: 'relative' as const }, { flags: ['dc', 'auto', 'hold', 'rel'] }],
  ])('%j means what it shows', (more, expected) => expect(meaningOf({ ...volts, ...more })).toMatchObject(expected));

  it.each([
    { unit: 'AAC' },
    { unit: 'kVDC' },
    { mode: 0x3113 },
    { mode: 0x5311, unit: 'nS' },
    { value: Number.NaN },
    { value: 1e20 },
    { places: 15 },
  ])('with %j is none', (more) => expect(meaningOf({ ...volts, ...more })).toBeUndefined());
});

it('the command to stream has the sum of the protocol', () => {
  expect(Buffer.from(monitorOn).toString('hex')).toBe('abcd040005010a00');
});

describe('a UT181A on the bench', () => {
  it('is told to stream and shows the voltage at the probes', async () => {
    const { read } = await askedRig(uniTUt181a, (unit, context) =>
      uniTUt181a.link === 'bytes' ? uniTUt181a.simulate(unit, context) : (undefined as never),
    );
    expect(await read({ quantity: 'voltage', coupling: 'dc' })).toMatchObject({ value: 3.8421, flags: ['dc', 'auto'] });
  });

  it('answers to other commands are no measurements', () => {
    const decoder = uniTUt181a.decoder?.();
    expect(decoder?.push(longDialect.encode(Uint8Array.of(1, 0x4f, 0x4b)))).toEqual([]);
    expect(decoder?.push(longDialect.encode(encodePacket(volts)))).toMatchObject([{ value: 3.8421 }]);
  });
});
