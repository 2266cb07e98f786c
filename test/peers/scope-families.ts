/** The simulated oscilloscopes that are read by the makers' formulas in Python: their settings as commands, and their forms of samples. */
import type { ByteDriver } from '../../drivers/contract/driver.ts';
import type { SimulatedInstrument, SimulatorContext } from '../../drivers/contract/simulator.ts';
import { keysightInfiniiVision } from '../../drivers/oscilloscope/keysight-infiniivision/driver.ts';
import { simulateKeysight } from '../../drivers/oscilloscope/keysight-infiniivision/simulator.ts';
import { rigolDs } from '../../drivers/oscilloscope/rigol-ds/driver.ts';
import { type RigolModel, simulateRigol } from '../../drivers/oscilloscope/rigol-ds/simulator.ts';
import { fixedUnit } from '../../drivers/oscilloscope/scpi-scope/test-bench.ts';
import { siglentSds } from '../../drivers/oscilloscope/siglent-sds/driver.ts';
import { type SiglentModel, simulateSiglent } from '../../drivers/oscilloscope/siglent-sds/simulator.ts';
import { tektronixTds } from '../../drivers/oscilloscope/tektronix-tds/driver.ts';
import { simulateTektronix } from '../../drivers/oscilloscope/tektronix-tds/simulator.ts';
import { oneTwoFive } from './one-two-five.ts';

export interface ScopeSetting {
  /** As on the screen: with the probe's factor. */
  readonly voltsPerDivision: number;
  readonly offsetVolts: number;
  readonly probe: number;
  readonly secondsPerDivision: number;
}

export interface ScopeFamily {
  readonly name: string;
  readonly driver: ByteDriver;
  readonly simulate: (context: SimulatorContext) => SimulatedInstrument;
  /** Class in `scope-formulas.py`. */
  readonly formulas: string;
  /** Forms of samples, each with the part of our step within which it tells the same volts. */
  readonly forms: Readonly<Record<string, number>>;
  readonly scales: readonly number[];
  readonly bases: readonly number[];
  readonly record: 'screen' | 'memory';
  /** Channel 1 and the time base, of an oscilloscope that runs. */
  readonly set: (setting: ScopeSetting) => readonly string[];
}

const sameCode = 0.01;
/** Half a step to our code, and what they cut off theirs. */
const finer = 0.6;
const within = (forms: readonly string[], part: (form: string) => number) =>
  Object.fromEntries(forms.map((form) => [form, part(form)]));

const colons =
  (run: string, sign: 1 | -1, probeWord = '') =>
  ({ voltsPerDivision, offsetVolts, probe, secondsPerDivision }: ScopeSetting) => [
    run,
    `:CHAN1:PROB ${probeWord}${probe}`,
    `:CHAN1:SCAL ${voltsPerDivision}`,
    `:CHAN1:OFFS ${sign * offsetVolts}`,
    `:TIM:SCAL ${secondsPerDivision}`,
  ];

const rigol = (model: RigolModel, form: string, record: ScopeFamily['record']): ScopeFamily => ({
  ...{ name: `${model}, the ${record}`, driver: rigolDs, formulas: 'Rigol', forms: { [form]: sameCode }, record },
  // A memory of three thousand points is slower than its converter from here on.
  ...{ scales: oneTwoFive(500e-6, 10), bases: oneTwoFive(record === 'memory' ? 1e-6 : 2e-9, 50) },
  simulate: (context) =>
    simulateRigol(fixedUnit, context, { model, ramps: true, ...(record === 'memory' && { memoryPoints: 3_000 }) }),
  set: colons(':RUN', 1),
});

const keysightForms = ['BYTE', 'WORD'].flatMap((word) =>
  ['ON', 'OFF'].flatMap((unsigned) => ['MSBF', 'LSBF'].map((order) => `${word} ${unsigned} ${order}`)),
);
const keysight = (acquires: 'NORM' | 'HRES', byte: number, word: number): ScopeFamily => ({
  ...{ name: `DSOX2024A acquiring ${acquires}`, driver: keysightInfiniiVision, formulas: 'Keysight', record: 'screen' },
  ...{ scales: oneTwoFive(1e-3, 5), bases: oneTwoFive(2e-9, 50) },
  forms: within(keysightForms, (form) => (form.startsWith('BYTE') ? byte : word)),
  simulate: (context) => simulateKeysight(fixedUnit, context, { ramps: true, acquires }),
  set: colons(':RUN', -1),
});

const tektronixForms = ['RIB', 'RPB', 'SRI', 'SRP'].flatMap((encoding) => [`${encoding} 1`, `${encoding} 2`]);
const tektronix = (model: 'TBS1202B' | 'TBS2072', formulas: string, zeroVolts: number): ScopeFamily => ({
  ...{ name: `${model} with its zero at ${zeroVolts} V`, driver: tektronixTds, formulas, record: 'memory' },
  ...{ scales: oneTwoFive(2e-3, 5), bases: oneTwoFive(5e-9, 50) },
  forms: within(tektronixForms, (form) => (form.endsWith('1') ? sameCode : finer)),
  simulate: (context) => simulateTektronix(fixedUnit, context, { model, ramps: true, zeroVolts, recordPoints: 2_500 }),
  set: ({ voltsPerDivision, offsetVolts, probe, secondsPerDivision }) => [
    'ACQ:STOPA RUNST',
    'ACQ:STATE RUN',
    `CH1:PRO ${probe}`,
    `CH1:SCA ${voltsPerDivision}`,
    `CH1:POS ${offsetVolts / voltsPerDivision}`,
    `HOR:SCA ${secondsPerDivision}`,
  ],
});

const siglent = (model: SiglentModel, formulas: string, forms: readonly string[]): ScopeFamily => ({
  ...{ name: model, driver: siglentSds, formulas, record: 'memory', forms: within(forms, () => sameCode) },
  ...{ scales: oneTwoFive(500e-6, 10), bases: oneTwoFive(1e-9, 100) },
  simulate: (context) => simulateSiglent(fixedUnit, context, { model, ramps: true, memoryPoints: 2_800 }),
  set: (setting) =>
    formulas === 'SiglentNewer'
      ? colons(':TRIG:RUN', 1, 'VAL,')(setting)
      : [
          'TRMD AUTO',
          `C1:ATTN ${setting.probe}`,
          `C1:VDIV ${setting.voltsPerDivision}V`,
          `C1:OFST ${setting.offsetVolts}V`,
          `TDIV ${setting.secondsPerDivision}S`,
        ],
});

export const scopeFamilies: readonly ScopeFamily[] = [
  rigol('DHO824', 'WORD NORM', 'screen'),
  rigol('DHO824', 'WORD RAW', 'memory'),
  rigol('MSO5074', 'BYTE RAW', 'memory'),
  rigol('DS1054Z', 'BYTE RAW', 'memory'),
  keysight('NORM', sameCode, finer),
  // Ours are words, 256 to a step of a byte: half of that to their code, and what is cut off ours.
  keysight('HRES', 150, sameCode),
  tektronix('TBS1202B', 'Tektronix', 0),
  tektronix('TBS2072', 'TektronixTbs2000', 0.125),
  siglent('SDS1104X-E', 'SiglentOlder', ['DAT2', 'ALL']),
  siglent('SDS2104X Plus', 'SiglentNewer', ['BYTE']),
  siglent('SDS824X HD', 'SiglentNewer', ['WORD']),
];
