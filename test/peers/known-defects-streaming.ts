/** What libsigrok 0.5.2 is known to get wrong of free-running multimeters, and where its words differ from ours. */
import { type Given, has, type KnownDefect } from './known-defect.ts';

/** Low nibble of a byte of the frame. */
const low = ({ frame }: Given, place: number) => (frame?.[place] ?? 0) & 0x0f;
const isNumber = ({ ours }: Given) => ours?.status === 'ok' || ours?.status === 'invalid';

const es14 = /^uni-t-ut61e-ser$/;
const es19200 = /^(uni-t-ut60g|tenma-72-7750)-ser$/;
const es2400 = /^iso-tech-idm103n$/;
const es519xx = new RegExp([es14, es19200, es2400].map(({ source }) => source).join('|'));
const ut71x = /^(uni-t-ut71|voltcraft-vc9|tenma-72-(773|9380))/;
const fs9721 =
  /^(voltcraft-vc8[24]0|uni-t-ut60[ae]|tenma-72-7745|mastech-ms8250b|te[kc]power|digitek|va-|pce|peaktech-3330)/;
const fs9922 = /^(uni-t-ut61[bcd]|voltcraft-vc830|sparkfun)/;
const dtm0660 = /^(peaktech-3415|velleman-dvm4100)/;
const bm25x = /^brymen-bm25x$/;
const eev121gw = /^eevblog-121gw$/;
const display = new RegExp([fs9721, fs9922, dtm0660].map(({ source }) => source).join('|'));
const streaming = new RegExp([es519xx, ut71x, display, bm25x, eev121gw].map(({ source }) => source).join('|'));
const anyOf = (...all: readonly RegExp[]) => new RegExp(all.map(({ source }) => source).join('|'));

const currents = { micro: 0xd, milli: 0xf, amps: 0x0, manual: 0x9 } as const;
const autoCurrents: readonly number[] = [currents.micro, currents.milli, currents.amps];
/** Function, and whether the bits AUTO and VAHZ are set; the 14-byte frames have them two places further on. */
const es = (given: Given) => {
  const isLong = given.frame?.length === 14;
  const option = low(given, isLong ? 10 : 8);
  return { code: low(given, isLong ? 6 : 5), auto: (option & 2) !== 0, vahz: (option & 1) !== 0 };
};
const vahzAt2400 = (given: Given) => (low(given, 7) & 1) !== 0;
const ut71xCoupling = (given: Given) => low(given, 7) & 3;
const modeOf = ({ frame }: Given) => (frame?.[5] ?? 0) & 0x1f;
const modesOfDc = [1, 3, 11, 17, 19, 21, 22, 23, 24];
const modesOfAc = [2, 4, 16, 18, 20];
const continuityOf = (name: string, peers: RegExp): KnownDefect => ({
  name,
  peers,
  kind: 'words',
  says: 'true or false, by a threshold of its own',
  right: 'ohms, and a flag for a short',
  aspects: ['continuity'],
  about: (given) => has(given, 'continuity'),
});

