/** UNI-T UT61B+, UT61D+, UT61E+ and the UT161 series: handhelds that tell their display, as characters, when asked. */
import type { InstrumentIdentity } from '../../contract/driver.ts';
import { knownModel } from '../../contract/simulator.ts';
import { rated } from '../../protocol/accuracy.ts';
import { askedMeter } from '../asked-meter/asked-meter.ts';
import { textOf } from '../asked-meter/asked-simulator.ts';
import { FoundFrameDecoder } from '../asked-meter/found-frame-decoder.ts';
import { MarkedFrameFinder } from '../stream-meter/marked-frame-finder.ts';
import { payloadsIn, shortDialect } from '../uni-t-abcd/frame.ts';
import { utD09 } from '../usb-leads.ts';
import { ut61PlusAccuracy } from './accuracy.ts';
import { meaningOf, parsePayload, unreadModeOf } from './display.ts';
import { commands, requestOf, simulateUt61ePlus } from './simulator.ts';

/** As the meters name themselves. The UT60BT has other units under the same modes and is not taken for one of these. */
const names = ['UT61E+', 'UT61D+', 'UT61B+', 'UT161E', 'UT161D', 'UT161B'] as const;
const nameRequest = requestOf(commands.name);
const measureRequest = requestOf(commands.measurement);
const acknowledgedBy = 0xff;

function readingIn(payload: Uint8Array) {
  const display = parsePayload(payload);
  return display === undefined ? undefined : meaningOf(display);
}

/** The one frame of an answer that is no acknowledgement. */
function telling(answer: Uint8Array): Uint8Array | undefined {
  const payloads = payloadsIn(answer, shortDialect)?.filter(([kind]) => kind !== acknowledgedBy);
  return payloads?.length === 1 ? payloads[0] : undefined;
}

function identityIn(answer: Uint8Array): InstrumentIdentity | undefined {
  const payload = telling(answer);
  const model = payload === undefined ? undefined : names.find((name) => name === textOf(payload).trim());
  return model === undefined ? undefined : { make: 'UNI-T', model };
}

function isMeasurement(answer: Uint8Array): boolean {
  const payload = telling(answer);
  return payload !== undefined && parsePayload(payload) !== undefined;
}

export const uniTUt61ePlus = askedMeter({
  id: 'uni-t-ut61e-plus',
  models: [
    { make: 'UNI-T', model: 'UT61E+' },
    { make: 'UNI-T', model: 'UT61D+' },
    { make: 'UNI-T', model: 'UT61B+' },
    { make: 'UNI-T', model: 'UT161B / D / E' },
  ],
  recognised: { usb: utD09, by: 'the name it tells when asked; its USB lead is a CP2110 or CH9329' },
  line: { baudRate: 9_600, dataBits: 8, parity: 'none', stopBits: 1 },
  lineRules: {
    gapMs: 20,
    quietMs: 80,
    answerWithinMs: 500,
    isWhole: (received) => telling(received) !== undefined,
    probes: [
      { request: nameRequest, accepts: (reply) => identityIn(reply) !== undefined },
      { request: measureRequest, accepts: isMeasurement },
    ],
  },
  identify: async (ask) => identityIn(await ask(nameRequest)),
  async measure(ask, { model }) {
    const payload = telling(await ask(measureRequest));
    const display = payload === undefined ? undefined : parsePayload(payload);
    if (display === undefined) return undefined;
    const reading = meaningOf(display);
    return reading === undefined ? unreadModeOf(display) : rated(reading, ut61PlusAccuracy, { models: [model] });
  },
  accuracy: ut61PlusAccuracy,
  sureAfter: 1,
  // The display changes two to three times a second.
  conversionMs: 450,
  quietDigits: 10,
  cannotTell: [],
  decoder: () =>
    new FoundFrameDecoder(new MarkedFrameFinder(shortDialect), (frame) => readingIn(shortDialect.payloadOf(frame))),
  simulate: (unit, context) => simulateUt61ePlus(unit, context, knownModel(context.model, names, 'UT61E+')),
});
