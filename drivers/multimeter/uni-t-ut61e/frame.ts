/**
 * The 14 bytes of the ES51922 (UNI-T UT61E) as fields, and back. Pure. Guarantees that a parsed frame has only bytes
 * 0x30–0x3F, five decimal digits and CR LF; what the fields mean together is the business of `meaning.ts`.
 * Source of the layout: libsigrok, `src/dmm/es519xx.c`; checked against frames of a real meter.
 */
import { functionCode } from '../es519xx/function-code.ts';

export const frameBytes = 14;

/** One frame. `negative` and `overload` are bits of their own: digits stay digits in overload. */
export interface Es51922Frame {
  readonly range: number;
  /** 0 … 99 999, without sign. */
  readonly digits: number;
  /** Byte 6. */
  readonly functionCode: number;
  /** In Hz and in V or A functions: the number is a duty cycle. In continuity: the buzzer's own judgement. */
  readonly judge: boolean;
  readonly negative: boolean;
  readonly lowBattery: boolean;
  readonly overload: boolean;
  readonly max: boolean;
  readonly min: boolean;
  readonly rel: boolean;
  /** Option 1 b0 as it comes; the meter's manual says nothing of it. */
  readonly rmr: boolean;
  readonly underLimit: boolean;
  readonly peakMax: boolean;
  readonly peakMin: boolean;
  readonly dc: boolean;
  readonly ac: boolean;
  readonly auto: boolean;
  /** In V or A functions: the number is a frequency (or a duty cycle with `judge`). */
  readonly vahz: boolean;
  readonly vbar: boolean;
  readonly hold: boolean;
  readonly lowPass: boolean;
}

/** A frame of nothing but zeros, to be spread over by whoever builds one. */
export const blankFrame: Es51922Frame = {
  range: 0,
  digits: 0,
  functionCode: functionCode.volts,
  judge: false,
  negative: false,
  lowBattery: false,
  overload: false,
  max: false,
  min: false,
  rel: false,
  rmr: false,
  underLimit: false,
  peakMax: false,
  peakMin: false,
  dc: false,
  ac: false,
  auto: false,
  vahz: false,
  vbar: false,
  hold: false,
  lowPass: false,
};

/** The frame in exactly 14 bytes without parity bits; `undefined` when they cannot be one. */
export function parseFrame(bytes: Uint8Array): Es51922Frame | undefined {
  if (bytes.length !== frameBytes || bytes[12] !== 0x0d || bytes[13] !== 0x0a) return undefined;
  for (let index = 0; index < 12; index++) if (((bytes[index] ?? 0) & 0xf0) !== 0x30) return undefined;
  const nibble = (index: number) => (bytes[index] ?? 0) & 0x0f;
  let digits = 0;
  for (let index = 1; index <= 5; index++) {
    if (nibble(index) > 9) return undefined;
    digits = digits * 10 + nibble(index);
  }
  const bit = (index: number, place: number) => ((nibble(index) >> place) & 1) === 1;
  return {
    range: nibble(0),
    digits,
    functionCode: bytes[6] ?? 0,
    judge: bit(7, 3),
    negative: bit(7, 2),
    lowBattery: bit(7, 1),
    overload: bit(7, 0),
    max: bit(8, 3),
    min: bit(8, 2),
    rel: bit(8, 1),
    rmr: bit(8, 0),
    underLimit: bit(9, 3),
    peakMax: bit(9, 2),
    peakMin: bit(9, 1),
    dc: bit(10, 3),
    ac: bit(10, 2),
    auto: bit(10, 1),
    vahz: bit(10, 0),
    vbar: bit(11, 2),
    hold: bit(11, 1),
    lowPass: bit(11, 0),
  };
}

/** The 14 bytes of a frame, without parity bits; the simulator's side of {@link parseFrame}. */
export function encodeFrame(frame: Es51922Frame): Uint8Array {
  const bits = (b3: boolean, b2: boolean, b1: boolean, b0: boolean) =>
    0x30 | (Number(b3) << 3) | (Number(b2) << 2) | (Number(b1) << 1) | Number(b0);
  const digits = [...String(frame.digits).padStart(5, '0')].map((digit) => digit.charCodeAt(0));
  return Uint8Array.from([
    0x30 | frame.range,
    ...digits,
    frame.functionCode,
    bits(frame.judge, frame.negative, frame.lowBattery, frame.overload),
    bits(frame.max, frame.min, frame.rel, frame.rmr),
    bits(frame.underLimit, frame.peakMax, frame.peakMin, false),
    bits(frame.dc, frame.ac, frame.auto, frame.vahz),
    bits(false, frame.vbar, frame.hold, frame.lowPass),
    0x0d,
    0x0a,
  ]);
}
