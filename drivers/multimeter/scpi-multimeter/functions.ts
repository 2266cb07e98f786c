/** What SCPI multimeters measure, whatever their dialect calls it. */
import type { Reading } from '../../../foundation/measurement/reading.ts';

export type MeterFunction =
  | 'dc-volts'
  | 'ac-volts'
  | 'dc-amps'
  | 'ac-amps'
  | 'ohms'
  | 'hertz'
  | 'farads'
  | 'celsius'
  | 'diode'
  | 'continuity';

export interface FunctionMeaning {
  readonly quantity: Reading['quantity'];
  readonly unit: Reading['unit'];
  readonly coupling?: 'dc' | 'ac';
  readonly flag?: 'diode' | 'continuity';
  /** Argument of `CONF:`. */
  readonly conf: string;
  /** What the meter calls it when it is asked for its function. */
  readonly named: readonly string[];
}

export const functions: Readonly<Record<MeterFunction, FunctionMeaning>> = {
  'dc-volts': {
    quantity: 'voltage',
    unit: 'V',
    coupling: 'dc',
    conf: 'VOLT:DC',
    named: ['VOLT', 'VOLT:DC', 'VOLT DC'],
  },
  'ac-volts': { quantity: 'voltage', unit: 'V', coupling: 'ac', conf: 'VOLT:AC', named: ['VOLT:AC', 'VOLT AC'] },
  'dc-amps': { quantity: 'current', unit: 'A', coupling: 'dc', conf: 'CURR:DC', named: ['CURR', 'CURR:DC', 'CURR DC'] },
  'ac-amps': { quantity: 'current', unit: 'A', coupling: 'ac', conf: 'CURR:AC', named: ['CURR:AC', 'CURR AC'] },
  ohms: { quantity: 'resistance', unit: 'Ohm', conf: 'RES', named: ['RES'] },
  hertz: { quantity: 'frequency', unit: 'Hz', conf: 'FREQ', named: ['FREQ'] },
  farads: { quantity: 'capacitance', unit: 'F', conf: 'CAP', named: ['CAP'] },
  celsius: { quantity: 'temperature', unit: 'Cel', conf: 'TEMP', named: ['TEMP'] },
  diode: { quantity: 'voltage', unit: 'V', flag: 'diode', conf: 'DIOD', named: ['DIOD'] },
  continuity: { quantity: 'resistance', unit: 'Ohm', flag: 'continuity', conf: 'CONT', named: ['CONT'] },
};
