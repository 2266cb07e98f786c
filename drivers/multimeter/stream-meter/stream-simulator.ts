/**
 * A free-running meter on its wire: it streams frames without being asked, as fast as the real one does, showing the
 * voltage at the probes of the simulated unit as auto-ranged DC volts until it is told to show something else. `drift`
 * makes it read 6 % too high, `overload` shows OL; the faults of the line are the wire's business.
 */
import type { HiddenMode } from '../../../foundation/capability/hidden-mode.ts';
import type { Cancel } from '../../../foundation/clock/clock.ts';
import type { SimulatedInstrument, SimulatorContext, Wire } from '../../contract/simulator.ts';
import type { SimulatedUnit } from '../../simulated-unit/unit.ts';
import type { MeterFormat } from './meter-format.ts';

const driftFactor = 1.06;
/** The host starts to listen at some moment between two frames. */
const firstFrameMs = 200;
/** For a shown state that means nothing: the meter still talks. */
const idlePeriodMs = 500;

/** What every frame that can be shown has, whatever else is in it. */
export interface ShownNumber {
  /** Without sign and point. */
  readonly digits: number;
  readonly overload: boolean;
}

/** The instrument's side of a {@link MeterFormat}. */
export interface MeterFace<F extends ShownNumber> {
  encode(frame: F): Uint8Array;
  /** DC volts as the meter ranges and rounds them by itself. */
  dcVolts(volts: number): F;
  readonly largestDigits: number;
  /** Digits a real meter sends together with its overload bit, where it sends any. */
  readonly overloadDigits?: number;
  /** The frame with this key pressed; `undefined` where no frame tells it, or there is no such key. */
  pressed?(frame: F, mode: HiddenMode): F | undefined;
  /** Where every frame is sent twice: milliseconds from one to its copy. */
  readonly copyAfterMs?: number;
}

export interface SimulatedStreamMeter<F> extends SimulatedInstrument {
  /** Shows this frame from now on; `undefined` goes back to the simulated unit's voltage. */
  show(frame: F | undefined): void;
}

/** The number on a display, as one that ranges by itself shows it. `range` counts the exponents given. */
export function autoRanged(
  value: number,
  exponents: readonly number[],
  fullScaleCounts: number,
): { readonly range: number; readonly digits: number; readonly overload: boolean } {
  const countsOf = (exponent: number) => Math.round(Math.abs(value) / 10 ** exponent);
  const found = exponents.findIndex((exponent) => countsOf(exponent) < fullScaleCounts);
  const range = found === -1 ? exponents.length - 1 : found;
  const digits = countsOf(exponents[range] ?? 0);
  return { range, digits, overload: digits >= fullScaleCounts };
}

export function simulateStreamMeter<F extends ShownNumber>(
  { face, format }: { readonly face: MeterFace<F>; readonly format: MeterFormat },
  unit: SimulatedUnit,
  { clock, faults }: SimulatorContext,
): SimulatedStreamMeter<F> {
  let wire: Wire | undefined;
  let shown: F | undefined;
  let key: HiddenMode | undefined;
  let cancel: Cancel = () => undefined;

  const speak = () => {
    const live = shownNow(face, shown, unit, faults);
    const frame = key === undefined ? live : (face.pressed?.(live, key) ?? live);
    const bytes = face.encode(frame);
    const reading = format.readingOf(bytes);
    const periodMs = reading === undefined ? idlePeriodMs : format.periodOf(reading);
    wire?.send(bytes);
    const { copyAfterMs } = face;
    if (copyAfterMs === undefined) cancel = clock.after(periodMs, speak);
    else {
      cancel = clock.after(copyAfterMs, () => {
        wire?.send(bytes);
        cancel = clock.after(periodMs - copyAfterMs, speak);
      });
    }
  };
  return {
    attach(next) {
      if (wire !== undefined) return;
      wire = next;
      cancel();
      cancel = clock.after(firstFrameMs, speak);
      next.onClose(() => {
        if (wire !== next) return;
        cancel();
        wire = undefined;
      });
    },
    detach() {
      cancel();
      wire = undefined;
    },
    show(frame) {
      shown = frame;
    },
    press(mode) {
      key = mode;
      return mode === undefined || face.pressed?.(shownNow(face, shown, unit, faults), mode) !== undefined;
    },
  };
}

/** What is on a meter's display at this moment; also for meters that are asked for it. */
export function shownNow<F extends ShownNumber>(
  face: Pick<MeterFace<F>, 'dcVolts' | 'largestDigits' | 'overloadDigits'>,
  shown: F | undefined,
  unit: SimulatedUnit,
  faults: SimulatorContext['faults'],
): F {
  const factor = faults.has('drift') ? driftFactor : 1;
  const frame = shown ?? face.dcVolts(unit.batteryTerminal().volts * factor);
  if (faults.has('overload')) return { ...frame, digits: face.overloadDigits ?? frame.digits, overload: true };
  if (shown === undefined) return frame;
  return { ...frame, digits: Math.min(face.largestDigits, Math.round(frame.digits * factor)) };
}
