/** A KM003C in the USB line of the simulated unit: answers what is asked of its measurements, and refuses the rest. */
import type { SimulatedInstrument, SimulatorContext, Wire } from '../../contract/simulator.ts';
import { simulatedFrames } from '../../protocol/simulated-frames.ts';
import { driftOf } from '../../simulated-unit/drift.ts';
import type { SimulatedUnit } from '../../simulated-unit/unit.ts';
import { type AdcSample, adcData } from './adc.ts';
import { attribute, controlBytes, dataBytes, packetType, parseControl } from './packet.ts';

const answerMs = 4;
/** Bytes of a question that have not come whole after this are given up. */
const questionEndsMs = 50;
const questionBytes = 4;

/** Faults: `drift` shows volts and amperes several percent off, `overload` far more current than the meter is made for. */
export function simulateKm003c(unit: SimulatedUnit, { clock, faults }: SimulatorContext): SimulatedInstrument {
  const shown = (): AdcSample => {
    const factor = driftOf({ clock, faults }, 0.06)();
    const plug = unit.vbus();
    const microvolts = Math.round(plug.volts * factor * 1e6);
    const microamps = faults.has('overload') ? 9_000_000 : Math.round(plug.amps * factor * 1e6);
    return {
      microvolts,
      microamps,
      averageMicrovolts: microvolts,
      averageMicroamps: microamps,
      temperature: Math.round(plug.celsius * 128),
      cc1: 4_100,
      cc2: 0,
      dPlus: Math.round(plug.dPlus * 1e4),
      dMinus: Math.round(plug.dMinus * 1e4),
      vdd: 33_000,
      rate: 0,
    };
  };

  const take = (pending: readonly number[], wire: Wire): readonly number[] => {
    if (pending.length < questionBytes) return pending;
    const packet = parseControl(Uint8Array.from(pending));
    if (packet === undefined) return [];
    const isForUs = packet.type === packetType.getData && packet.attribute === attribute.adc;
    clock.after(answerMs, () => {
      const refusal = controlBytes({ type: packetType.rejected, id: packet.id, attribute: 0 });
      wire.send(isForUs ? dataBytes(packet.id, [{ attribute: attribute.adc, bytes: adcData(shown()) }]) : refusal);
    });
    return [];
  };
  return simulatedFrames({ clock, endsMs: questionEndsMs, take });
}
