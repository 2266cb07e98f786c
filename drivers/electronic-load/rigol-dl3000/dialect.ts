/** The Rigol DL3000 family's words. Sources are named in README.md. */
import { parseIdentity } from '../../protocol/scpi/identity.ts';
import { type LoadDialect, limitsTo } from '../scpi-load/dialect.ts';

export const dl3000Pattern = /^RIGOL TECHNOLOGIES,DL30[23]1A?,/i;

const ohms = { lowest: 0.08, highest: 15_000 };
const models: Readonly<Record<string, readonly [volts: number, amps: number, watts: number]>> = {
  DL3021: [150, 40, 200],
  DL3021A: [150, 40, 200],
  DL3031: [150, 60, 350],
  DL3031A: [150, 60, 350],
};
export const dl3000Models = Object.keys(models);

export const dl3000: LoadDialect = {
  minGapMs: 25,
  identityOf(answer) {
    const identity = dl3000Pattern.test(answer) ? parseIdentity(answer) : undefined;
    if (identity === undefined) return undefined;
    const { vendor: _vendor, ...known } = identity;
    return known;
  },
  limitsOf(model) {
    const [volts, amps, watts] = models[model.toUpperCase()] ?? [0, 0, 0];
    return limitsTo(volts, amps, watts, ohms);
  },
  measure: [':MEAS:VOLT?', ':MEAS:CURR?', ':MEAS:POW?'],
  // Never without its digits: the second line that some answers have is a bare 0.
  measured: (answer) => (/^-?\d+\.\d{6}$/.test(answer) ? [answer] : undefined),
  setting: (answer) => (/^\d+\.\d+$/.test(answer) ? answer : undefined),
  modeQuestion: ':SOUR:FUNC?',
  modeWords: {
    'constant-current': ['CURR', 'CC'],
    'constant-voltage': ['VOLT', 'CV'],
    'constant-power': ['POW', 'CP'],
    'constant-resistance': ['RES', 'CR'],
  },
  modeCommand: (word) => `:SOUR:FUNC ${word}`,
  settings: {
    'constant-current': ':SOUR:CURR:LEV',
    'constant-voltage': ':SOUR:VOLT:LEV',
    'constant-power': ':SOUR:POW:LEV',
    'constant-resistance': ':SOUR:RES:LEV',
  },
  input: { on: ':SOUR:INP ON', off: ':SOUR:INP OFF', question: ':SOUR:INP?' },
};
