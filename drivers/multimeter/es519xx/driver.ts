/** Multimeters with the small ES519xx chips: handhelds of 4000 counts that send every 11-byte frame twice. */
import type { HiddenMode } from '../../../foundation/capability/hidden-mode.ts';
import { LineFrameFinder } from '../stream-meter/line-frame-finder.ts';
import type { MeterFormat } from '../stream-meter/meter-format.ts';
import { PairedFrames } from '../stream-meter/paired-frames.ts';
import { streamMeter } from '../stream-meter/stream-meter.ts';
import { autoRanged, type MeterFace } from '../stream-meter/stream-simulator.ts';
import { utD04 } from '../usb-leads.ts';
import { type Es519xxFrame, encodeFrame, frameBytes, parseFrame } from './frame.ts';
import { functionCode } from './function-code.ts';
import { meaningOf, unreadModeOf } from './meaning.ts';
import { type Es519xxVariant, fastVariant, slowVariant } from './variants.ts';

/** From pair to pair, and from a frame to its copy, milliseconds; both from a capture of a real ES51978. */
const periodMs = 750;
const copyAfterMs = 46;
const fullScaleCounts = 4_000;

const keys: Readonly<Partial<Record<HiddenMode, 'hold' | 'max' | 'peak-max'>>> = {
  hold: 'hold',
  'min-max': 'max',
  peak: 'peak-max',
};

/** `frameMs`: milliseconds a frame takes on the line. */
export function es519xxKind(
  variant: Es519xxVariant,
  frameMs: number,
): { readonly format: MeterFormat; readonly face: MeterFace<Es519xxFrame> } {
  const voltExponents = (variant.functions[functionCode.volts]?.exponents ?? []).slice(0, 4);
  return {
    format: {
      frameBytes: 2 * frameBytes,
      finder: () => new PairedFrames(new LineFrameFinder({ frameBytes, sevenBits: true, frameMs })),
      readingOf(bytes) {
        const frame = parseFrame(bytes, variant.optionBits);
        return frame === undefined ? undefined : meaningOf(frame, variant);
      },
      unreadMode(bytes) {
        const frame = parseFrame(bytes, variant.optionBits);
        return frame === undefined ? undefined : unreadModeOf(frame, variant);
      },
      loneHeader: 'shown',
      periodOf: () => periodMs,
      silentAfterMs: 4_000,
    },
    face: {
      encode: (frame) => encodeFrame(frame, variant.optionBits),
      dcVolts(volts) {
        const { range, digits, overload } = autoRanged(volts, voltExponents, fullScaleCounts);
        const sign = volts < 0 && digits > 0 ? (['minus'] as const) : [];
        const shown = Math.min(digits, fullScaleCounts);
        return { range, digits: shown, functionCode: functionCode.volts, overload, lit: ['dc', 'auto', ...sign] };
      },
      largestDigits: 9_999,
      pressed(frame, mode) {
        const bit = keys[mode];
        const isTold = variant.optionBits.some(([, , name]) => name === bit);
        return bit === undefined || !isTold ? undefined : { ...frame, lit: [...frame.lit, bit] };
      },
      copyAfterMs,
    },
  };
}

const recognisedBy = 'its stream of 11-byte frames, each sent twice, that end with CR LF; the cable tells nothing';

// Ten bits a byte: eleven of them take 6 ms at 19 200 baud and 46 ms at 2400.
export const uniTUt60g = streamMeter({
  id: 'uni-t-ut60g',
  models: [
    { make: 'UNI-T', model: 'UT60G' },
    { make: 'Tenma', model: '72-7750' },
  ],
  recognisedBy,
  usb: utD04,
  line: { baudRate: 19_200, dataBits: 7, parity: 'odd', stopBits: 1, dtr: true, rts: false },
  ...es519xxKind(fastVariant, 6),
  cannotTell: ['relative'],
});

export const isoTechIdm103n = streamMeter({
  id: 'iso-tech-idm103n',
  models: [{ make: 'ISO-TECH', model: 'IDM103N' }],
  recognisedBy,
  line: { baudRate: 2_400, dataBits: 7, parity: 'odd', stopBits: 1, dtr: true },
  ...es519xxKind(slowVariant, 46),
  cannotTell: ['hold', 'relative', 'min-max'],
});
