/**
 * The Fluke 45, every function with its modifiers, against sigrok-cli 0.7.2 with libsigrok 0.5.2, without prompts: with
 * them it takes one line for another. Known of it besides: an overload has no side; a relative reading is called HOLD;
 * it has no word for automatic ranging of continuity, and calls continuity true or false.
 */
import { afterEach, describe, expect, it } from 'vitest';
import { textQuestions } from '../../drivers/multimeter/asked-meter/asked-simulator.ts';
import { functions, readingOf } from '../../drivers/multimeter/fluke-45/answers.ts';
import { missing } from './peer-process.ts';
import { answeredLines } from './sigrok-answers.ts';
import { sigrokBench } from './sigrok-bench.ts';
import { disagreement, sigrokReading } from './sigrok-text.ts';

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

const values = ['+3.4567E+0', '-34.567E-3', '+4.5678E+3', '+0.0000E+0', '+1E+9'];
const states: readonly State[] = Object.keys(functions).flatMap((func) => [
  ...values.map((value) => ({ func, auto: '1', modifiers: '0', value })),
  ...['1', '2', '4'].map((modifiers) => ({ func, auto: '0', modifiers, value: '+5.6789E+0' })),
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
      const disagreements = states.flatMap((state, index) => {
        const place = `${JSON.stringify(state)} → ${lines[index]}`;
        const ours = readingOf(state.value, state);
        if (ours === undefined) return [`none: ${place}`];
        const why = disagreement(ours, sigrokReading(lines[index] ?? ''), { short: () => undefined });
        // AC and DC together is neither of the two, so we call it neither.
        const isBoth = (why === 'ac' || why === 'dc') && /ACDC$/.test(state.func);
        return why === '' || isBoth ? [] : [`${why}: ${place}`];
      });
      expect(disagreements).toEqual([]);
    },
    90_000,
  );
});
