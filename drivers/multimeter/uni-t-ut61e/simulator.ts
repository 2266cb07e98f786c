/**
 * A UT61E's side of the wire, for the simulator of `stream-meter/`: how it ranges DC volts by itself, and what it sends
 * in overload.
 */
import type { HiddenMode } from '../../../foundation/capability/hidden-mode.ts';
import type { SimulatorContext } from '../../contract/simulator.ts';
import type { SimulatedUnit } from '../../simulated-unit/unit.ts';
import {
  autoRanged,
  type MeterFace,
  type SimulatedStreamMeter,
  simulateStreamMeter,
} from '../stream-meter/stream-simulator.ts';
import { blankFrame, type Es51922Frame, encodeFrame } from './frame.ts';
import { ut61eFormat } from './stream-decoder.ts';

const fullScaleCounts = 22_000;
/** Digits a real meter sent together with its overload bit. */
const overloadDigits = 22_580;
/** Auto-ranging in volts uses 2.2 V … 1000 V; 220 mV is a position of the dial. */
const voltExponents = [-4, -3, -2, -1];

/** DC volts as the meter ranges and rounds them by itself. */
export function dcVoltsFrame(volts: number): Es51922Frame {
  const { range, digits, overload } = autoRanged(volts, voltExponents, fullScaleCounts);
  const shown = overload ? overloadDigits : digits;
  return { ...blankFrame, range, digits: shown, negative: volts < 0 && digits > 0, dc: true, auto: true, overload };
}

const keys: Readonly<Record<HiddenMode, Partial<Es51922Frame>>> = {
  hold: { hold: true },
  relative: { rel: true },
  'min-max': { max: true },
  peak: { peakMax: true },
};

export const ut61eFace: MeterFace<Es51922Frame> = {
  encode: encodeFrame,
  dcVolts: dcVoltsFrame,
  largestDigits: 99_999,
  overloadDigits,
  pressed: (frame, mode) => ({ ...frame, ...keys[mode] }),
};

export function simulateUt61e(unit: SimulatedUnit, context: SimulatorContext): SimulatedStreamMeter<Es51922Frame> {
  return simulateStreamMeter({ face: ut61eFace, format: ut61eFormat }, unit, context);
}
