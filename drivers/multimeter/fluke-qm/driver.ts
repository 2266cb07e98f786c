/** Fluke multimeters that answer `QM`: the 18x series in words at 9600 baud, the 28x series in fields at 115200. */
import type { ReadingFlag } from '../../../foundation/measurement/reading.ts';
import type { AccuracyTable } from '../../contract/accuracy-table.ts';
import type { ByteDriver, DriverManifest } from '../../contract/driver.ts';
import { knownModel } from '../../contract/simulator.ts';
import { rated } from '../../protocol/accuracy.ts';
import { askedMeter } from '../asked-meter/asked-meter.ts';
import { TextLineDecoder } from '../asked-meter/text-line-decoder.ts';
import { fluke28xAccuracy } from './accuracy.ts';
import { identityIn, isWholeAnswer, lineOf, questions } from './answer.ts';
import { type Displayed28x, displayed28x, isDisplayed } from './displayed-28x.ts';
import { type FlukeSeries, simulateFluke } from './simulator.ts';
import { reading18x } from './text-18x.ts';
import { reading28x } from './text-28x.ts';

interface FlukeModel {
  readonly id: string;
  readonly series: FlukeSeries;
  readonly names: readonly [string, ...string[]];
  readonly baudRate: number;
  readonly accuracy?: readonly AccuracyTable[];
  readingOf: typeof reading18x;
  /** Where it can be asked what `QM` does not tell. */
  readonly displayedOf?: typeof displayed28x;
}

const asItIs: Displayed28x = { flags: [] };

const flukeModels: readonly FlukeModel[] = [
  { id: 'fluke-18x', series: '18x', names: ['187', '189'], baudRate: 9_600, readingOf: reading18x },
  {
    id: 'fluke-28x',
    series: '28x',
    names: ['287', '289'],
    baudRate: 115_200,
    accuracy: fluke28xAccuracy,
    readingOf: reading28x,
    displayedOf: displayed28x,
  },
];

const named = (model: string): DriverManifest['models'][number] => ({ make: 'Fluke', model });

export const flukeQmMeters: readonly ByteDriver[] = flukeModels.map(
  ({ id, series, names, baudRate, accuracy, readingOf, displayedOf }) => {
    const [first, ...others] = names;
    const ratedAs = (line: string, models: readonly string[], more: readonly ReadingFlag[] = []) => {
      const reading = readingOf(line);
      if (reading === undefined) return undefined;
      return rated({ ...reading, flags: [...new Set([...reading.flags, ...more])] }, accuracy ?? [], { models });
    };
    return askedMeter({
      id,
      models: [named(first), ...others.map(named)],
      recognised: { by: 'its answer to ID, which begins with FLUKE; the infrared cable tells nothing' },
      line: { baudRate, dataBits: 8, parity: 'none', stopBits: 1 },
      lineRules: {
        gapMs: 20,
        quietMs: 80,
        answerWithinMs: 1_000,
        isWhole: isWholeAnswer,
        probes: [
          { request: questions.identity, accepts: (reply) => names.includes(identityIn(reply)?.model ?? '') },
          { request: questions.measurement, accepts: isMeasurement },
        ],
      },
      async identify(ask) {
        const identity = identityIn(await ask(questions.identity));
        return names.includes(identity?.model ?? '') ? identity : undefined;
      },
      async measure(ask, { model }) {
        const displayed =
          displayedOf === undefined ? asItIs : displayedOf(lineOf(await ask(questions.displayed)) ?? '');
        const line = lineOf(await ask(questions.measurement));
        if (line === undefined || displayed === undefined) return undefined;
        return displayed.unread ?? ratedAs(line, [model], displayed.flags);
      },
      ...(accuracy === undefined ? {} : { accuracy }),
      sureAfter: 3,
      lengthTells: true,
      // The main display changes four times a second.
      conversionMs: 300,
      quietDigits: 2,
      cannotTell: displayedOf === undefined ? [{ modes: ['hold', 'relative', 'min-max', 'peak'] }] : [],
      decoder: () => new TextLineDecoder((line) => ratedAs(line, names)),
      simulate: (unit, context) =>
        simulateFluke(unit, context, { series, model: knownModel(context.model, names, first) }),
    });
  },
);

function isMeasurement(reply: Uint8Array): boolean {
  const line = lineOf(reply);
  return line !== undefined && !isDisplayed(line) && identityIn(reply) === undefined;
}
