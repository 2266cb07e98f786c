/**
 * Frames written down from the layout in libsigrok's `src/dmm/es519xx.c` and not by our encoder, which shares its tables with the
 * parser. Range, four digits, function, status and two bytes of options, one character each.
 */
import { describe, expect, it } from 'vitest';
import { noRealFrames, realMeterFrames } from '../stream-meter/real-meter-frames.ts';
import { said } from '../stream-meter/said-reading.ts';
import { isoTechIdm103n, uniTUt60g } from './driver.ts';

type Row = readonly [code: string, ...byRange: string[]];

const ohms = ['234.5 Ohm (0.1)', '2345 Ohm (1)', '23450 Ohm (10)', '234500 Ohm (100)'];
const megohms = ['2345000 Ohm (1000)', '23450000 Ohm (10000)'];
const smallFarads = ['2.345e-9 F (1e-12)', '2.345e-8 F (1e-11)', '2.345e-7 F (1e-10)', '0.000002345 F (1e-9)'];
const farads = [...smallFarads, '0.00002345 F (1e-8)', '0.0002345 F (1e-7)', '0.002345 F (0.000001)'];
const hertz = ['2345 Hz (1)', '23450 Hz (10)', '234500 Hz (100)', '2345000 Hz (1000)', '23450000 Hz (10000)'];
const volts = ['0.2345 V (0.0001)', '2.345 V (0.001)', '23.45 V (0.01)', '234.5 V (0.1)', '2345 V (1)'];
const [fifth = '', ...ranged] = volts;

/** What 2345 is in range 0, 1, 2 … of a function without any other bit; all else is nothing. */
const fast: readonly Row[] = [
  [';', ...ranged, fifth],
  ['=', '0.0002345 A (1e-7)', '0.002345 A (0.000001)'],
  ['?', '0.02345 A (0.00001)', '0.2345 A (0.0001)'],
  ['0', '2.345 A (0.001)', '23.45 A (0.01)'],
  ['3', ...ohms, ...megohms],
  ['5', ...[...ohms, ...megohms].map((words) => `${words} continuity`)],
  ['1', '2.345 V (0.001) diode'],
  ['2', ...hertz],
  ['6', ...farads],
];
const slow: readonly Row[] = [
  [';', fifth, ...ranged.slice(0, 3)],
  ['=', '0.0002345 A (1e-7)', '0.002345 A (0.000001)'],
  ['9', '0.02345 A (0.00001)', '0.2345 A (0.0001)'],
  ['?', '23.45 A (0.01)'],
  ['0', '23.45 A (0.01)'],
  ['3', ...ohms, ...megohms],
  ['5', ...[...ohms, ...megohms].map((words) => `${words} continuity`)],
  ['1', '2.345 V (0.001) diode'],
  ['2', ...hertz, '234500000 Hz (100000)'],
  ['6', ...farads, '0.02345 F (0.00001)'],
];

const codes = Array.from({ length: 16 }, (_, nth) => String.fromCharCode(0x30 + nth));

function reading(driver: typeof uniTUt60g, text: string) {
  const frame = Buffer.from(`${text}\r\n`, 'latin1');
  return driver.decoder?.().push(Uint8Array.from([...frame, ...frame]))[0];
}

describe.each([
  ['uni-t-ut60g', uniTUt60g, fast],
  ['iso-tech-idm103n', isoTechIdm103n, slow],
] as const)('a frame of %s', (_id, driver, table) => {
  const saidOf = (text: string) => said(reading(driver, text));

  it.each(codes)('of function %s has the places of its ranges, and none in a range it does not have', (code) => {
    const [, ...byRange] = table.find(([each]) => each === code) ?? [code];
    for (const [range, character] of codes.entries()) {
      expect(saidOf(`${character}2345${code}000`), `range ${range}`).toBe(byRange[range] ?? 'nothing');
    }
  });

  it('has overload 1, low battery 2 and minus 4 in its status, DC 8, AC 4 and AUTO 2 in its last option', () => {
    expect(saidOf('12345;108').replace(/ .*/, '')).toBe('overrange');
    expect(saidOf('12345;508').replace(/ .*/, '')).toBe('-overrange');
    const volts = saidOf('12345;000');
    expect(saidOf('12345;208')).toBe(`${volts} dc low-battery`);
    expect(saidOf('12345;404')).toBe(`-${volts} ac`);
    expect(saidOf('12345;002')).toBe(`${volts} auto`);
    expect(saidOf('12345;00<')).toBe('nothing');
  });
});

it('the first option of the 19 200 baud variant is HOLD 8, MAX 4 and MIN 2; the Hz key is bit 1 of the last', () => {
  const options = ['080', '040', '020', '010', '001'].map((status) => said(reading(uniTUt60g, `12345;${status}`)));
  const volts = '23.45 V (0.01)';
  expect(options).toEqual([`${volts} hold`, `${volts} max`, `${volts} min`, volts, '23450 Hz (10)']);
  // A judged frequency would be revolutions, of which nobody knows the point.
  expect(['12345;801', '123452800', '123450001'].map((text) => said(reading(uniTUt60g, text)))).toEqual([
    'nothing',
    'nothing',
    '23450 Hz (10)',
  ]);
});

it('the first option of the 2400 baud variant is peak MAX 8, peak MIN 4 and the Hz key 1', () => {
  const options = ['080', '040', '020', '010', '001'].map((status) => said(reading(isoTechIdm103n, `12345;${status}`)));
  const volts = '2.345 V (0.001)';
  expect(options).toEqual([`${volts} peak-max`, `${volts} peak-min`, volts, '23450 Hz (10)', volts]);
  const turns = ['23450 /min (10)', '234500 /min (100)', '2345000 /min (1000)', '23450000 /min (10000)'];
  const all = ['02345', '12345', '22345', '32345', '42345', '52345', '62345'].map((text) =>
    said(reading(isoTechIdm103n, `${text}2800`)),
  );
  expect(all).toEqual([...turns, '234500000 /min (100000)', '2345000000 /min (1000000)', 'nothing']);
});

it.skipIf(noRealFrames !== '')(`the frame of a real IDM103N says 6.79 MΩ${noRealFrames}`, () => {
  const frames = realMeterFrames('es51978_idm103n').map(({ bytes }) => bytes);
  const readings = frames.map((bytes) => isoTechIdm103n.decoder?.().push(Uint8Array.from([...bytes, ...bytes]))[0]);
  expect(readings.map((each) => [said(each), each?.range])).toEqual([['6790000 Ohm (10000) auto', '40 MΩ']]);
});
