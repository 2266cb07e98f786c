/**
 * Samples as they come from the wire → what a waveform says of itself. Pure, and fed piece by piece, so that a record of
 * any length is never held whole. Guarantees: a sample at an end of the converter's range never takes part in a number,
 * and with one of them there is no number; a place without a sample is counted and left out.
 */
import type { SampleCode, ScopeInput, WaveformScale } from '../../../foundation/capability/oscilloscope.ts';
import type { Reading } from '../../../foundation/measurement/reading.ts';
import { codesOf } from './volts.ts';

export interface WaveformSummary {
  readonly clipped: number;
  readonly holes: number;
  readonly min: Reading;
  readonly max: Reading;
  readonly mean: Reading;
  readonly rms: Reading;
  readonly peakToPeak: Reading;
}

/** Counts and sums the samples of one record. */
export class WaveformTally {
  readonly #code: SampleCode;
  readonly #scale: WaveformScale;
  #count = 0;
  #low = 0;
  #high = 0;
  #holes = 0;
  #min = Number.POSITIVE_INFINITY;
  #max = Number.NEGATIVE_INFINITY;
  /** Sums of the difference to the first code, so that squares stay small and exact. */
  #origin: number | undefined;
  #sum = 0;
  #squares = 0;

  constructor(code: SampleCode, scale: WaveformScale) {
    this.#code = code;
    this.#scale = scale;
  }

  push(bytes: Uint8Array): void {
    const codes = codesOf(bytes, this.#code);
    const { lowest, highest } = this.#scale;
    const hole = this.#scale.hole ?? Number.NaN;
    const origin = this.#origin ?? codes[0] ?? 0;
    this.#origin = origin;
    let [min, max, sum, squares, low, high, holes] = [this.#min, this.#max, 0, 0, 0, 0, 0];
    for (let index = 0; index < codes.length; index++) {
      const code = codes[index] as number;
      if (code === hole) holes += 1;
      else if (code <= lowest) low += 1;
      else if (code >= highest) high += 1;
      else {
        if (code < min) min = code;
        if (code > max) max = code;
        const difference = code - origin;
        sum += difference;
        squares += difference * difference;
      }
    }
    this.#count += codes.length;
    this.#min = min;
    this.#max = max;
    this.#low += low;
    this.#high += high;
    this.#holes += holes;
    this.#sum += sum;
    this.#squares += squares;
  }

  summary(): WaveformSummary {
    const { voltsPerStep, voltsAtZero } = this.#scale;
    const inside = this.#count - this.#low - this.#high - this.#holes;
    const mean = this.#sum / inside;
    const zero = voltsAtZero + (this.#origin ?? 0) * voltsPerStep;
    const variance = this.#squares / inside - mean * mean;
    const meanVolts = zero + mean * voltsPerStep;
    const volts = (code: number) => code * voltsPerStep + voltsAtZero;
    const clippedAt = this.#high > 0 ? 1 : this.#low > 0 ? -1 : undefined;
    const reading = (value: number, beyond: 1 | -1 | undefined) => voltage(value, voltsPerStep, beyond);
    return {
      clipped: this.#low + this.#high,
      holes: this.#holes,
      // One end may be cut off and the other be whole.
      min: reading(volts(this.#min), this.#low > 0 ? -1 : inside === 0 ? clippedAt : undefined),
      max: reading(volts(this.#max), this.#high > 0 ? 1 : inside === 0 ? clippedAt : undefined),
      mean: reading(meanVolts, clippedAt),
      rms: reading(Math.hypot(meanVolts, Math.sqrt(Math.max(0, variance)) * voltsPerStep), clippedAt && 1),
      peakToPeak: reading((this.#max - this.#min) * voltsPerStep, clippedAt && 1),
    };
  }
}

/** What remains of the numbers behind that input: see `Waveform`. An alternating one has the flag `ac`. */
export function asTakenIn(summary: WaveformSummary, { coupling, inverted }: ScopeInput): WaveformSummary {
  const { min, max, mean, rms, peakToPeak } = summary;
  const isDc = coupling === 'dc';
  const when = (isOfSignal: boolean, reading: Reading): Reading => {
    const { overloadSign: _sign, ...head } = reading;
    return isOfSignal ? reading : { ...head, value: null, status: 'invalid' };
  };
  const alternating: Reading = coupling === 'ac' ? { ...peakToPeak, flags: ['ac'] } : peakToPeak;
  return {
    ...summary,
    min: when(isDc && !inverted, min),
    max: when(isDc && !inverted, max),
    mean: when(isDc && !inverted, mean),
    rms: when(isDc, rms),
    peakToPeak: when(coupling !== 'ground', alternating),
  };
}

/** `beyond`: on which side the signal left the range. Without a single sample there is nothing to show. */
function voltage(value: number, resolution: number, beyond: 1 | -1 | undefined): Reading {
  const head = { unit: 'V', quantity: 'voltage', resolution, flags: [] } as const;
  if (beyond !== undefined) return { ...head, value: null, status: 'overrange', overloadSign: beyond };
  if (!Number.isFinite(value)) return { ...head, value: null, status: 'invalid' };
  return { ...head, value, status: 'ok' };
}
