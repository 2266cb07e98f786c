/** Brymen BM250 series: handhelds of 6000 counts that stream an image of their display over an optical lead. */
import { imageMeter } from '../stream-meter/image-meter.ts';
import { streamMeter } from '../stream-meter/stream-meter.ts';
import { encodeFrame, frameBytes, parseFrame } from './frame.ts';

export const bm25xKind = imageMeter({
  frameBytes,
  firstIndex: 0,
  // Fifteen bytes at 9600 baud.
  frameMs: 16,
  parse: parseFrame,
  encode: encodeFrame,
  counts: 6000,
  periodMs: 500,
});

export const brymenBm25x = streamMeter({
  id: 'brymen-bm25x',
  models: [
    { make: 'Brymen', model: 'BM251' },
    { make: 'Brymen', model: 'BM252' },
    { make: 'Brymen', model: 'BM257' },
    { make: 'Brymen', model: 'BM259' },
  ],
  recognisedBy: 'its stream of 15 bytes, 02 and then 1 to 14 in the high nibble; the cable tells nothing',
  line: { baudRate: 9_600, dataBits: 8, parity: 'none', stopBits: 1, dtr: true, rts: true },
  ...bm25xKind,
  cannotTell: [],
});
