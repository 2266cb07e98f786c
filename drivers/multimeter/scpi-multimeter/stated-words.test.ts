/**
 * What each SCPI multimeter calls its functions, and the ranges of each, as the makers' programming manuals have them: the
 * simulator obeys the same tables, so it would agree with a wrong one.
 */
import { describe, expect, it } from 'vitest';
import { dialectOf, functionNamed } from './dialects.ts';
import { scpiMultimeter } from './driver.ts';
import { functions, type MeterFunction } from './functions.ts';
import { configureCommand, presentOf, wantedOf } from './setting.ts';

const identities = {
  '34401A': 'HEWLETT-PACKARD,34401A,0,11-5-2',
  '34405A': 'Agilent Technologies,34405A,MY50000001,1.09-3.07',
  '34461A': 'Keysight Technologies,34461A,MY53000002,A.02.14-02.40-02.14-00.49-02-01',
  SDM3055: 'Siglent Technologies,SDM3055,SDM35GBQ000001,1.01.01.25',
  XDM1041: 'OWON,XDM1041,2143001,V4.3.0,3',
  GDM8255A: 'GW.Inc,GDM8255A,GEQ000001,1.07',
  GDM9061: 'GWInstek,GDM9061,GEV000001,1.00',
  DM3058: 'RIGOL TECHNOLOGIES,DM3058,DM3A000001,01.01.00.02.02.00',
} as const;
type Model = keyof typeof identities;

function dialect(model: Model) {
  const found = dialectOf(identities[model]);
  if (found === undefined) throw new Error(model);
  return found;
}

/** What each says when it is asked, and what that measures. */
const answers: Readonly<Record<string, MeterFunction>> = {
  '"VOLT +1.0E+01,+3.0E-06"': 'dc-volts',
  '"VOLT:DC 1.0E+01,3.0E-06"': 'dc-volts',
  '"VOLT DC"': 'dc-volts',
  '"VOLT:AC +1.0E+01,+3.0E-06"': 'ac-volts',
  '"VOLT AC"': 'ac-volts',
  '"CURR +1.0E+00,+1.0E-06"': 'dc-amps',
  '"CURR:DC"': 'dc-amps',
  '"CURR DC"': 'dc-amps',
  '"CURR:AC +1.0E+00,+1.0E-06"': 'ac-amps',
  '"CURR AC"': 'ac-amps',
  '"RES +1.0E+03,+1.0E-03"': 'ohms',
  '"FREQ +1.0E+01,+1.0E-04"': 'hertz',
  '"CAP +1.0E-06,+1.0E-09"': 'farads',
  '"TEMP"': 'celsius',
  '"DIOD"': 'diode',
  '"CONT"': 'continuity',
};

it('its meters on USB have these ids, and their makers are known where the id is not', () => {
  const { usb = [], tmcVendors = [], idn = [] } = scpiMultimeter.manifest.recognised;
  const hex = (id: number) => id.toString(16).padStart(4, '0');
  const ids = usb.map(({ vendor, product, ...more }) => `${hex(vendor)}:${hex(product)}${'tmc' in more ? ' tmc' : ''}`);
  expect([...ids].sort()).toEqual([
    // 34405A, 34460A; SDM3055; GDM-906x; DM3058; 34465A and 34461A; the CH340 of the OWON meters.
    ...['0957:0618 tmc', '0957:1b07 tmc', '1a86:7523', '1ab1:09c4 tmc', '2184:0059 tmc'],
    ...['2a8d:0101 tmc', '2a8d:1301 tmc', '2a8d:1401 tmc', 'f4ec:ee38 tmc'],
  ]);
  expect(tmcVendors.map(hex).sort()).toEqual(['0957', '1ab1', '2184', '2a8d', 'f4ec', 'f4ed']);
  for (const identity of Object.values(identities)) {
    expect(
      idn.filter((pattern) => pattern.test(identity)),
      identity,
    ).toHaveLength(1);
  }
});

