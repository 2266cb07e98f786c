/**
 * A UT61E on its wire: it streams frames without being asked, as fast as the real one does, showing the voltage at the
 * probes of the simulated unit as auto-ranged DC volts until it is told to show something else. `drift` makes it read
 * 6 % too high, `overload` shows OL; the faults of the line are the wire's business.
 */
import type { Cancel } from '../../../foundation/clock/clock.ts';
import type { SimulatedInstrument, SimulatorContext, Wire } from '../../contract/simulator.ts';
import type { SimulatedUnit } from '../../simulated-unit/unit.ts';
import { blankFrame, type Es51922Frame, encodeFrame } from './frame.ts';
import { meaningOf } from './meaning.ts';
import { periodOf } from './timing.ts';

const fullScaleCounts = 22_000;
/** Digits a real meter sent together with its overload bit. */
const overloadDigits = 22_580;
const driftFactor = 1.06;
/** Auto-ranging in volts uses 2.2 V … 1000 V; 220 mV is a position of the dial. */
const voltExponents = [-4, -3, -2, -1];

export interface SimulatedUt61e extends SimulatedInstrument {
  /** Shows this frame from now on; `undefined` goes back to the simulated unit's voltage. */
  show(frame: Es51922Frame | undefined): void;
}

/** DC volts as the meter ranges and rounds them by itself. */
export function dcVoltsFrame(volts: number): Es51922Frame {
  const magnitude = Math.abs(volts);
  const found = voltExponents.findIndex((exponent) => Math.round(magnitude / 10 ** exponent) < fullScaleCounts);
  const range = found === -1 ? voltExponents.length - 1 : found;
  const digits = Math.round(magnitude / 10 ** (voltExponents[range] ?? -1));
  const overload = digits >= fullScaleCounts;
  const shown = overload ? overloadDigits : digits;
  return { ...blankFrame, range, digits: shown, negative: volts < 0 && digits > 0, dc: true, auto: true, overload };
}

export function simulateUt61e(unit: SimulatedUnit, { clock, faults }: SimulatorContext): SimulatedUt61e {
  let wire: Wire | undefined;
  let shown: Es51922Frame | undefined;
  let cancel: Cancel = () => undefined;

  const display = (): Es51922Frame => {
    const factor = faults.has('drift') ? driftFactor : 1;
    const frame = shown ?? dcVoltsFrame(unit.batteryTerminal().volts * factor);
    if (faults.has('overload')) return { ...frame, digits: overloadDigits, overload: true };
    if (shown === undefined) return frame;
    return { ...frame, digits: Math.min(99_999, Math.round(frame.digits * factor)) };
  };
  const speak = () => {
    const frame = display();
    const reading = meaningOf(frame);
    wire?.send(encodeFrame(frame));
    cancel = clock.after(reading === undefined ? 500 : periodOf(reading), speak);
  };
  return {
    attach(next) {
      if (wire !== undefined) return;
      wire = next;
      cancel();
      // The host starts to listen at some moment between two frames.
      cancel = clock.after(200, speak);
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
  };
}
