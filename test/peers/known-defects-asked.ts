/** What libsigrok 0.5.2 is known to get wrong of meters that answer, and where its words differ from ours. */
import { has, type KnownDefect } from './known-defect.ts';

const fluke45 = /^fluke-45$/;
const agilent = /^agilent-dmm$/;
const scpi = /^scpi-dmm$/;
const metex = /^metex-m3640d$/;
const center = /^center-309$/;
const isWhole = (value: number | null, factor: number) => Number.isInteger(Number(((value ?? 0) * factor).toFixed(6)));
const isFahrenheit = (text: string) => text.includes('"celsius":false');
const u123x = /^U12[37]/;

/** Of the meters that are asked. */
export const askedDefects: readonly KnownDefect[] = [
  {
    name: 'Fluke 45: a negative overload is a number',
    peers: fluke45,
    kind: 'defect',
    says: '-1000000000',
    right: 'an overload',
    aspects: ['status'],
    about: ({ ours }) => ours?.overloadSign === -1,
  },
  {
    name: 'Fluke 45: a relative reading is called HOLD',
    peers: fluke45,
    kind: 'defect',
    says: 'HOLD for the modifier 32',
    right: 'REL',
    aspects: ['rel', 'hold'],
    about: (given) => has(given, 'rel'),
  },
  {
    name: 'Fluke 45: with prompts it takes one line for another',
    peers: fluke45,
    kind: 'defect',
    says: 'nothing, or the wrong answer, when the meter sends its prompts',
    right: 'a prompt is no answer',
  },
  {
    name: 'U12xx: an overload is nan and has no side',
    peers: agilent,
    kind: 'defect',
    says: 'nan for an overload of either side',
    right: 'an overload, with its side',
    aspects: ['side'],
    about: ({ ours }) => ours?.overloadSign === -1,
  },
  {
    name: 'U125x and U128x: a peak is MAX',
    peers: agilent,
    kind: 'words',
    says: 'MAX',
    right: 'a peak is no largest reading',
    aspects: ['max'],
    about: (given) => has(given, 'peak-max') && !has(given, 'max'),
  },
  {
    name: 'U12xx: a diode test is called DC',
    peers: agilent,
    kind: 'words',
    says: 'DC, but for the U123x and U127x',
    right: 'DC only where the meter says so',
    aspects: ['dc'],
    about: (given) => has(given, 'diode') && !u123x.test(given.text ?? ''),
  },
  {
    name: 'U123x and U127x: a frequency has a coupling',
    peers: agilent,
    kind: 'words',
    says: 'AC or DC of what is counted',
    right: 'a frequency has neither',
    aspects: ['ac', 'dc'],
    about: ({ text = '' }) => text.includes('"FREQ,'),
  },
  {
    name: 'U123x and U127x: continuity has no unit',
    peers: agilent,
    kind: 'defect',
    says: 'a bare number',
    right: 'ohms',
    aspects: ['unit', 'continuity'],
    about: (given) => has(given, 'continuity') && u123x.test(given.text ?? ''),
  },
  {
    name: 'U128x: the symbol of MIN, MAX and AVG',
    peers: agilent,
    kind: 'defect',
    says: 'MIN and AVG; MAX goes with the symbol of peaks',
    right: 'one of the three, which is not told: MIN and MAX, as of the other families',
    aspects: ['max', 'avg'],
    about: (given) => has(given, 'min') && /^U128/.test(given.text ?? ''),
  },
  {
    name: 'U125x: neither MIN and MAX nor REL',
    peers: agilent,
    kind: 'defect',
    says: 'nothing of the symbols 0 and 1',
    right: 'they are there as on the other families',
    aspects: ['max', 'min', 'rel'],
    about: (given) => /^U125/.test(given.text ?? '') && (has(given, 'min') || has(given, 'rel')),
  },
  {
    name: 'asked meters: AC and DC together are called both',
    peers: /^(fluke-45|agilent-dmm)$/,
    kind: 'words',
    says: 'AC DC',
    right: 'neither: a reading has one coupling or none',
    aspects: ['ac', 'dc'],
    about: ({ text = '' }) => text.includes('ACDC'),
  },
  {
    name: 'SCPI multimeters: a diode test is called DC',
    peers: scpi,
    kind: 'words',
    says: 'DC',
    right: 'DC only where the meter says so',
    aspects: ['dc'],
    about: (given) => has(given, 'diode'),
  },
  {
    name: 'SCPI multimeters: diode and continuity have fixed places',
    peers: scpi,
    kind: 'defect',
    says: 'four places of volts, one of ohms, whatever the meter wrote',
    right: 'the places of the number',
    aspects: ['value'],
    about: (given) =>
      given.ours?.status === 'ok' &&
      ((has(given, 'diode') && !isWhole(given.ours.value, 1e4)) ||
        (has(given, 'continuity') && !isWhole(given.ours.value, 10))),
  },
  {
    name: 'Center 309: below zero without a sign',
    peers: center,
    kind: 'defect',
    says: '6541.1 for -12.5',
    right: 'the digits are signed',
    aspects: ['value'],
    about: ({ ours, text = '' }) => (ours?.value ?? 0) < 0 && !isFahrenheit(text),
  },
  {
    name: 'Center 309: HOLD, REL, MAX, MIN and T1-T2 are not told',
    peers: center,
    kind: 'defect',
    says: 'a number without a word, as if it were the present temperature',
    right: 'a flag; and of all but HOLD no number, as it is not the present temperature',
    aspects: ['hold', 'rel', 'max', 'min', 'status'],
    about: (given) => has(given, 'hold') || given.ours?.status === 'invalid',
  },
  {
    name: 'Center 309: degrees Fahrenheit',
    peers: center,
    kind: 'words',
    says: 'degrees Fahrenheit',
    right: 'the same in degrees Celsius',
    aspects: ['unit', 'value'],
    about: ({ text = '' }) => isFahrenheit(text),
  },
  {
    name: 'Metex: a diode test is called DC',
    peers: metex,
    kind: 'words',
    says: 'DC',
    right: 'DC only where the meter says so',
    aspects: ['dc'],
    about: (given) => has(given, 'diode'),
  },
  {
    name: 'Metex: decibels are dBV',
    peers: metex,
    kind: 'defect',
    says: 'decibels over a volt',
    right: 'decibels over a level of the meter’s own',
    aspects: ['unit'],
    about: ({ ours }) => ours?.unit === 'dB',
  },
  {
    name: 'Metex: text without the digits behind a prefix',
    peers: metex,
    kind: 'defect',
    says: '0.0 F for 100.0 nF; as CSV the number is right',
    right: 'the digits of the display',
  },
];