describe('what a meter says it is set to', () => {
  it.each(Object.entries(answers))('%s is %s', (answer, name) => {
    expect(functionNamed(answer)).toBe(name);
    expect(functionNamed(answer.toLowerCase(), dialect('34461A'))).toBe(name);
  });

  it.each(['"VOLT:RAT +1.0E+01,+3.0E-06"', '"FRES +1.0E+03,+1.0E-03"', '"PER"', '"VOLTS"', '""'])(
    '%s is nothing that is read',
    (answer) => expect(functionNamed(answer)).toBeUndefined(),
  );

  it('of a GDM-8255A is a number of two digits, and the milliamperes have one of their own', () => {
    const named = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '13', '17'].map((code) =>
      functionNamed(code, dialect('GDM8255A')),
    );
    expect(named).toEqual([
      ...['dc-volts', 'ac-volts', 'dc-amps', 'ac-amps', 'dc-amps', 'ac-amps', 'ohms', 'hertz', 'celsius'],
      ...['continuity', 'diode'],
    ]);
    // Period, degrees Fahrenheit, four wires.
    for (const code of ['14', '15', '16', '10', '']) expect(functionNamed(code, dialect('GDM8255A'))).toBeUndefined();
  });

  it('of a DM3058 is a word of its own, long or short', () => {
    const words = ['DCV', 'ACV', 'DCI', 'ACI', '2WR', 'RESISTANCE', 'FREQ', 'FREQUENCY', 'CAP', 'CAPACITANCE'];
    const named = [...words, 'CONT', 'CONTINUITY', 'DIODE'].map((word) => functionNamed(word, dialect('DM3058')));
    expect(named).toEqual([
      ...['dc-volts', 'ac-volts', 'dc-amps', 'ac-amps', 'ohms', 'ohms', 'hertz', 'hertz', 'farads', 'farads'],
      ...['continuity', 'continuity', 'diode'],
    ]);
    expect(functionNamed('4WR', dialect('DM3058'))).toBeUndefined();
  });

  it('tells range and resolution where it does, and the degrees behind a line of their own', () => {
    expect(presentOf('"VOLT +1.0E+01,+3.0E-06"')).toEqual({
      function: 'dc-volts',
      range: '+1.0E+01',
      resolution: 3e-6,
    });
    expect(presentOf('"VOLT AC"')).toEqual({ function: 'ac-volts' });
    const degrees = ['C', 'CEL', 'F', 'FAR', '"°F"'].map((word) => presentOf(`"TEMP"\n${word}`, dialect('34461A')));
    expect(degrees.map((present) => present?.degrees)).toEqual(['Cel', 'Cel', '[degF]', '[degF]', '[degF]']);
    expect(presentOf('"TEMP"\nK', dialect('34461A'))).toBeUndefined();
    expect(presentOf('"TEMP"', dialect('34461A'))).toBeUndefined();
    expect(presentOf('"FRES"')).toBeUndefined();
  });
});

describe('a function', () => {
  it.each([
    ['dc-volts', 'CONF:VOLT:DC 10', 'voltage V dc'],
    ['ac-volts', 'CONF:VOLT:AC 10', 'voltage V ac'],
    ['dc-amps', 'CONF:CURR:DC 10', 'current A dc'],
    ['ac-amps', 'CONF:CURR:AC 10', 'current A ac'],
    ['ohms', 'CONF:RES 10', 'resistance Ohm'],
    ['hertz', 'CONF:FREQ 10', 'frequency Hz'],
    ['farads', 'CONF:CAP 10', 'capacitance F'],
    ['celsius', 'CONF:TEMP 10', 'temperature Cel'],
    ['diode', 'CONF:DIOD 10', 'voltage V diode'],
    ['continuity', 'CONF:CONT 10', 'resistance Ohm continuity'],
  ] as const)('%s is set with %s and measures %s', (name, command, words) => {
    expect(configureCommand({ function: name, range: 10 })).toBe(command);
    expect(configureCommand({ function: name })).toBe(command.replace(' 10', ''));
    const { quantity, unit, coupling, flag } = functions[name];
    expect([quantity, unit, coupling, flag].filter(Boolean).join(' ')).toBe(words);
  });
});

