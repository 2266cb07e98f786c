/**
 * The files of a new multimeter that is asked in lines of SCPI text. Guarantees that what is made compiles and reads as it
 * stands, in the words that most such meters share; `words.ts` has the two places that are a meter's own.
 */
import { type NewFile, variableOf } from './multimeter-template.ts';

/** Every file of `drivers/multimeter/ID/`. */
export function askedMultimeterFiles(id: string): readonly NewFile[] {
  return [
    { name: 'driver.ts', text: driver(id) },
    { name: 'words.ts', text: words(id) },
    { name: 'simulator.ts', text: simulator(id) },
    { name: `${id}.test.ts`, text: test(id) },
    { name: 'README.md', text: readme(id) },
  ];
}

const makeOf = (id: string) => id.split('-')[0] ?? id;
const modelOf = (id: string) => id.split('-').slice(1).join('-');
const simulatorOf = (id: string) => `simulate${variableOf(id)[0]?.toUpperCase()}${variableOf(id).slice(1)}`;

const driver = (
  id: string,
) => `/** The driver \`${id}\`: who makes it, how it is reached, and in which order it is asked. */
import type { Reading } from '../../../foundation/measurement/reading.ts';
import type { Ask } from '../asked-meter/asked-instrument.ts';
import { askedMeter } from '../asked-meter/asked-meter.ts';
import { ${simulatorOf(id)} } from './simulator.ts';
import { functionIn, identityIn, idn, isLine, lineOf, questionOf, readingOf } from './words.ts';

const asked = async (ask: Ask, question: string) => lineOf(await ask(questionOf(question)));

/** A number counts only between two equal answers about the function. */
async function measured(ask: Ask): Promise<Reading | undefined> {
  const before = functionIn(await asked(ask, 'FUNC?'));
  const number = await asked(ask, 'READ?');
  const behind = functionIn(await asked(ask, 'FUNC?'));
  return before === undefined || before !== behind ? undefined : readingOf(number, before);
}

export const ${variableOf(id)} = askedMeter({
  id: '${id}',
  // The makers and models that answer alike.
  models: [{ make: '${makeOf(id)}', model: '${modelOf(id)}' }],
  recognised: { idn: [idn], by: 'its answer to *IDN?' },
  // Also over the network: tcp:HOST:5025.
  line: { baudRate: 9_600, dataBits: 8, parity: 'none', stopBits: 1 },
  lineRules: {
    gapMs: 10,
    // Milliseconds without a byte that end an answer, and within which it begins or is none.
    quietMs: 40,
    answerWithinMs: 1_000,
    isWhole: isLine,
    probes: [
      { request: questionOf('*IDN?'), accepts: (answer) => identityIn(lineOf(answer)) !== undefined },
      { request: questionOf('FUNC?'), accepts: (answer) => functionIn(lineOf(answer)) !== undefined },
    ],
  },
  identify: async (ask) => identityIn(await asked(ask, '*IDN?')),
  measure: measured,
  // Two answers in a row must agree; 3 where what is left of a number after a lost byte looks like one.
  sureAfter: 2,
  // How much older than its question a number may be; 0 where READ? starts the measurement.
  conversionMs: 0,
  quietDigits: 2,
  // What no answer tells: take out what is asked for above.
  cannotTell: [{ modes: ['hold', 'relative', 'min-max', 'peak'] }],
  simulate: (unit, context) => ${simulatorOf(id)}(unit, context),
});
`;

const words = (id: string) => `/** What \`${id}\` says. Pure: text ↔ meaning. Source: name it here and in the README. */
import type { Reading, ReadingFlag } from '../../../foundation/measurement/reading.ts';
import type { Quantity, Unit } from '../../../foundation/measurement/unit.ts';
import type { InstrumentIdentity } from '../../contract/driver.ts';
import { latin1, textOf } from '../asked-meter/asked-simulator.ts';

export interface FunctionMeaning {
  readonly quantity: Quantity;
  readonly unit: Unit;
  readonly flags: readonly ReadingFlag[];
}

/** FILL IN 1: what it answers to \`FUNC?\`, and what it measures then; the first one is what the simulator shows. */
export const functions: Readonly<Record<string, FunctionMeaning>> = {
  VOLT: { quantity: 'voltage', unit: 'V', flags: ['dc'] },
  'VOLT:AC': { quantity: 'voltage', unit: 'V', flags: ['ac'] },
  CURR: { quantity: 'current', unit: 'A', flags: ['dc'] },
  RES: { quantity: 'resistance', unit: 'Ohm', flags: [] },
};

/** FILL IN 2: how it names itself, and the one shape of its numbers: sign, digits, power of ten. Both ends of the line match. */
export const idn = /^(${makeOf(id)}),(${modelOf(id)}),([^,]*),(.+)$/i;
export const numberShape = /^[+-]\\d\\.\\d{8}E[+-]\\d\\d$/;
/** From here on a number means that there is too much for the range. */
const overloadFrom = 9e37;

/** A question as it goes out. */
export function questionOf(text: string): Uint8Array {
  return latin1(\`\${text}\\n\`);
}

/** Whether the answer has come to its end, so that no silence need follow. */
export function isLine(received: Uint8Array): boolean {
  return received.at(-1) === 0x0a;
}

/** Without its end; undefined when it has none, or is more than one line. */
export function lineOf(answer: Uint8Array): string | undefined {
  return /^([^\\r\\n]+)\\r?\\n$/.exec(textOf(answer))?.[1]?.trim();
}

export function identityIn(line = ''): InstrumentIdentity | undefined {
  const [, make, model, serial = '', firmware] = idn.exec(line) ?? [];
  if (make === undefined || model === undefined || firmware === undefined) return undefined;
  return { make, model, firmware, ...(serial === '' ? {} : { serial }) };
}

/** Quoted by some: \`"VOLT"\`. */
export function functionIn(line = ''): string | undefined {
  const name = line.replace(/"/g, '').toUpperCase();
  return Object.hasOwn(functions, name) ? name : undefined;
}

/** The reading; \`undefined\` when this is no number of this meter. */
export function readingOf(line = '', name: string): Reading | undefined {
  const meaning = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (meaning === undefined || !numberShape.test(line)) return undefined;
  const value = Number(line);
  if (Math.abs(value) < overloadFrom) return { ...meaning, value, status: 'ok' };
  return { ...meaning, value: null, status: 'overrange', overloadSign: value < 0 ? -1 : 1 };
}

/** The simulator's side: \`3.842\` → \`+3.84200000E+00\`. */
export function numberText(value: number): string {
  const shown = Number.isFinite(value) ? Math.abs(value) : 9.9e37;
  const [digits = '', power = '0'] = shown.toExponential(8).split('e');
  const exponent = Number(power);
  return \`\${value < 0 ? '-' : '+'}\${digits}E\${exponent < 0 ? '-' : '+'}\${String(Math.abs(exponent)).padStart(2, '0')}\`;
}
`;

