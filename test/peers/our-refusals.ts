/**
 * What we refuse of what libsigrok prints, and why. A frame that it prints and we do not is a hole in our driver unless it
 * stands here.
 */
import type { Display } from '../../drivers/multimeter/stream-meter/display.ts';

export interface Refused {
  /** Empty where a meter writes. */
  readonly frame: Uint8Array;
  readonly text?: string | undefined;
  /** Of a meter with lamps: what is lit; absent when the frame is none to us. */
  readonly display?: Display | undefined;
}

export interface Refusal {
  readonly name: string;
  readonly reason: string;
  /** libsigrok's drivers of the meters it is about. */
  readonly peers: RegExp;
  readonly about: (refused: Refused) => boolean;
}

const low = ({ frame }: Refused, place: number) => (frame[place] ?? 0) & 0x0f;
const es14 = /^uni-t-ut61e-ser$/;
const es19200 = /^(uni-t-ut60g|tenma-72-7750)-ser$/;
const es2400 = /^iso-tech-idm103n$/;
const ut71x = /^(uni-t-ut71|voltcraft-vc9|tenma-72-(773|9380))/;
const fs9922 = /^(uni-t-ut61[bcd]|voltcraft-vc830|sparkfun)/;
const images =
  /^(voltcraft-vc8[24]0|uni-t-ut60[ae]|tenma-72-7745|mastech|tekpower|digitek|va-|pce|peaktech|velleman|brymen)/;
const lamps = new RegExp(`${fs9922.source}|${images.source}`);
const withBuzzer = new RegExp(`^(?!brymen)(${lamps.source})`);
const metex = /^metex-m3640d$/;
const eev121gw = /^eevblog-121gw$/;

/** How many ranges a function has, by the low nibble of its code; `cycles`: of the frequencies of V and A. */
interface Ranges {
  readonly cycles: number;
  readonly [code: number]: number;
}
const ranges14: Ranges = { cycles: 8, 11: 5, 13: 2, 15: 2, 0: 1, 9: 4, 3: 7, 5: 7, 1: 1, 2: 8, 6: 8 };
const ranges19200: Ranges = { cycles: 5, 11: 5, 13: 2, 15: 2, 0: 2, 3: 6, 5: 6, 1: 1, 2: 5, 6: 7 };
const ranges2400: Ranges = { cycles: 6, 11: 4, 13: 2, 15: 1, 0: 1, 9: 2, 3: 6, 5: 6, 1: 1, 2: 6, 6: 8 };
const voltsAndAmps = [0xb, 0xd, 0xf, 0, 9];

/** `function`, `status` and `vahz`: where the function stands, the byte of the bit judge, and the byte and bit VAHZ. */
function esRefusals(peers: RegExp, ranges: Ranges, at: { readonly function: number; readonly vahz: number }) {
  const code = (refused: Refused) => low(refused, at.function);
  const judge = (refused: Refused) => (low(refused, at.function + 1) & 8) !== 0;
  const isCounted = (refused: Refused) => voltsAndAmps.includes(code(refused)) && (low(refused, at.vahz) & 1) !== 0;
  const range: Refusal = {
    name: 'a range that the function does not have',
    reason: 'libsigrok reads an empty place of its table as a point behind the last digit',
    peers,
    about: (refused) => {
      const count = isCounted(refused) ? ranges.cycles : ranges[code(refused)];
      return count !== undefined && low(refused, 0) >= count;
    },
  };
  return { range, code, judge, isCounted };
}

const long = esRefusals(es14, ranges14, { function: 6, vahz: 10 });
const fast = esRefusals(es19200, ranges19200, { function: 5, vahz: 8 });
const slow = esRefusals(es2400, ranges2400, { function: 5, vahz: 7 });

/** Ranges of the UT71x by function: the first, and the one behind the last. */
const ut71xRanges: readonly (readonly [from: number, to: number])[] = [
  ...([
    [0, 1],
    [1, 5],
    [1, 5],
    [0, 1],
    [1, 7],
    [1, 8],
    [0, 1],
    [0, 2],
  ] as const),
  ...([
    [0, 2],
    [1, 2],
    [0, 1],
    [0, 1],
    [0, 8],
    [0, 1],
    [0, 1],
    [0, 1],
  ] as const),
];
/** The coupling bit that contradicts a function: DC of AC volts, AC of DC volts. */
const contradicting = [2, 1, 2, 1];

const units = ['V', 'A', 'Ω', 'F', 'Hz', '%', '°C', '°F', 'hFE'] as const;
const withPrefix: readonly string[] = ['V', 'A', 'Ω', 'F', 'Hz'];
const prefixes = ['n', 'µ', 'm', 'k', 'M'] as const;
const litOf = ({ display }: Refused) => display?.lit ?? [];
const unitsOf = (refused: Refused) => units.filter((unit) => litOf(refused).includes(unit));
const prefixesOf = (refused: Refused) => prefixes.filter((prefix) => litOf(refused).includes(prefix));

