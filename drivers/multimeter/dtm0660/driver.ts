/** Multimeters with the DTM0660: handhelds of 6000 counts that stream an image of their display. */
import { imageMeter } from '../stream-meter/image-meter.ts';
import { streamMeter } from '../stream-meter/stream-meter.ts';
import { encodeFrame, frameBytes, parseFrame } from './frame.ts';

export const dtm0660Kind = imageMeter({
  frameBytes,
  firstIndex: 1,
  // Fifteen bytes at 2400 baud.
  frameMs: 63,
  parse: parseFrame,
  encode: encodeFrame,
  counts: 6000,
  periodMs: 500,
});

export const peaktech3415 = streamMeter({
  id: 'peaktech-3415',
  models: [
    { make: 'PeakTech', model: '3415' },
    { make: 'Velleman', model: 'DVM4100' },
  ],
  recognisedBy:
    'its stream of 15 bytes that count themselves from 1 to 15 in their high nibble; the cable tells nothing',
  line: { baudRate: 2_400, dataBits: 8, parity: 'none', stopBits: 1, dtr: true, rts: false },
  ...dtm0660Kind,
  cannotTell: [],
});
