/** The format of a meter that streams images of its display, and its simulator's face: what FS9721, DTM0660 and BM25x share. */
import { type Display, dcVoltsDisplay, displayReading, pressedDisplay, unreadDisplay } from './display.ts';
import { IndexedFrameFinder, type IndexedFrameShape } from './indexed-frame-finder.ts';
import type { MeterFormat } from './meter-format.ts';
import type { MeterFace } from './stream-simulator.ts';

export interface ImageMeterParts extends IndexedFrameShape {
  parse(bytes: Uint8Array): Display | undefined;
  encode(display: Display): Uint8Array;
  /** Full scale in digits. */
  readonly counts: number;
  /** Milliseconds from frame to frame; the slowest written of, so that a number surely is of after the call. */
  readonly periodMs: number;
}

/** Six of the longest periods without a byte, and a meter counts as off. */
const silentPeriods = 6;

export function imageMeter(parts: ImageMeterParts): {
  readonly format: MeterFormat;
  readonly face: MeterFace<Display>;
} {
  const { frameBytes, parse, encode, counts, periodMs } = parts;
  return {
    format: {
      frameBytes,
      finder: () => new IndexedFrameFinder(parts),
      readingOf(bytes) {
        const display = parse(bytes);
        return display === undefined ? undefined : displayReading(display, counts);
      },
      unreadMode(bytes) {
        const display = parse(bytes);
        return display === undefined ? undefined : unreadDisplay(display);
      },
      loneHeader: 'shown',
      periodOf: () => periodMs,
      silentAfterMs: silentPeriods * periodMs,
    },
    face: { encode, dcVolts: (volts) => dcVoltsDisplay(volts, counts), largestDigits: 9_999, pressed: pressedDisplay },
  };
}
