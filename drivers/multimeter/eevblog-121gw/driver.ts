/** EEVblog 121GW: a handheld of 50 000 counts that streams 19 bytes, over Bluetooth or the serial port on its board. */
import type { HiddenMode } from '../../../foundation/capability/hidden-mode.ts';
import { MarkedFrameFinder } from '../stream-meter/marked-frame-finder.ts';
import type { MeterFormat } from '../stream-meter/meter-format.ts';
import { streamMeter } from '../stream-meter/stream-meter.ts';
import { autoRanged, type MeterFace } from '../stream-meter/stream-simulator.ts';
import { type Eev121gwFrame, encodeFrame, frameBytes, isSound, marker, parseFrame, type Symbol121gw } from './frame.ts';
import { dcVoltsMode, meaningOf, modes, unreadModeOf } from './meaning.ts';

export const eev121gwFormat: MeterFormat = {
  frameBytes,
  finder: () =>
    new MarkedFrameFinder({
      marker: [marker],
      headBytes: 1,
      lengthOf: () => frameBytes,
      isSound,
      // Nineteen bytes at 115 200 baud; Bluetooth hands them over in two pieces.
      frameMs: 30,
    }),
  readingOf(bytes) {
    const frame = parseFrame(bytes);
    return frame === undefined ? undefined : meaningOf(frame);
  },
  unreadMode(bytes) {
    const frame = parseFrame(bytes);
    return frame === undefined ? undefined : unreadModeOf(frame);
  },
  loneHeader: 'shown',
  // Two to five a second are written of; the slowest, so that a number surely is of after the call.
  periodOf: () => 500,
  silentAfterMs: 3_000,
};

const fullScaleCounts = 50_000;

const keys: Readonly<Record<HiddenMode, Symbol121gw>> = {
  hold: 'hold',
  relative: 'rel',
  'min-max': 'min-max',
  peak: 'peak',
};

const face: MeterFace<Eev121gwFrame> = {
  encode: encodeFrame,
  dcVolts(volts) {
    const { range, digits, overload } = autoRanged(volts, modes[dcVoltsMode]?.exponents ?? [], fullScaleCounts);
    const negative = volts < 0 && digits > 0;
    return { mode: dcVoltsMode, range, digits: overload ? 0 : digits, overload, negative, lit: ['dc', 'auto'] };
  },
  largestDigits: 99_999,
  pressed: (frame, mode) => ({ ...frame, lit: [...frame.lit, keys[mode]] }),
};

export const eevblog121gw = streamMeter({
  id: 'eevblog-121gw',
  models: [{ make: 'EEVblog', model: '121GW' }],
  recognisedBy: 'its stream of 19-byte frames that begin with F2 and end with their sum; the adapter tells nothing',
  line: { baudRate: 115_200, dataBits: 8, parity: 'none', stopBits: 1 },
  format: eev121gwFormat,
  face,
  cannotTell: [],
});
