/**
 * Keysight's U12xx handhelds, every function of the U1240 and the U1230, against sigrok-cli 0.7.2 with libsigrok 0.5.2.
 * Known of it: an overload is `nan` and has no side; it prints AC and RMS together. A U1253B stops talking to it after a
 * turned dial.
 */
import { afterEach, describe, expect, it } from 'vitest';
import { textQuestions } from '../../drivers/multimeter/asked-meter/asked-simulator.ts';
import { familyOf, readingOf, settingIn, symbolsIn } from '../../drivers/multimeter/keysight-u12xx/answers.ts';
import { darkSymbols } from '../../drivers/multimeter/keysight-u12xx/simulator.ts';
import { missing } from './peer-process.ts';
import { answeredLines } from './sigrok-answers.ts';
import { sigrokBench } from './sigrok-bench.ts';
import { disagreement, sigrokReading } from './sigrok-text.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

interface State {
  readonly setting: string;
  readonly number: string;
}

/** `+3.45600000E-03`. */
function scpi(value: number, places = 8): string {
  const [mantissa, power = '0'] = Math.abs(value).toExponential(places).split('e');
  const exponent = `${power.startsWith('-') ? '-' : '+'}${power.replace(/^[+-]/, '').padStart(2, '0')}`;
  return `${value < 0 ? '-' : '+'}${mantissa}E${exponent}`;
}

const overload = '+9.90000000E+37';

/** A number and an overload under each setting. `last`: power of ten of the last digit of what is told. */
function under(setting: string, last: number): State[] {
  return [scpi(Number(`-34567e${last}`)), overload].map((number) => ({ setting, number }));
}

const scpiNames = [
  'VOLT',
  'VOLT:DC',
  'VOLT:AC',
  'VOLT:ACDC',
  'CURR',
  'CURR:DC',
  'CURR:AC',
  'CURR:ACDC',
  'RES',
  'CAP',
  'FREQ',
];

/** The U125x write ranges with six digits behind the point. */
function scpiStates(places: 6 | 8): State[] {
  return [
    ...scpiNames.flatMap((name) =>
      [-5, -3].flatMap((last) =>
        under(`"${name} ${scpi(Number(`5e${last + 4}`), places)},${scpi(Number(`1e${last}`), places)}"`, last),
      ),
    ),
    ...under('"T1:K CEL"', -1),
    ...under('"T1:K FAR"', -1),
    ...under('"DIOD"', -3),
    ...under(`"CPER:4-20mA ${scpi(2e-2, places)},${scpi(1e-6, places)}"`, -2),
  ];
}

function u123xStates(): State[] {
  const coupled = ['V', 'MV', 'A', 'UA'].flatMap((name) => ['AC', 'DC'].map((coupling) => ({ name, coupling })));
  const places: Readonly<Record<string, number>> = { V: 4, MV: 2, A: 3, UA: 2 };
  return [
    ...coupled.flatMap(({ name, coupling }) =>
      [0, 1, 2].flatMap((range) => under(`"${name},${range},${coupling}"`, range - (places[name] ?? 0))),
    ),
    ...[0, 1, 2].flatMap((range) => under(`"RES,${range}"`, range - 1)),
    ...under('"DIOD"', -3),
  ];
}

const meters = [
  { model: 'U1241B', states: scpiStates(8) },
  { model: 'U1232A', states: u123xStates() },
];

describe('a U12xx on a pseudo-terminal', () => {
  const without = missing('sigrok-cli', 'socat', 'gcc');

  it.skipIf(without !== '').each(meters)(
    `$model means the same to us and to sigrok-cli in every state${without}`,
    async ({ model, states }) => {
      const bench = await sigrokBench('agilent-dmm', (cleanUp) => cleanUps.push(cleanUp));
      const idle: State = { setting: states[0]?.setting ?? '', number: '+1.11100000E+02' };
      const separator = '+2.22000000E+00';
      let next = 0;
      let isSeparating = false;
      let told: string | undefined;
      const answers = (started: () => boolean) =>
        textQuestions([0x0a], (question) => {
          const now = (started() ? states[next] : undefined) ?? idle;
          if (question === '*IDN?') return `Agilent Technologies,${model},MY51000001,V1.08\r\n`;
          if (question === 'STAT?') return `${darkSymbols}\r\n`;
          if (question === 'CONF? @2') return '"FREQ +9.99990000E+01,+1.00000000E-02"\r\n';
          if (/^FETC\? @/.test(question)) return '+5.00000000E+01\r\n';
          if (question === 'CONF?') {
            told = now.setting;
            return `${now.setting}\r\n`;
          }
          if (question !== 'FETC?') return undefined;
          if (now === idle && told === undefined) return `${idle.number}\r\n`;
          // A turned dial makes it ask for the setting at once, and pass over numbers until it has it.
          if (told !== now.setting) {
            told = undefined;
            return '*1\r\n';
          }
          if (now === idle) return `${idle.number}\r\n`;
          isSeparating = !isSeparating;
          if (isSeparating) return `${now.number}\r\n`;
          next += 1;
          return `${separator}\r\n`;
        });
      const isIdle = (line: string) => /^111/.test(line);
      // No state begins so; a binary number of many digits is 2.21999991.
      const isSeparator = (line: string) => line.startsWith('2');
      const lines = await answeredLines(bench, 'analog', { answers, isIdle, isSeparator });
      expect(lines).toHaveLength(states.length);
      const family = familyOf(model);
      if (family === undefined) throw new Error(model);
      const symbols = symbolsIn(darkSymbols, family);
      if (symbols === undefined) throw new Error(darkSymbols);
      const disagreements = states.flatMap(({ setting, number }, index) => {
        const place = `${setting} ${number} → ${lines[index]}`;
        const known = settingIn(setting, symbols, family);
        const ours = known === undefined ? undefined : readingOf(number, known, symbols);
        if (ours === undefined) return [`none: ${place}`];
        const theirs = sigrokReading((lines[index] ?? '').replace(/^nan/, 'inf'));
        const why = disagreement(ours, theirs, { short: () => undefined });
        // AC and DC together is neither of the two, so we call it neither.
        const isBoth = (why === 'dc' || why === 'ac') && / AC DC/.test(lines[index] ?? '');
        return why === '' || isBoth ? [] : [`${why}: ${place}`];
      });
      expect(disagreements).toEqual([]);
    },
    60_000,
  );
});