const simulator = (
  id: string,
) => `/** The instrument's side of the wire: \`${id}\` shows the simulated unit's battery voltage. */
import type { ByteDriver } from '../../contract/driver.ts';
import { simulateAskedMeter, textQuestions } from '../asked-meter/asked-simulator.ts';
import { functions, numberText } from './words.ts';

const lineFeed = 0x0a;
/** What a measurement takes it. */
const answerMs = 60;

/** Fault \`drift\`: it reads 6 % too high; \`overload\`: there is too much at its probes. The line's faults are the wire's. */
export const ${simulatorOf(id)}: ByteDriver['simulate'] = (unit, { clock, faults }) => {
  const atProbes = () => {
    if (faults.has('overload')) return Number.POSITIVE_INFINITY;
    return unit.batteryTerminal().volts * (faults.has('drift') ? 1.06 : 1);
  };
  const answers: Readonly<Record<string, () => string>> = {
    '*IDN?': () => '${makeOf(id)},${modelOf(id)},1234567,1.0',
    'FUNC?': () => \`"\${Object.keys(functions)[0] ?? ''}"\`,
    'READ?': () => numberText(Number(atProbes().toPrecision(6))),
  };
  const answer = (question: string) => {
    const known = Object.hasOwn(answers, question) ? answers[question] : undefined;
    return known === undefined ? undefined : \`\${known()}\\n\`;
  };
  return simulateAskedMeter({ take: textQuestions([lineFeed], answer), answerMs }, { clock });
};
`;

const test = (id: string) => `import { describe, expect, it } from 'vitest';
import { catalogue } from '../../catalogue.ts';
import { askedRig } from '../asked-meter/asked-rig.ts';
import { ${variableOf(id)} } from './driver.ts';
import { ${simulatorOf(id)} } from './simulator.ts';
import { numberText, readingOf } from './words.ts';

const toAdd = 'add it to drivers/catalogue.ts: an import, and its name in the list';

describe('${id}', () => {
  it('what it shows is what is read', async () => {
    const { read } = await askedRig(${variableOf(id)}, ${simulatorOf(id)});
    const reading = await read({ quantity: 'voltage' });
    expect(reading).toMatchObject({ unit: 'V', quantity: 'voltage', status: 'ok' });
    expect(reading.value).toBeCloseTo(3.842, 2);
  });

  it('an overload is a status and no number', () => {
    expect(readingOf(numberText(Number.POSITIVE_INFINITY), 'VOLT')).toMatchObject({ value: null, status: 'overrange' });
  });

  it('what is left of a number after a lost byte is none', () => {
    const text = numberText(-0.001_234);
    expect(readingOf(text, 'VOLT')?.value).toBe(-0.001_234);
    for (let place = 0; place < text.length; place += 1)
      expect(readingOf(text.slice(0, place) + text.slice(place + 1), 'VOLT')).toBeUndefined();
  });

  it('stands in the catalogue, so that it is offered and put through every fault', () => {
    expect(catalogue.includes(${variableOf(id)}), toAdd).toBe(true);
  });
});
`;

const readme = (id: string) => `# ${id}

What it measures, its line settings or its port on the network, and how remote control is switched on.

It is asked \`FUNC?\`, \`READ?\` and \`FUNC?\` again; a number counts only between two equal answers about the function, and when the
next one agrees with it.

## Sources

- Name the document or the real answers behind every fact in \`words.ts\`.

## Never verified

- No real meter has been connected.
- HOLD, REL and extremes are not asked for: with one of them on, the number is not the present one, and nothing tells.
`;
