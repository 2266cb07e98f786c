/**
 * The frames that UNI-T's later meters begin with AB CD. Pure. Two dialects that must not be mixed: a length of one byte
 * and a sum of everything, high byte first (UT61E+, UT8803E); a length of two bytes, low byte first, and a sum of length
 * and payload, low byte first (UT181A). Sources: github.com/ljakob/unit_ut61eplus, github.com/philpagel/ut8803e and
 * github.com/antage/ut181a (facts only).
 */
import { MarkedFrameFinder, type MarkedFrameShape } from '../stream-meter/marked-frame-finder.ts';

export interface AbcdDialect extends MarkedFrameShape {
  encode(payload: Uint8Array): Uint8Array;
  /** What a sound frame carries. */
  payloadOf(frame: Uint8Array): Uint8Array;
}

const marker = [0xab, 0xcd] as const;
const sumBytes = 2;
const sumOf = (bytes: Uint8Array) => bytes.reduce((sum, byte) => (sum + byte) & 0xffff, 0);

/** Length counts what is behind it. */
export const shortDialect: AbcdDialect = {
  marker,
  headBytes: 3,
  frameMs: 70,
  lengthOf: ([, , length = 0]) => (length >= 3 && length <= 60 ? 3 + length : undefined),
  isSound(frame) {
    const body = frame.subarray(0, -sumBytes);
    const [high = 0, low = 0] = frame.subarray(-sumBytes);
    return sumOf(body) === ((high << 8) | low);
  },
  payloadOf: (frame) => frame.slice(3, -sumBytes),
  encode(payload) {
    const body = [...marker, payload.length + sumBytes, ...payload];
    const sum = sumOf(Uint8Array.from(body));
    return Uint8Array.from([...body, sum >> 8, sum & 0xff]);
  },
};

/** Length counts what is behind it, too; the marker is in no sum. */
export const longDialect: AbcdDialect = {
  marker,
  headBytes: 4,
  // The longest measurement has about sixty bytes.
  frameMs: 110,
  lengthOf([, , low = 0, high = 0]) {
    const length = low | (high << 8);
    return length >= 3 && length <= 256 ? 4 + length : undefined;
  },
  isSound(frame) {
    const body = frame.subarray(2, -sumBytes);
    const [low = 0, high = 0] = frame.subarray(-sumBytes);
    return sumOf(body) === ((high << 8) | low);
  },
  payloadOf: (frame) => frame.slice(4, -sumBytes),
  encode(payload) {
    const length = payload.length + sumBytes;
    const body = [length & 0xff, length >> 8, ...payload];
    const sum = sumOf(Uint8Array.from(body));
    return Uint8Array.from([...marker, ...body, sum & 0xff, sum >> 8]);
  },
};

/** The payloads of all the frames these bytes are; `undefined` when anything else is among them. */
export function payloadsIn(bytes: Uint8Array, dialect: AbcdDialect): Uint8Array[] | undefined {
  const finder = new MarkedFrameFinder(dialect);
  const found = finder.push(bytes);
  return found.length > 0 && finder.discardedBytes === 0
    ? found.map((frame) => dialect.payloadOf(frame.bytes))
    : undefined;
}
