/** What libsigrok 0.5.2 is known to get wrong of the Fluke meters that answer `QM`, by the lines it is about. */
import type { KnownDefect } from './known-defect.ts';

export interface FlukeDefect extends KnownDefect {
  /** Of the lines of the meter. */
  readonly lines: RegExp;
  /** As CSV; absent where it prints nothing. */
  readonly prints: string | undefined;
}

const peers = /^fluke-dmm$/;
const told: readonly (readonly [name: string, lines: RegExp, prints: string | undefined])[] = [
  ['a zero of the 18x is not printed', /^QM,\+0\.0000 /, undefined],
  ['units of the 28x that it does not know', /,(V|A|VAC_PLUS_DC|AAC_PLUS_DC),/, undefined],
  ['overload of the 28x as a number', /^9\.99999999E\+37,dB[mV],/, '1e+38'],
  ['negative overload of the 28x as a number', /^-9\.99999999E\+37,dB[mV],/, '-1e+38'],
  ['overload without side and coupling', /E\+37,[VA][AD]C,OL/, 'nan'],
  ['overload without side', /E\+37,OHM,OL_MINUS/, 'inf'],
  ['overload of other quantities is not printed', /E\+37,(F|Hz|S|CEL|FAR|PCT),/, undefined],
];

/** Each is asserted to be still so, line by line, by the test of the meters. */
export const flukeDefects: readonly FlukeDefect[] = told.map(([name, lines, prints]) => ({
  ...{ name, peers, kind: 'defect', lines, prints },
  says: prints ?? 'nothing',
  right: 'what the meter shows; an overload with its side',
}));
