/**
 * The Fluke 45, every function with every modifier, sign and size of number, against sigrok-cli 0.7.2 with libsigrok
 * 0.5.2, without prompts. What it is known to get wrong stands in `known-defects.ts`.
 */
import { afterEach, describe, expect, it } from 'vitest';
import { textQuestions } from '../../drivers/multimeter/asked-meter/asked-simulator.ts';
import { functions, readingOf } from '../../drivers/multimeter/fluke-45/answers.ts';
import { knownDefect } from './known-defects.ts';
import { PeerComparison } from './peer-comparison.ts';
import { missing } from './peer-process.ts';
import { answeredLines } from './sigrok-answers.ts';
import { sigrokBench } from './sigrok-bench.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

interface State {
  readonly func: string;
  readonly auto: string;
  readonly modifiers: string;
  readonly value: string;
}

/** A number of every range, of both signs and with the point at every place. */
const numbers = ['+3.4567E-6', '-34.567E-3', '+456.78E+0', '-5678.9E+3', '+4.5678E+6', '-3.4567E+0'];
const values = [...numbers, '+0.0000E+0', '+1E+9', '-1E+9'];
/** MIN, MAX, HOLD, REL, and the comparison's bit, which changes no number; with decibels it is no longer in volts. */
const modifiers = ['1', '2', '4', '32', '64', '33', '34', '36', '6'];
/** The continuity test is no reading of ours, and the peer is asked for it all the same. */
const states: readonly State[] = [...Object.keys(functions), 'CONT'].flatMap((func, nth) => [
  ...values.map((value, place) => ({ func, auto: `${(nth + place) % 2}`, modifiers: '0', value })),
  ...modifiers.map((bits, place) => ({
    ...{ func, auto: `${place % 2}`, modifiers: bits },
    value: (nth + place) % 3 === 0 ? '+1E+9' : '+5.6789E+0',
  })),
]);

describe('a Fluke 45 on a pseudo-terminal', () => {
  const without = missing('sigrok-cli', 'socat', 'gcc');

  it.skipIf(without !== '')(
    `means the same to us and to sigrok-cli in every state${without}`,
    async () => {
      const bench = await sigrokBench('fluke-45', (cleanUp) => cleanUps.push(cleanUp));
      const idle: State = { func: 'VDC', auto: '1', modifiers: '0', value: '+111.10E+0' };
      const separator: State = { ...idle, value: '+222.20E+0' };
      const order = states.flatMap((state) => [state, separator]);
      let next = 0;
      let now = idle;
      const answers = (started: () => boolean) =>
        textQuestions([0x0a], (question) => {
          // The first question of a round; the round ends with the modifiers.
          if (question === 'FUNC1?') now = (started() ? order[next++] : undefined) ?? idle;
          const told: Readonly<Record<string, string>> = {
            '*IDN?': 'FLUKE, 45, 1234567, 1.6 D1.0',
            '*OPC?': '1',
            'FUNC1?': now.func,
            'AUTO?': now.auto,
            'MOD?': now.modifiers,
            'VAL1?': now.value,
            // A second display that is off.
            'FUNC2?': 'NONE',
            'VAL2?': '+0.0000E+0',
          };
          const line = told[question];
          return line === undefined ? undefined : `${line}\r\n`;
        });
      const isIdle = (line: string) => /^111\.1/.test(line);
      const isSeparator = (line: string) => /^222\.2/.test(line);
      const lines = await answeredLines(bench, 'analog', { answers, isIdle, isSeparator });
      expect(lines).toHaveLength(states.length);
      const comparison = new PeerComparison('fluke-45');
      for (const [nth, state] of states.entries()) {
        const ours = readingOf(state.value, state);
        comparison.take({ text: JSON.stringify(state), ours, line: lines[nth] });
      }
      expect(comparison.disagreements).toEqual([]);
      expect(comparison.unseen).toEqual([]);
    },
    90_000,
  );

  it.skipIf(without !== '')(
    `with prompts is read by our driver alone: ${knownDefect('Fluke 45: with prompts it takes one line for another').says}${without}`,
    async () => {
      const bench = await sigrokBench('fluke-45', (cleanUp) => cleanUps.push(cleanUp));
      const idle: Readonly<Record<string, string>> = {
        ...{ '*IDN?': 'FLUKE, 45, 1234567, 1.6 D1.0', '*OPC?': '1', 'FUNC1?': 'VDC', 'AUTO?': '1', 'MOD?': '0' },
        ...{ 'VAL1?': '+111.10E+0', 'FUNC2?': 'NONE', 'VAL2?': '+0.0000E+0' },
      };
      const answers = () =>
        textQuestions([0x0a], (question) => (question in idle ? `${idle[question]}\r\n=>\r\n` : undefined));
      const none = () => false;
      const lines = await answeredLines(bench, 'analog', { answers, isIdle: none, isSeparator: () => true });
      expect(lines).toEqual([]);
    },
    30_000,
  );
});
