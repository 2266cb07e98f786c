/** A Metex meter on its wire: it answers every `D` with what it shows, the simulated unit's voltage unless told otherwise. */
import type { SimulatedInstrument, SimulatorContext } from '../../contract/simulator.ts';
import type { SimulatedUnit } from '../../simulated-unit/unit.ts';
import { simulateAskedMeter } from '../asked-meter/asked-simulator.ts';
import { autoRanged, type MeterFace, shownNow } from '../stream-meter/stream-simulator.ts';
import { encodeFrame, type MetexFrame } from './frame.ts';

const answerMs = 20;
const request = 0x44;
const fullScaleCounts = 4_000;

export interface SimulatedMetex extends SimulatedInstrument {
  /** Shows this frame from now on; `undefined` goes back to the simulated unit's voltage. */
  show(frame: MetexFrame | undefined): void;
}

const face: Pick<MeterFace<MetexFrame>, 'dcVolts' | 'largestDigits' | 'overloadDigits'> = {
  dcVolts(volts) {
    const { range, digits, overload } = autoRanged(volts, [-3, -2, -1, 0], fullScaleCounts);
    return { mode: 'DC', digits: overload ? 0 : digits, places: 3 - range, negative: volts < 0, overload, unit: 'V' };
  },
  largestDigits: 9_999,
};

/** `displays`: how many one answer holds; the ones behind the first show the lowest, highest and mean of the same. */
export function simulateMetex(
  unit: SimulatedUnit,
  { clock, faults }: SimulatorContext,
  displays: 1 | 4 = 1,
): SimulatedMetex {
  let shown: MetexFrame | undefined;
  const answer = () => {
    const main = shownNow(face, shown, unit, faults);
    const others = ['MN', 'MX', 'AG'].map((mode) => ({ ...main, mode }));
    const frames = displays === 1 ? [main] : [main, ...others];
    return Uint8Array.from(frames.flatMap((frame) => [...encodeFrame(frame)]));
  };
  const take = (pending: Uint8Array) =>
    pending.length === 0 ? { used: 0, answers: [] } : { used: 1, answers: pending[0] === request ? [answer()] : [] };
  return {
    ...simulateAskedMeter({ take, answerMs }, { clock }),
    show(frame) {
      shown = frame;
    },
  };
}