describe('the ranges', () => {
  const volts = '0.1 1 10 100 1000';
  const ohms = '100 1000 10000 100000 1000000 10000000 100000000';
  const agilent = { 'dc-volts': volts, 'ac-volts': '0.1 1 10 100 750', ohms };
  const owonAmps = '0.0005 0.005 0.05 0.5 5 10';
  const nanoToMilli = '1e-9 1e-8 1e-7 0.000001 0.00001 0.0001';
  const stated: Readonly<Record<Model, Readonly<Partial<Record<MeterFunction, string>>>>> = {
    '34401A': { ...agilent, 'dc-amps': '0.01 0.1 1 3', 'ac-amps': '1 3' },
    '34405A': {
      ...{ ...agilent, 'dc-amps': '0.01 0.1 1 10', 'ac-amps': '0.01 0.1 1 10' },
      ...{ farads: `${nanoToMilli} 0.001 0.01`, celsius: '' },
    },
    '34461A': {
      ...{ ...agilent, 'dc-amps': '0.0001 0.001 0.01 0.1 1 3', 'ac-amps': '0.0001 0.001 0.01 0.1 1 3' },
      ...{ farads: nanoToMilli, celsius: '' },
    },
    SDM3055: {
      ...{ 'dc-volts': '0.2 2 20 200 1000', 'ac-volts': '0.2 2 20 200 750' },
      ...{ 'dc-amps': '0.0002 0.002 0.02 0.2 2 10', 'ac-amps': '0.02 0.2 2 10' },
      ohms: '200 2000 20000 200000 2000000 20000000 100000000',
      ...{ farads: '2e-9 2e-8 2e-7 0.000002 0.00002 0.0002 0.002 0.02', celsius: '' },
    },
    XDM1041: {
      ...{ 'dc-volts': '0.05 0.5 5 50 500 1000', 'ac-volts': '0.5 5 50 500 750' },
      ...{ 'dc-amps': owonAmps, 'ac-amps': owonAmps, ohms: '500 5000 50000 500000 5000000 50000000' },
      ...{ farads: '5e-8 5e-7 0.000005 0.00005 0.0005 0.005 0.05', celsius: '' },
    },
    GDM8255A: { 'dc-volts': '', 'ac-volts': '', 'dc-amps': '', 'ac-amps': '', ohms: '', celsius: '' },
    GDM9061: { 'dc-volts': '', 'ac-volts': '', 'dc-amps': '', 'ac-amps': '', ohms: '', farads: '', celsius: '' },
    DM3058: { 'dc-volts': '', 'ac-volts': '', 'dc-amps': '', 'ac-amps': '', ohms: '', farads: '' },
  };

  it.each(Object.keys(identities) as Model[])('of a %s are those of its manual', (model) => {
    const found = Object.entries(dialect(model).ranges).map(([name, ranges]) => [name, ranges.join(' ')]);
    const unranged = { hertz: '', diode: '', continuity: '' };
    expect(Object.fromEntries(found)).toEqual({ ...unranged, ...stated[model] });
  });

  it('are chosen as the smallest that holds what is expected, or the largest there is', () => {
    const ranged = (upTo: number) => wantedOf(dialect('34461A'), { quantity: 'voltage', upTo }, undefined);
    expect([0.1, 0.100_1, 10, 10.1, 5_000].map((upTo) => ranged(upTo)?.range)).toEqual([0.1, 1, 10, 100, 1000]);
    expect(ranged(1)).toEqual({ function: 'dc-volts', range: 1 });
    expect(wantedOf(dialect('DM3058'), { quantity: 'voltage', upTo: 5 }, undefined)).toEqual({ function: 'dc-volts' });
    expect(wantedOf(dialect('34461A'), { coupling: 'ac' }, { function: 'dc-amps' })).toEqual({ function: 'ac-amps' });
    expect(wantedOf(dialect('34461A'), {}, { function: 'diode' })).toBeUndefined();
  });
});
