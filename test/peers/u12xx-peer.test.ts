/**
 * Keysight's U12xx handhelds, every function × range × symbol of every family of them that libsigrok knows, against
 * sigrok-cli 0.7.2 with libsigrok 0.5.2. What it is known to get wrong stands in `known-defects.ts`.
 */
import { afterEach, describe, expect, it } from 'vitest';
import { textQuestions } from '../../drivers/multimeter/asked-meter/asked-simulator.ts';
import { familyOf, readingOf, settingIn, symbolsIn } from '../../drivers/multimeter/keysight-u12xx/answers.ts';
import { darkSymbols } from '../../drivers/multimeter/keysight-u12xx/simulator.ts';
import { PeerComparison } from './peer-comparison.ts';
import { missing } from './peer-process.ts';
import { answeredLines } from './sigrok-answers.ts';
import { sigrokBench } from './sigrok-bench.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

interface State {
  /** Answers to `STAT?`, `CONF?` and `FETC?`. */
  readonly symbols: string;
  readonly setting: string;
  readonly number: string;
}

/** `+3.45600000E-03`. */
function scpi(value: number, places = 8): string {
  const [mantissa, power = '0'] = Math.abs(value).toExponential(places).split('e');
  const exponent = `${power.startsWith('-') ? '-' : '+'}${power.replace(/^[+-]/, '').padStart(2, '0')}`;
  return `${value < 0 ? '-' : '+'}${mantissa}E${exponent}`;
}

/** The symbols with these places lit, and a letter in place 2 for decibels. */
function symbolsWith(lit: Readonly<Record<number, string>>): string {
  return `"${[...darkSymbols.slice(1, -1)].map((dark, place) => lit[place] ?? dark).join('')}"`;
}
const one = (place: number) => symbolsWith({ [place]: '1' });
const everySymbol = [...Array.from({ length: 21 }, (_, place) => one(place)), symbolsWith({ 4: '4' })];

/** Numbers of both signs and an overload of each side. `last`: power of ten of the last digit of what is told. */
function under(setting: string, last: number, symbols = darkSymbols): State[] {
  const numbers = [scpi(Number(`-34567e${last}`)), scpi(Number(`4567e${last}`)), scpi(0)];
  return [...numbers, '+9.90000000E+37', '-9.90000000E+37'].map((number) => ({ symbols, setting, number }));
}

const coupled = ['VOLT', 'CURR'].flatMap((name) => ['', ':DC', ':AC', ':ACDC'].map((coupling) => `${name}${coupling}`));

/** Every function × seven ranges, and every symbol. `places`: the U125x write ranges with six behind the point. */
function scpiStates(places: 6 | 8, names: readonly string[], degrees: string): State[] {
  const ranged = (name: string, last: number) =>
    `"${name} ${scpi(Number(`5e${last + 4}`), places)},${scpi(Number(`1e${last}`), places)}"`;
  return [
    ...[...coupled, 'RES', 'CAP', 'FREQ', ...names].flatMap((name) =>
      [-9, -6, -5, -4, -3, -2, -1].flatMap((last) => under(ranged(name, last), last)),
    ),
    ...['CEL', 'FAR'].flatMap((unit) => under(`"${degrees} ${unit}"`, -1)),
    ...under('"DIOD"', -3),
    ...under(ranged('CPER:4-20mA', -6), -2),
    ...under(ranged('CPER:0-20mA', -6), -2),
    ...everySymbol.flatMap((symbols) => under(ranged('VOLT:DC', -3), -3, symbols)),
    ...under(ranged('VOLT:AC', -3), -3, symbolsWith({ 2: 'M' })),
    ...under(ranged('VOLT:AC', -3), -3, symbolsWith({ 2: 'V' })),
  ];
}

function u123xStates(): State[] {
  const places: Readonly<Record<string, number>> = { V: 4, MV: 2, A: 3, UA: 2, FREQ: 2 };
  const functions = Object.keys(places).flatMap((name) => ['AC', 'DC'].map((coupling) => ({ name, coupling })));
  return [
    ...functions.flatMap(({ name, coupling }) =>
      [0, 1, 2, 3].flatMap((range) => under(`"${name},${range},${coupling}"`, range - (places[name] ?? 0))),
    ),
    ...[0, 1, 2, 3, 4, 5].flatMap((range) => under(`"RES,${range}"`, range - 1)),
    ...[0, 1, 2, 3, 4].flatMap((range) => under(`"CAP,${range}"`, range - 9)),
    ...under('"DIOD"', -3),
    ...everySymbol.flatMap((symbols) => [
      ...under('"V,1,DC"', -3, symbols),
      ...under('"RES,1"', 0, symbols),
      ...under('"MV,1,DC"', -1, symbols),
    ]),
  ];
}

