/** UNI-T UT8803 and UT8803E: bench meters that stream their display, as characters, over a CP2110 inside. */
import type { HiddenMode } from '../../../foundation/capability/hidden-mode.ts';
import type { ReadingFlag } from '../../../foundation/measurement/reading.ts';
import { MarkedFrameFinder } from '../stream-meter/marked-frame-finder.ts';
import type { MeterFormat } from '../stream-meter/meter-format.ts';
import { streamMeter } from '../stream-meter/stream-meter.ts';
import { autoRanged, type MeterFace, type ShownNumber } from '../stream-meter/stream-simulator.ts';
import { shortDialect } from '../uni-t-abcd/frame.ts';
import { dcVoltsMode, encodePayload, meaningOf, parsePayload, payloadBytes, unreadModeOf } from './payload.ts';

/** Marker, length, payload, sum. */
const frameBytes = 3 + payloadBytes + 2;

const ut8803eFormat: MeterFormat = {
  frameBytes,
  finder: () =>
    new MarkedFrameFinder({
      ...shortDialect,
      // The name it tells when another program asks is a frame of another length, and none of ours.
      lengthOf: (head) => (shortDialect.lengthOf(head) === frameBytes ? frameBytes : undefined),
      frameMs: 22,
    }),
  readingOf(bytes) {
    const display = parsePayload(shortDialect.payloadOf(bytes));
    return display === undefined ? undefined : meaningOf(display);
  },
  unreadMode(bytes) {
    const display = parsePayload(shortDialect.payloadOf(bytes));
    return display === undefined ? undefined : unreadModeOf(display);
  },
  loneHeader: 'shown',
  // About three a second.
  periodOf: () => 400,
  silentAfterMs: 2_500,
};

interface Face extends ShownNumber {
  readonly range: number;
  readonly negative: boolean;
  readonly flags?: readonly ReadingFlag[];
}

const keys: Readonly<Partial<Record<HiddenMode, ReadingFlag>>> = { hold: 'hold', relative: 'rel', 'min-max': 'max' };

/** Six volts, sixty, six hundred: ranges 1 to 3 of that mode. */
const dcVoltsExponents = [-3, -2, -1];

const face: MeterFace<Face> = {
  encode({ digits, overload, range, negative, flags = ['auto'] }) {
    const places = 3 - range;
    const all = String(digits).padStart(4, '0');
    const number = `${negative ? '-' : ''}${all.slice(0, -places)}.${all.slice(-places)}`;
    const text = overload ? `${negative ? '-' : ''}OL` : number;
    const display = { mode: dcVoltsMode, range: range + 1, text, overload, error: false, flags };
    return shortDialect.encode(encodePayload(display));
  },
  dcVolts: (volts) => ({ ...autoRanged(volts, dcVoltsExponents, 6_000), negative: volts < 0 }),
  largestDigits: 9_999,
  pressed(frame, mode) {
    const flag = keys[mode];
    return flag === undefined ? undefined : { ...frame, flags: ['auto', flag] };
  },
};

export const uniTUt8803e = streamMeter({
  id: 'uni-t-ut8803e',
  models: [
    { make: 'UNI-T', model: 'UT8803E' },
    { make: 'UNI-T', model: 'UT8803' },
  ],
  recognisedBy: 'its stream of frames that begin with AB CD; its USB bridge is a CP2110',
  usb: [{ vendor: 0x10c4, product: 0xea80 }],
  line: { baudRate: 9_600, dataBits: 8, parity: 'none', stopBits: 1 },
  format: ut8803eFormat,
  face,
  cannotTell: [],
});
