/** Every unit and every mode of the 14 characters as libsigrok's `src/dmm/metex14.c` has them, one answer each. */
import { describe, expect, it } from 'vitest';
import { said } from '../stream-meter/said-reading.ts';
import { readingIn } from './answer.ts';

const saidOf = (text: string) => said(readingIn(Uint8Array.from(Buffer.from(`${text}\r`, 'latin1'))));

describe('an answer as the source has it', () => {
  it.each([
    ['DC  1.500   V', '1.5 V (0.001) dc'],
    ['DC -01.50  mV', '-0.0015 V (0.00001) dc'],
    ['AC  150.0   V', '150 V (0.1) ac'],
    ['AC  1.500  mV', '0.0015 V (0.000001) ac'],
    ['DC  1.500   A', '1.5 A (0.001) dc'],
    ['DC  1.500  mA', '0.0015 A (0.000001) dc'],
    ['AC  1.500  uA', '0.0000015 A (1e-9) ac'],
    ['OH  150.0 Ohm', '150 Ohm (0.1)'],
    ['OH  1.500kOhm', '1500 Ohm (1)'],
    ['OH  1.500KOhm', '1500 Ohm (1)'],
    ['OH  1.500MOhm', '1500000 Ohm (1000)'],
    ['CA  1.500  pF', '1.5e-12 F (1e-15)'],
    ['CA  1.500  nF', '1.5e-9 F (1e-12)'],
    ['CA  1.500  uF', '0.0000015 F (1e-9)'],
    ['FR  1.500 kHz', '1500 Hz (1)'],
    ['FR  1.500 KHz', '1500 Hz (1)'],
    ['TE   0025   C', '25 Cel (1)'],
    ['DB  -12.3  dB', 'nothing'],
    ['DB -12.34  dB', '-12.34 dB (0.01)'],
    ['DI  0.562   V', '0.562 V (0.001) diode'],
    ['HF   0187    ', '187 1 (1)'],
    ['CO  001.5 Ohm', '1.5 Ohm (0.1) continuity short'],
    ['MN  1.500   V', '1.5 V (0.001) min'],
    ['MX  1.500  mA', '0.0015 A (0.000001) max'],
    ['AG  1.500kOhm', '1500 Ohm (1) avg'],
    ['    1.500kOhm', '1500 Ohm (1)'],
    ['    1.500  nF', '1.5e-9 F (1e-12)'],
    ['    1.500 kHz', '1500 Hz (1)'],
    ['     0187    ', '187 1 (1)'],
    ['OH    .OLMOhm', 'overrange Ohm (1000000)'],
    ['OH    O.LMOhm', 'overrange Ohm (1000000)'],
    ['OH    OL.MOhm', 'overrange Ohm (1000000)'],
    ['OH     OLMOhm', 'overrange Ohm (1000000)'],
    ['DC   -.OL   V', '-overrange V (1) dc'],
  ])('"%s" says %s', (text, words) => expect(saidOf(text)).toBe(words));

  it.each([
    'DC  1.500 Ohm',
    'AC  1.500  nF',
    'DI  1.500  mA',
    'OH  1.500   V',
    'CA  1.500   V',
    'TE  1.500   V',
    'FR  1.500   V',
    'DB  1.500   V',
    'HF  1.500   V',
    'CO  1.500   V',
    '    1.500   V',
    'MN  1.500    ',
    'ADC 1.500   V',
    '1DC 1.500   V',
    'DC  1.500   v',
    'DC  1.500  MV',
    'DC    150   V',
    'DC 123456   V',
    'DC  1.500  V ',
  ])('"%s" says nothing, or the same with its unit further left', (text) => {
    expect(saidOf(text)).toBe(text.endsWith('V ') ? '1.5 V (0.001) dc' : 'nothing');
  });
});
