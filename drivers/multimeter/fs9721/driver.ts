/** Multimeters with the FS9721_LP3: handhelds of 4000 counts that stream an image of their display. One engine, models as data. */
import type { ByteDriver } from '../../contract/driver.ts';
import { type Display, dcVoltsDisplay, displayReading } from '../stream-meter/display.ts';
import { IndexedFrameFinder } from '../stream-meter/indexed-frame-finder.ts';
import type { MeterFormat } from '../stream-meter/meter-format.ts';
import { streamMeter } from '../stream-meter/stream-meter.ts';
import type { MeterFace } from '../stream-meter/stream-simulator.ts';
import { encodeFrame, frameBytes, parseFrame } from './frame.ts';
import { type Fs9721Model, fs9721Models } from './models.ts';

const counts = 4000;
/** Fourteen bytes at 2400 baud, milliseconds. */
const frameMs = 59;
/** Two to three frames a second; the slower figure, so that a number surely is of after the call. */
const periodMs = 500;

export function fs9721Format({ userSymbols }: Pick<Fs9721Model, 'userSymbols'>): MeterFormat {
  return {
    frameBytes,
    finder: () => new IndexedFrameFinder({ frameBytes, firstIndex: 1, frameMs }),
    readingOf(bytes) {
      const display = parseFrame(bytes, userSymbols);
      return display === undefined ? undefined : displayReading(display, counts);
    },
    loneHeader: 'shown',
    periodOf: () => periodMs,
    silentAfterMs: 3_000,
  };
}

function faceOf({ userSymbols }: Fs9721Model): MeterFace<Display> {
  return {
    encode: (display) => encodeFrame(display, userSymbols),
    dcVolts: (volts) => dcVoltsDisplay(volts, counts),
    largestDigits: 9_999,
  };
}

export const fs9721Meters: readonly ByteDriver[] = fs9721Models.map((model) =>
  streamMeter({
    id: model.id,
    models: model.models,
    recognisedBy:
      'its stream of 14 bytes that count themselves from 1 to 14 in their high nibble; the cable tells nothing',
    line: {
      baudRate: 2_400,
      dataBits: 8,
      parity: 'none',
      stopBits: 1,
      dtr: true,
      ...(model.rts === undefined ? {} : { rts: model.rts }),
    },
    format: fs9721Format(model),
    face: faceOf(model),
  }),
);
