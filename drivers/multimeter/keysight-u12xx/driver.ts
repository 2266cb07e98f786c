/** Keysight (Agilent) handhelds U1230, U1240, U1250, U1270 and U1280: asked for number, setting and symbols in lines. */

import type { Reading } from '../../../foundation/measurement/reading.ts';
import type { InstrumentIdentity } from '../../contract/driver.ts';
import { knownModel } from '../../contract/simulator.ts';
import { rated } from '../../protocol/accuracy.ts';
import type { Ask } from '../asked-meter/asked-instrument.ts';
import { askedMeter } from '../asked-meter/asked-meter.ts';
import { latin1 } from '../asked-meter/asked-simulator.ts';
import type { UnreadMode } from '../unread-mode.ts';
import { u125xAccuracy } from './accuracy.ts';
import { familyOf, identityIn, lineOf, readingOf, settingIn, symbolsIn, unreadModeOf } from './answers.ts';
import { simulateU12xx } from './simulator.ts';

/** Only this command ends like others; the rest need a line end more. */
const identityRequest = latin1('*IDN?\r\n');
const numberRequest = latin1('FETC?\n\r\n');
const settingRequest = latin1('CONF?\n\r\n');
const symbolsRequest = latin1('STAT?\n\r\n');

const models = [
  'U1231A',
  'U1232A',
  'U1233A',
  'U1241B',
  'U1242B',
  'U1251B',
  'U1252B',
  'U1253B',
  'U1271A',
  'U1272A',
  'U1273A',
  'U1281A',
  'U1282A',
] as const;

/** A number counts only between two equal answers about the setting. */
async function measured(ask: Ask, { model }: InstrumentIdentity): Promise<Reading | UnreadMode | undefined> {
  const family = familyOf(model);
  const symbolLine = lineOf(await ask(symbolsRequest));
  const before = lineOf(await ask(settingRequest));
  const number = lineOf(await ask(numberRequest));
  const behind = lineOf(await ask(settingRequest));
  if (family === undefined || symbolLine === undefined || before === undefined || number === undefined)
    return undefined;
  const symbols = symbolsIn(symbolLine, family);
  if (symbols === undefined || before !== behind) return undefined;
  const setting = settingIn(before, symbols, family);
  if (setting === undefined) return unreadModeOf(before, symbols, family);
  const reading = readingOf(number, setting, symbols);
  return reading === undefined ? undefined : rated(reading, u125xAccuracy, { models: [model] });
}

export const keysightU12xx = askedMeter({
  id: 'keysight-u12xx',
  models: [
    { make: 'Keysight', model: 'U1253B' },
    ...models.filter((model) => model !== 'U1253B').map((model) => ({ make: 'Keysight', model })),
  ],
  recognised: {
    idn: [/^(Agilent|Keysight) Technologies,U12[3-8]\d/i],
    by: 'its answer to *IDN?; the infrared or USB lead is any serial adapter',
  },
  line: { baudRate: 9_600, dataBits: 8, parity: 'none', stopBits: 1 },
  lineRules: {
    gapMs: 15,
    quietMs: 80,
    answerWithinMs: 600,
    isWhole: (received) => lineOf(received) !== undefined,
    probes: [
      { request: identityRequest, accepts: (reply) => identityIn(reply) !== undefined },
      { request: symbolsRequest, accepts: (reply) => symbolsIn(lineOf(reply) ?? '', 'u125x') !== undefined },
    ],
  },
  identify: async (ask) => identityIn(await ask(identityRequest)),
  measure: measured,
  accuracy: u125xAccuracy,
  sureAfter: 2,
  conversionMs: 300,
  quietDigits: 10,
  // Their catching of peaks has no place that is known among the symbols.
  cannotTell: [{ modes: ['peak'], models: models.filter((model) => !/^U12[58]/.test(model)) }],
  simulate: (unit, context) => simulateU12xx(unit, context, knownModel(context.model, models, 'U1253B')),
});
