/** A Metex meter on its wire: it answers every `D` with what it shows, the simulated unit's voltage unless told otherwise. */
import type { SimulatedInstrument, SimulatorContext } from '../../contract/simulator.ts';
import type { SimulatedUnit } from '../../simulated-unit/unit.ts';
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

export function simulateMetex(unit: SimulatedUnit, { clock, faults }: SimulatorContext): SimulatedMetex {
  let stop: (() => void) | undefined;
  let shown: MetexFrame | undefined;
  return {
    attach(wire) {
      const stopData = wire.onData((chunk) => {
        for (const byte of chunk) {
          if (byte !== request) continue;
          clock.after(answerMs, () => wire.send(encodeFrame(shownNow(face, shown, unit, faults))));
        }
      });
      stop = stopData;
      wire.onClose(stopData);
    },
    detach: () => stop?.(),
    show(frame) {
      shown = frame;
    },
  };
}
