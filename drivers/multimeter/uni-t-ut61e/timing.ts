/**
 * How long the meter takes for one number, by what it measures (real captures, sigrok-dumps). Milliseconds from one
 * frame to the next; a number is the result of what happened since the frame before it.
 */
import type { Reading } from '../../../foundation/measurement/reading.ts';

const periodMs = { normal: 500, peak: 600, largeCapacitor: 1_000, cycles: 1_050 } as const;

/** Nothing for three of the longest periods: the meter is off, its RS232 key is off, or the cable is out. */
export const silentAfterMs = 3 * periodMs.cycles;

/** Milliseconds between two frames of this kind. */
export function periodOf(reading: Pick<Reading, 'quantity' | 'flags' | 'resolution'>): number {
  if (reading.quantity === 'frequency' || reading.quantity === 'duty-cycle') return periodMs.cycles;
  if (reading.flags.includes('peak-max') || reading.flags.includes('peak-min')) return periodMs.peak;
  // The capture is of 448.4 µF, whose range resolves 0.1 µF … 1 µF.
  if (reading.quantity === 'capacitance' && (reading.resolution ?? 0) >= 1e-8) return periodMs.largeCapacitor;
  return periodMs.normal;
}
