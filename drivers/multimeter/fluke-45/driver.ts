/** Fluke 45, 8808A, and the 8845A in its Fluke 45 mode: bench meters that answer in lines, with prompts or without. */
import type { Reading } from '../../../foundation/measurement/reading.ts';
import { knownModel } from '../../contract/simulator.ts';
import type { Ask } from '../asked-meter/asked-instrument.ts';
import { askedMeter } from '../asked-meter/asked-meter.ts';
import { latin1 } from '../asked-meter/asked-simulator.ts';
import type { UnreadMode } from '../unread-mode.ts';
import { endsWithPrompt, identityIn, isFunction, lineOf, readingOf, unreadModeOf } from './answers.ts';
import { simulateFluke45 } from './simulator.ts';

const models = ['45', '8808A', '8845A'] as const;
const requestOf = (question: string) => latin1(`${question}\r\n`);

async function asked(ask: Ask, question: string): Promise<string | undefined> {
  return lineOf(await ask(requestOf(question)), question);
}

/** A number counts only between two equal answers about the function. */
async function measured(ask: Ask): Promise<Reading | UnreadMode | undefined> {
  const func = await asked(ask, 'FUNC1?');
  const auto = await asked(ask, 'AUTO?');
  const modifiers = await asked(ask, 'MOD?');
  const first = await asked(ask, 'VAL1?');
  const value = await asked(ask, 'VAL1?');
  const behind = await asked(ask, 'FUNC1?');
  if (func === undefined || func !== behind) return undefined;
  // What is left of a number after a lost digit looks like one; written alike twice it is whole.
  if (first?.length !== value?.length || first?.indexOf('.') !== value?.indexOf('.')) return undefined;
  if (auto === undefined || modifiers === undefined || value === undefined) return undefined;
  return unreadModeOf({ func, modifiers }) ?? readingOf(value, { func, auto, modifiers });
}

export const fluke45 = askedMeter({
  id: 'fluke-45',
  models: [
    { make: 'Fluke', model: '45' },
    { make: 'Fluke', model: '8808A' },
    { make: 'Fluke', model: '8845A (Fluke 45 mode)' },
  ],
  recognised: { idn: [/^FLUKE, ?(45|8808A),/i], by: 'its answer to *IDN?, which begins with FLUKE' },
  line: { baudRate: 9_600, dataBits: 8, parity: 'none', stopBits: 1 },
  lineRules: {
    gapMs: 15,
    // Behind a line without a prompt one may still come.
    quietMs: 60,
    answerWithinMs: 700,
    isWhole: endsWithPrompt,
    probes: [
      { request: requestOf('*IDN?'), accepts: (reply) => identityIn(lineOf(reply, '*IDN?') ?? '') !== undefined },
      { request: requestOf('FUNC1?'), accepts: (reply) => isFunction(lineOf(reply, 'FUNC1?') ?? '') },
    ],
  },
  identify: async (ask) => identityIn((await asked(ask, '*IDN?')) ?? ''),
  measure: measured,
  sureAfter: 3,
  // It asks for two and a half readings a second at the slowest.
  conversionMs: 400,
  quietDigits: 2,
  cannotTell: [],
  simulate: (unit, context) =>
    simulateFluke45(unit, context, { model: knownModel(context.model, models, '45'), prompts: true }),
});