/** Of the meters that send by themselves. */
export const streamingDefects: readonly KnownDefect[] = [
  {
    name: 'the parities are swapped',
    peers: anyOf(es519xx, ut71x),
    kind: 'defect',
    says: 'asks for 7o1 and sets the line to even parity',
    right: 'odd parity; every byte of the real captures has it',
  },
  {
    name: 'the sign of an overload is lost',
    peers: anyOf(es519xx, ut71x, display),
    kind: 'defect',
    says: 'inf for -OL',
    right: 'the side of the overload, where the meter shows it',
    aspects: ['side'],
    about: (given) => given.ours?.overloadSign === -1 && !has(given, 'continuity'),
  },
  {
    name: 'an under-limit is shown as an overload',
    peers: anyOf(es14, ut71x),
    kind: 'defect',
    says: 'inf for UL',
    right: 'below what can be shown',
    aspects: ['status'],
    about: (given) => given.ours?.status === 'underrange' && !has(given, 'continuity'),
  },
  {
    name: 'ES519xx: AUTO is lit on every current',
    peers: es519xx,
    kind: 'defect',
    says: 'AUTO by the code of µA, mA and A, whatever the bit says',
    right: 'the bit AUTO',
    aspects: ['auto'],
    about: (given) => given.ours !== undefined && autoCurrents.includes(es(given).code) && !es(given).auto,
  },
  {
    name: 'ES519xx: AUTO is never lit on manual amps',
    peers: anyOf(es14, es19200),
    kind: 'defect',
    says: 'no AUTO by the code of manual amps (at 19 200 baud: of their frequency), whatever the bit says',
    right: 'the bit AUTO',
    aspects: ['auto'],
    about: (given) => given.ours !== undefined && es(given).code === currents.manual && es(given).auto,
  },
  {
    name: 'ES519xx at 2400 baud: AUTO of milliamps is always lit, of their frequency never',
    peers: es2400,
    kind: 'defect',
    says: 'AUTO by code and VAHZ',
    right: 'the bit AUTO',
    aspects: ['auto'],
    about: (given) =>
      given.ours !== undefined && es(given).code === currents.manual && es(given).auto === vahzAt2400(given),
  },
  {
    name: 'ES51922: exponents of VBAR',
    peers: es14,
    kind: 'defect',
    says: 'microamps and milliamps ten million and ten thousand times too large, all else without a point',
    right: 'the point of the range; of a current nobody knows it',
    aspects: ['value', 'status'],
    about: (given) =>
      (low(given, 11) & 4) !== 0 &&
      isNumber(given) &&
      !has(given, 'continuity') &&
      given.ours?.resolution !== 1 &&
      given.ours?.value !== 0,
  },
  {
    name: 'ES51922: a duty cycle in a range above 7',
    peers: es14,
    kind: 'defect',
    says: 'nothing',
    right: 'a duty cycle has one range, whatever the byte',
    aspects: ['nothing'],
    about: (given) => given.ours?.quantity === 'duty-cycle' && low(given, 0) > 7,
  },
  {
    name: 'a diode test is called DC',
    peers: streaming,
    kind: 'words',
    says: 'DC',
    right: 'DC only where the meter says so',
    aspects: ['dc'],
    about: (given) => has(given, 'diode') && !has(given, 'dc'),
  },
  continuityOf('continuity is true or false', anyOf(es519xx, ut71x, display)),
  {
    name: 'UT71x: AC and DC by bits alone',
    peers: ut71x,
    kind: 'defect',
    says: 'no coupling where no bit is set',
    right: 'the coupling of the function',
    aspects: ['ac', 'dc'],
    about: (given) => ut71xCoupling(given) === 0 && (has(given, 'ac') || has(given, 'dc')),
  },
  {
    name: 'UT71x: AC and DC together are called both',
    peers: ut71x,
    kind: 'words',
    says: 'AC DC',
    right: 'neither: a reading has one coupling or none',
    aspects: ['ac', 'dc'],
    about: (given) => ut71xCoupling(given) === 3,
  },
  {
    name: 'VC820: no temperature',
    peers: /^(voltcraft-vc820-ser|uni-t-ut60a-ser|mastech-ms8250b)$/,
    kind: 'defect',
    says: 'nothing',
    right: 'degrees, as of the VC840 with the same chip and lead',
    aspects: ['nothing'],
    about: (given) => given.ours?.unit === 'Cel',
  },
  {
    name: '121GW: DC power in volt-amperes',
    peers: eev121gw,
    kind: 'words',
    says: 'VA',
    right: 'of DC they are watts',
    aspects: ['unit'],
    about: (given) => given.ours?.quantity === 'power',
  },
  {
    name: '121GW: AC and DC together are called both',
    peers: eev121gw,
    kind: 'words',
    says: 'AC DC, by the mode and two pairs of symbols',
    right: 'neither, where they disagree; a diode test has none',
    aspects: ['ac', 'dc'],
    about: (given) => {
      const [mode, one, other] = [modeOf(given), given.frame?.[15] ?? 0, given.frame?.[17] ?? 0];
      const isDc = modesOfDc.includes(mode) || (one & 8) !== 0 || (other & 1) !== 0;
      return isDc && (modesOfAc.includes(mode) || (one & 0x10) !== 0 || (other & 2) !== 0);
    },
  },
  {
    name: '121GW: a symbol without a name makes every unit a percentage',
    peers: eev121gw,
    kind: 'defect',
    says: '% by bit 5 of byte 16',
    right: 'the unit of the mode; no list has that bit',
    aspects: ['unit'],
    about: ({ frame, ours }) => ((frame?.[16] ?? 0) & 0x20) !== 0 && ours?.unit !== '%',
  },
  {
    name: '121GW: a bit that nobody knows, and the frame is lost',
    peers: eev121gw,
    kind: 'words',
    says: 'nothing',
    right: 'the sum is right, so the number is; bits of second display and bar do not touch it',
    aspects: ['nothing'],
    about: ({ frame = new Uint8Array(19) }) =>
      (
        [
          [10, 8],
          [13, 0xe0],
          [14, 0xc0],
          [17, 0x80],
        ] as const
      ).some(([place, bits]) => ((frame[place] ?? 0) & bits) !== 0),
  },
  {
    name: 'MIN and MAX in one lamp',
    peers: anyOf(eev121gw, dtm0660),
    kind: 'words',
    says: 'neither',
    right: 'one of the two, which is not told: both flags',
    aspects: ['max', 'min'],
    about: (given) =>
      given.frame?.length === 15 ? [4, 6, 0xc].includes(low(given, 14) & 0xe) : (low(given, 16) & 7) !== 0,
  },
];