const u128xNames = ['CONT', 'COND', 'FC1', 'FREQ:AC', 'PULS:PWID'];
const meters: readonly (readonly [models: readonly string[], maker: string, states: readonly State[]])[] = [
  [['U1232A', 'U1231A', 'U1233A', 'U1271A', 'U1272A', 'U1273A'], 'Agilent', u123xStates()],
  [['U1241B', 'U1241A', 'U1242A', 'U1242B'], 'Agilent', scpiStates(8, [], 'T1:K')],
  [['U1253B', 'U1251A', 'U1251B', 'U1252A', 'U1252B', 'U1253A'], 'Agilent', scpiStates(6, [], 'T1:K')],
  [['U1282A', 'U1281A'], 'Keysight', scpiStates(8, u128xNames, 'TEMP:K')],
];
/** The first model of each table sees all of it, the others a part: their tables are the same. */
const partOfOthers = 37;
const cases = meters.flatMap(([models, maker, states]) =>
  models.map((model, nth) => ({
    name: nth === 0 ? `${model}, all of it` : model,
    isWhole: nth === 0,
    identity: `${maker} Technologies,${model},MY51000001,V1.08`,
    states: states.filter((_, place) => nth === 0 || place % partOfOthers === 0),
  })),
);

const atOnce = 20;
/** What the lists say and each whole table did not show. */
const unseen: string[][] = [];

describe('a U12xx on a pseudo-terminal', () => {
  const without = missing('sigrok-cli', 'socat', 'gcc');

  it.skipIf(without !== '').each(cases)(
    `$name means the same to us and to sigrok-cli${without}`,
    async ({ identity, states, isWhole }) => {
      const model = identity.split(',')[1] ?? '';
      const family = familyOf(model);
      const places = family === 'u125x' ? 6 : 8;
      if (family === undefined) throw new Error(identity);
      const bench = await sigrokBench('agilent-dmm', (cleanUp) => cleanUps.push(cleanUp), ['-C', 'P1']);
      const volts = family === 'u123x' ? '"V,0,DC"' : `"VOLT:DC ${scpi(5, places)},${scpi(1e-4, places)}"`;
      const idle: State = { symbols: darkSymbols, setting: volts, number: '+1.11100000E+02' };
      const separator: State = { ...idle, number: '+2.22200000E+02' };
      // The setting puts out what the symbols say, and needs what they say of continuity: so they come twice.
      const shown = ({ symbols, setting, number }: State) =>
        [symbols, setting, symbols, number].map((line) => `${line}\r\n`).join('');
      let next = 0;
      const answers = (started: () => boolean) =>
        textQuestions([0x0a], (question) => {
          if (question === '*IDN?') return `${identity}\r\n`;
          if (question === 'CONF?') return `${idle.setting}\r\n`;
          if (question === 'STAT?') return `${idle.symbols}\r\n`;
          if (!question.startsWith('FETC?')) return undefined;
          // It asks ten times a second only, and takes as many lines as come.
          const several = started() ? states.slice(next, next + atOnce) : [];
          next += several.length;
          const all = several.length === 0 ? [idle] : several.flatMap((state) => [state, separator]);
          return all.map(shown).join('');
        });
      const isIdle = (line: string) => /^111\.1/.test(line);
      const isSeparator = (line: string) => /^222\.2/.test(line);
      const lines = await answeredLines(bench, 'analog', { answers, isIdle, isSeparator });
      expect(lines).toHaveLength(states.length);
      const comparison = new PeerComparison('agilent-dmm');
      for (const [nth, state] of states.entries()) {
        const symbols = symbolsIn(state.symbols, family);
        const known = symbols === undefined ? undefined : settingIn(state.setting, symbols, family);
        const ours = known === undefined || symbols === undefined ? undefined : readingOf(state.number, known, symbols);
        const text = `${model} ${state.symbols} ${state.setting} ${state.number}`;
        comparison.take({ text, ours, line: lines[nth]?.replace(/^nan/, 'inf') });
      }
      expect(comparison.disagreements).toEqual([]);
      if (isWhole) unseen.push(comparison.unseen);
    },
    60_000,
  );

  it.skipIf(without !== '')(`shows every defect and every refusal of the lists in one of the tables${without}`, () => {
    expect(unseen).toHaveLength(meters.length);
    expect(unseen[0]?.filter((name) => unseen.every((names) => names.includes(name)))).toEqual([]);
  });
});
