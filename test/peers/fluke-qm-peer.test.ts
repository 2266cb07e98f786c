/**
 * The Fluke meters that answer QM, every unit with every number of places and every state, against sigrok-cli 0.7.2 with
 * libsigrok 0.5.2. `-O analog` prints two digits whatever the meter showed, so numbers are compared as CSV. What else it
 * is known to get wrong stands in `known-defects-fluke.ts`.
 */
import { afterEach, describe, expect, it } from 'vitest';
import { textQuestions } from '../../drivers/multimeter/asked-meter/asked-simulator.ts';
import { answerOf } from '../../drivers/multimeter/fluke-qm/answer.ts';
import { reading18x, units18x } from '../../drivers/multimeter/fluke-qm/text-18x.ts';
import { reading28x, units28x } from '../../drivers/multimeter/fluke-qm/text-28x.ts';
import { flukeDefects } from './known-defects-fluke.ts';
import { missing } from './peer-process.ts';
import { answeredLines } from './sigrok-answers.ts';
import { sigrokBench } from './sigrok-bench.ts';
import { sigrokReading } from './sigrok-text.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const atOnce = 40;
const digitsOf = (nth: number, places: number) => 10_000 + ((places * 9_473 + nth * 1_319) % 39_000);
const pointed = (digits: number, places: number) => `${digits}`.replace(new RegExp(`(\\d{${places}})$`), '.$1');

/** No point at the end: a meter shows one only in front of digits. */
function lines18x(): string[] {
  return Object.keys(units18x).flatMap((unit, nth) => [
    ...[1, 2, 3, 4].flatMap((places) => [
      `QM,+${pointed(digitsOf(nth, places), places)} ${unit}`,
      `QM,-${pointed(digitsOf(nth + 7, places), places)} ${unit}`,
    ]),
    `QM,+0.0000 ${unit}`,
  ]);
}

const names28x: Readonly<Record<string, string>> = { HZ: 'Hz', DBM: 'dBm', DBV: 'dBV' };

function lines28x(): string[] {
  return Object.keys(units28x).flatMap((key, nth) => {
    const unit = names28x[key] ?? key;
    const large = key === 'OHM' || key === 'HZ' ? [6] : [];
    const numbers = [-9, -6, -3, 0, 1, 2, 3, ...large].flatMap((exponent) => [
      `${pointed(digitsOf(nth, exponent + 9), 4)}E${exponent},${unit},NORMAL,NONE`,
      `-${pointed(digitsOf(nth + 3, exponent + 9), 3)}E${exponent},${unit},NORMAL,NONE`,
    ]);
    const overloads = [`9.99999999E+37,${unit},OL,NONE`, `-9.99999999E+37,${unit},OL_MINUS,NONE`];
    return [...numbers, ...overloads];
  });
}

const series = [
  {
    id: 'fluke-18x',
    identity: 'FLUKE 187,V2.02,0095081087',
    lines: lines18x(),
    readingOf: reading18x,
    filler: 'QM,+111.1 V DC',
    separator: 'QM,+222.2 V DC',
  },
  {
    id: 'fluke-28x',
    identity: 'FLUKE 287,V1.16,95780004',
    lines: lines28x(),
    readingOf: reading28x,
    filler: '1.111E2,VDC,NORMAL,NONE',
    separator: '2.222E2,VDC,NORMAL,NONE',
  },
];

const codes: Readonly<Record<string, string>> = { dBV: 'dB', dBm: '{dBm}', '': '1' };

describe('a Fluke on a pseudo-terminal', () => {
  const without = missing('sigrok-cli', 'socat', 'gcc');

  it.skipIf(without !== '').each(series)(
    `$id shows the same to us and to sigrok-cli in every state${without}`,
    async ({ lines, identity, readingOf, filler, separator }) => {
      const printed = async (format: 'csv' | 'analog') => {
        const bench = await sigrokBench('fluke-dmm', (cleanUp) => cleanUps.push(cleanUp));
        let next = 0;
        const answers = (started: () => boolean) =>
          textQuestions([0x0d], (question) => {
            if (question === 'ID') return answerOf(identity);
            if (!started() || next >= lines.length) return answerOf(filler);
            // It asks once a second only, and takes as many answers as come.
            const several = lines.slice(next, next + atOnce);
            next += several.length;
            return several
              .flatMap((line) => [line, separator])
              .map(answerOf)
              .join('');
          });
        const isIdle = (line: string) => /^111\.1/.test(line);
        const isSeparator = (line: string) => /^222\.2/.test(line);
        return answeredLines(bench, format, { answers, isIdle, isSeparator });
      };
      const [numbers, texts] = [await printed('csv'), await printed('analog')];
      expect([numbers.length, texts.length]).toEqual([lines.length, lines.length]);
      const disagreements = lines.flatMap((line, index) => {
        const ours = readingOf(line);
        const defect = flukeDefects.find((each) => each.lines.test(line));
        if (defect !== undefined) return numbers[index] === defect.prints ? [] : [`not so: ${defect.name}: ${line}`];
        if (numbers[index] === undefined) return [`nothing: ${line}`];
        const place = `${line} → ${numbers[index]} ${texts[index]}`;
        if (ours === undefined) return [`none: ${place}`];
        const theirs = Number(numbers[index]?.replace(/inf.*/, 'Infinity'));
        if ((ours.value === null) !== !Number.isFinite(theirs)) return [`status: ${place}`];
        if (ours.overloadSign === -1 && theirs > 0) return [`side: ${place}`];
        const away = Math.abs((ours.value ?? 0) - (ours.value === null ? 0 : theirs));
        if (away > (ours.resolution ?? 0) / 2) return [`value: ${place}`];
        const { unit, flags } = sigrokReading(texts[index] ?? '');
        if ((codes[unit] ?? unit) !== ours.unit) return [`unit: ${place}`];
        // AC and DC together is neither of the two, so we call it neither.
        const both = flags.includes('AC') && flags.includes('DC');
        const told = (['dc', 'ac'] as const).filter((flag) => !both && flags.includes(flag.toUpperCase()));
        return told.join() === ours.flags.join() ? [] : [`flags: ${place}`];
      });
      expect(disagreements).toEqual([]);
    },
    60_000,
  );
});
