/**
 * The UT61E's stream of bytes → readings: how its frames are found, what one means, and how fast they come. While it
 * ranges a capacitor it sends stray frames of a neighbouring range, so recordings drop what stands alone.
 */
import { unreadFunction } from '../es519xx/function-code.ts';
import { LineFrameFinder } from '../stream-meter/line-frame-finder.ts';
import type { MeterFormat } from '../stream-meter/meter-format.ts';
import { MeterStreamDecoder } from '../stream-meter/stream-decoder.ts';
import { frameBytes, parseFrame } from './frame.ts';
import { meaningOf } from './meaning.ts';
import { periodOf, silentAfterMs } from './timing.ts';

/** The bytes of a frame take this long at 19 200 baud, milliseconds. */
const frameMs = 8;

export const ut61eFormat: MeterFormat = {
  frameBytes,
  finder: () => new LineFrameFinder({ frameBytes, sevenBits: true, frameMs }),
  readingOf(bytes) {
    const frame = parseFrame(bytes);
    return frame === undefined ? undefined : meaningOf(frame);
  },
  unreadMode(bytes) {
    const frame = parseFrame(bytes);
    return frame === undefined ? undefined : unreadFunction(frame.functionCode);
  },
  loneHeader: 'dropped',
  periodOf,
  silentAfterMs,
};

export class Ut61eDecoder extends MeterStreamDecoder {
  constructor() {
    super(ut61eFormat);
  }
}
