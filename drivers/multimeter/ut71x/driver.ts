/** UNI-T UT71 series, UT804 and the Voltcraft VC920 to VC960: handhelds that stream digits, range and function. */
import { LineFrameFinder } from '../stream-meter/line-frame-finder.ts';
import type { MeterFormat } from '../stream-meter/meter-format.ts';
import { streamMeter } from '../stream-meter/stream-meter.ts';
import { autoRanged, type MeterFace } from '../stream-meter/stream-simulator.ts';
import { utD04 } from '../usb-leads.ts';
import { encodeFrame, frameBytes, parseFrame, type Ut71xFrame } from './frame.ts';
import { meaningOf } from './meaning.ts';

/** Eleven bytes at 2400 baud, milliseconds. */
const frameMs = 46;
const periodMs = 500;

export const ut71xFormat: MeterFormat = {
  frameBytes,
  finder: () => new LineFrameFinder({ frameBytes, sevenBits: true, frameMs }),
  readingOf(bytes) {
    const frame = parseFrame(bytes);
    return frame === undefined ? undefined : meaningOf(frame);
  },
  loneHeader: 'shown',
  periodOf: () => periodMs,
  silentAfterMs: 3_000,
};

const fullScaleCounts = 40_000;
const dcVoltsFunction = 1;
/** Ranges 1 to 4 of that function. */
const dcVoltsExponents = [-4, -3, -2, -1];

const ut71xFace: MeterFace<Ut71xFrame> = {
  encode: encodeFrame,
  dcVolts(volts) {
    const { range, digits, overload } = autoRanged(volts, dcVoltsExponents, fullScaleCounts);
    const sign = volts < 0 && digits > 0 ? (['minus'] as const) : [];
    return {
      digits: overload ? 0 : digits,
      fourDigits: false,
      overload,
      underLimit: false,
      range: range + 1,
      functionIndex: dcVoltsFunction,
      lit: ['dc', 'auto', ...sign],
    };
  },
  largestDigits: 99_999,
};

export const voltcraftVc940 = streamMeter({
  id: 'voltcraft-vc940',
  models: [
    { make: 'Voltcraft', model: 'VC920' },
    { make: 'Voltcraft', model: 'VC940' },
    { make: 'Voltcraft', model: 'VC960' },
    { make: 'UNI-T', model: 'UT71A' },
    { make: 'UNI-T', model: 'UT71B' },
    { make: 'UNI-T', model: 'UT71C' },
    { make: 'UNI-T', model: 'UT71D' },
    { make: 'UNI-T', model: 'UT71E' },
    { make: 'UNI-T', model: 'UT804' },
    { make: 'Tenma', model: '72-7730' },
    { make: 'Tenma', model: '72-7732' },
    { make: 'Tenma', model: '72-9380A' },
  ],
  recognisedBy: 'its stream of 11-byte frames that end with CR LF; the cable is any RS-232 adapter and tells nothing',
  usb: utD04,
  line: { baudRate: 2_400, dataBits: 7, parity: 'odd', stopBits: 1, dtr: true, rts: false },
  format: ut71xFormat,
  face: ut71xFace,
  cannotTell: ['hold', 'relative', 'min-max', 'peak'],
});