export const refusals: readonly Refusal[] = [
  long.range,
  fast.range,
  slow.range,
  {
    name: 'ES51922: the bit judge alone on volts and amps',
    reason: 'one source takes it for a duty cycle, libsigrok for volts, and no real frame has it',
    peers: es14,
    about: (refused) => long.judge(refused) && voltsAndAmps.includes(long.code(refused)) && !long.isCounted(refused),
  },
  {
    name: 'ES519xx at 19200 baud: manual amps',
    reason: 'libsigrok has no point for them: a row of zeros',
    peers: es19200,
    about: (refused) => fast.code(refused) === 9 && !fast.isCounted(refused),
  },
  {
    name: 'ES519xx at 19200 baud: revolutions',
    reason: 'libsigrok has no point for them: the same row of zeros',
    peers: es19200,
    about: (refused) => fast.judge(refused) && (fast.code(refused) === 2 || fast.isCounted(refused)),
  },
  {
    name: 'UT71x: a range that the function does not have',
    reason: 'libsigrok reads an empty place of its table as a point behind the last digit',
    peers: ut71x,
    about: (refused) => {
      const [from, to] = ut71xRanges[low(refused, 6)] ?? [0, 0];
      return low(refused, 5) < from || low(refused, 5) >= to;
    },
  },
  {
    name: 'UT71x: a coupling against the function',
    reason: 'AC volts with the bit of DC alone: one of the two is damaged',
    peers: ut71x,
    about: (refused) => (low(refused, 7) & 3) === contradicting[low(refused, 6)],
  },
  {
    name: 'a picture that is no digit, or two points',
    reason: 'libsigrok counts such a digit as -1 or has nan, and takes one of the points',
    peers: images,
    about: ({ display }) => display === undefined,
  },
  {
    name: 'FS9922: a byte that the chip does not send',
    reason: 'no space at 5, a point that is none, or one of two bits that are never set: a damaged frame',
    peers: fs9922,
    about: ({ display }) => display === undefined,
  },
  {
    name: 'two units, or none',
    reason: 'libsigrok takes one of them; which is right nobody can tell',
    peers: lamps,
    about: (refused) => refused.display !== undefined && unitsOf(refused).length !== 1,
  },
  {
    name: 'two prefixes, or one with a unit that has none',
    reason: 'no meter shows them: a damaged frame',
    peers: lamps,
    about: (refused) =>
      prefixesOf(refused).length > 1 ||
      (prefixesOf(refused).length === 1 && unitsOf(refused).some((unit) => !withPrefix.includes(unit))),
  },
  {
    name: 'AC and DC at once',
    reason: 'a reading has one coupling or none',
    peers: /^brymen-bm25x$/,
    about: (refused) => litOf(refused).includes('ac') && litOf(refused).includes('dc'),
  },
  {
    name: 'a buzzer without ohms, or a diode without volts',
    reason: 'libsigrok tells a continuity or a diode of whatever unit it is',
    // The BM250 has no lamp of a buzzer, and its diode test is known by its volts.
    peers: withBuzzer,
    about: (refused) =>
      (litOf(refused).includes('beep') && !litOf(refused).includes('Ω')) ||
      (litOf(refused).includes('diode') && !litOf(refused).includes('V')),
  },
  {
    name: '121GW: a temperature without a unit, or with both',
    reason: 'libsigrok prints a bare number',
    peers: eev121gw,
    about: ({ frame }) => ((frame[5] ?? 0) & 0x1f) === 5 && [0, 0x30].includes((frame[6] ?? 0) & 0x30),
  },
  {
    name: '121GW: volt-amperes of AC',
    reason: 'they are no watts, and a reading has no other power',
    peers: eev121gw,
    about: ({ frame }) => [13, 14, 15].includes((frame[5] ?? 0) & 0x1f),
  },
  {
    name: 'Fluke 45: the continuity test',
    reason:
      'its number is in volts; libsigrok says none, and whoever takes it for ohms takes an intact diode for a short',
    peers: /^fluke-45$/,
    about: ({ text }) => text?.includes('"func":"CONT"') === true,
  },
  {
    name: 'U125x and U128x: decibels in front of the volts',
    reason: 'over which resistance they are counted is not told with them',
    peers: /^agilent-dmm$/,
    about: ({ text }) => / "\d\d[MV]/.test(text ?? ''),
  },
  {
    name: 'U123x and U127x: a temperature',
    reason: 'which degrees it shows cannot be asked for; libsigrok always says Celsius',
    peers: /^agilent-dmm$/,
    about: ({ text }) => /"MV,/.test(text ?? ''),
  },
  {
    name: 'U128x: conductance, pulse width, duty cycle',
    reason: 'no test of a repair bench asks for them; the driver knows no name for the setting',
    peers: /^agilent-dmm$/,
    about: ({ text }) => /"(COND|PULS|FC1|FC100|FREQ:)/.test(text ?? ''),
  },
  {
    name: 'Metex: watts, and degrees Fahrenheit',
    reason: 'libsigrok has letters for them, and no source names a meter of the family that shows them',
    peers: metex,
    about: ({ text = '' }) => /^WT|^TE.* F$/.test(text),
  },
  {
    name: 'Metex: a mode and a unit that do not belong together',
    reason: 'ohms with DC, volts with FR: a letter is damaged; libsigrok takes the unit, or a number without one',
    peers: metex,
    about: ({ text = '' }) => !/^WT|^TE.* F$/.test(text),
  },
];
