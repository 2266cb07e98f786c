/** Multimeters with the FS9721_LP3: handhelds of 4000 counts that stream an image of their display. One engine, models as data. */
import type { ByteDriver } from '../../contract/driver.ts';
import { imageMeter } from '../stream-meter/image-meter.ts';
import { streamMeter } from '../stream-meter/stream-meter.ts';
import { utD04 } from '../usb-leads.ts';
import { encodeFrame, frameBytes, parseFrame } from './frame.ts';
import { type Fs9721Model, fs9721Models } from './models.ts';

/** What a model says, and its simulator's face. */
export function fs9721Kind({ userSymbols }: Pick<Fs9721Model, 'userSymbols'>) {
  return imageMeter({
    frameBytes,
    firstIndex: 1,
    // Fourteen bytes at 2400 baud.
    frameMs: 59,
    parse: (bytes) => parseFrame(bytes, userSymbols),
    encode: (display) => encodeFrame(display, userSymbols),
    counts: 4000,
    periodMs: 500,
  });
}

export const fs9721Meters: readonly ByteDriver[] = fs9721Models.map((model) =>
  streamMeter({
    id: model.id,
    models: model.models,
    recognisedBy:
      'its stream of 14 bytes that count themselves from 1 to 14 in their high nibble; the cable tells nothing',
    // Those of one maker's lead have a USB one as well.
    ...(model.rts === undefined ? {} : { usb: utD04 }),
    line: {
      baudRate: 2_400,
      dataBits: 8,
      parity: 'none',
      stopBits: 1,
      dtr: true,
      ...(model.rts === undefined ? {} : { rts: model.rts }),
    },
    ...fs9721Kind(model),
    // Which of the free symbols is MAX or MIN is known of one model alone.
    cannotTell: model.userSymbols.some(([, , lamp]) => lamp === 'max') ? [] : ['min-max'],
  }),
);
