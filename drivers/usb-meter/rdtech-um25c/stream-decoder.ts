/** Dumps out of any byte stream, for recordings; everything that belongs to no sound dump is counted as discarded. */
import { FixedFrameDecoder } from '../../protocol/fixed-frame-decoder.ts';
import { frameBytes, type MeterFrame, parseFrame } from './frame.ts';
import { channelsOf, readingsOf } from './meaning.ts';

export class UmStreamDecoder extends FixedFrameDecoder<MeterFrame> {
  constructor() {
    super({
      bytes: frameBytes,
      parse: parseFrame,
      readings: (frame, when) => channelsOf(readingsOf(frame, when)).map(([, reading]) => reading),
    });
  }
}
