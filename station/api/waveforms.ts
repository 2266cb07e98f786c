/** Captured waveforms of a run, for drawing: what they are, and any stretch of one in as many columns as a screen has. Pure types. */
import type { Waveform } from '../../foundation/capability/oscilloscope.ts';

export interface WaveformSummary extends Waveform {
  /** The entry of the journal that stands for it. */
  readonly entry: number;
  /** As the procedure calls the oscilloscope. */
  readonly role: string;
}

export interface WaveformQuery {
  readonly run: string;
  readonly entry: number;
  /** Samples `from` to before `to`. */
  readonly from: number;
  readonly to: number;
  /** Most columns wanted: about one for each pixel. */
  readonly columns: number;
}

/**
 * The smallest and the largest of each column, from the min/max pyramid; a stretch with few samples has a column for each
 * and `min` equals `max`. NaN where the instrument had no sample.
 */
export interface WaveformSpan {
  /** Index of the first sample of each column. */
  readonly first: Float64Array;
  /** Volts. */
  readonly min: Float64Array;
  readonly max: Float64Array;
}
