/** What an IT8500 says of itself, as readings. */
import { decimal, type Reading } from '../../../foundation/measurement/reading.ts';
import { FixedFrameDecoder } from '../../protocol/fixed-frame-decoder.ts';
import { type LoadReadings, loadReadings } from '../load-words.ts';
import { frameBytes, type It8500State, it8500, parseIt8500, stateOf } from './frame.ts';

export function readingsOf(
  { millivolts, decimilliamps, milliwatts }: It8500State,
  when: Pick<Reading, 'at' | 'latencyMs' | 'span'>,
): LoadReadings {
  const values = [decimal(millivolts, -3), decimal(decimilliamps, -4), decimal(milliwatts, -3)] as const;
  return loadReadings(values, [0.001, 0.0001, 0.001], when);
}

/** Its answers out of a recording. The question has the same form: it is told by its zeros, as a load is always in a mode. */
export class It8500Decoder extends FixedFrameDecoder<It8500State> {
  constructor() {
    super({
      bytes: frameBytes,
      parse(bytes) {
        const frame = parseIt8500(bytes);
        const state = frame?.command === it8500.state ? stateOf(frame.data) : undefined;
        return state?.mode === 'unknown' ? undefined : state;
      },
      readings: (state, when) => Object.values(readingsOf(state, when)),
    });
  }
}
