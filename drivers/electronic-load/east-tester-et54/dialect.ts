/** The East Tester ET54 family's words. Sources are named in README.md. */
import type { InstrumentIdentity } from '../../contract/driver.ts';
import type { LoadDialect } from '../scpi-load/dialect.ts';

/** Four words parted by blanks, or three when sold by Mustool under no name. */
export const et54Pattern = /^(ET54\d\dA?\+?|XXXXXX)(\s+\S+){2,3}$/i;

export const et54: LoadDialect = {
  minGapMs: 200,
  identityOf(answer): InstrumentIdentity | undefined {
    if (!et54Pattern.test(answer)) return undefined;
    const [model = '', ...rest] = answer.split(/\s+/);
    if (model === 'XXXXXX') return { make: 'Mustool', model: 'ET54', firmware: rest[0] ?? '' };
    const [serial = '', firmware = ''] = rest;
    return { make: 'East Tester', model, serial, firmware };
  },
  limitsOf: () => ({
    maxVolts: 'VOLT1:VMAX?',
    maxAmps: 'CURR1:IMAX?',
    maxWatts: 'POWE1:PMAX?',
    ohms: { lowest: 0.05, highest: 7_500 },
  }),
  writeAnswers: { accepted: 'Rexecu success', refused: ['Rexecu err', 'Rcmd err'] },
  measure: ['MEAS1:ALL?'],
  measured(answer) {
    const words = answer.replace(/^R/, '').split(/\s+/);
    return words.length === 4 && words.every((word) => /^-?\d+\.\d+$/.test(word)) ? words : undefined;
  },
  setting(answer) {
    const word = answer.replace(/^R/, '');
    return /^\d+\.\d+$/.test(word) ? word : undefined;
  },
  modeQuestion: 'CH1:MODE?',
  modeWords: {
    'constant-current': ['CC'],
    'constant-voltage': ['CV'],
    'constant-power': ['CP'],
    'constant-resistance': ['CR'],
  },
  modeCommand: (word) => `CH1:MODE ${word}`,
  settings: {
    'constant-current': 'CURR1:CC',
    'constant-voltage': 'VOLT1:CV',
    'constant-power': 'POWE1:CP',
    'constant-resistance': 'RESI1:CR',
  },
  input: { on: 'CH1:SW ON', off: 'CH1:SW OFF', question: 'CH1:SW?' },
  local: 'SYST:LOCA',
};
