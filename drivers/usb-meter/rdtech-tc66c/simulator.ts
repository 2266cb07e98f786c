/** A TC66C in the USB line of the simulated unit: an encrypted answer for every `getva`, nothing for anything else. */
import type { SimulatedInstrument, SimulatorContext } from '../../contract/simulator.ts';
import { driftOf } from '../../simulated-unit/drift.ts';
import type { SimulatedUnit } from '../../simulated-unit/unit.ts';
import { frameOf, type TcFrame } from './frame.ts';

const answerMs = 12;
const request = 'getva';

/** What the meter shows now. */
function shown(unit: SimulatedUnit, factor: number): TcFrame {
  const plug = unit.vbus();
  const counted = unit.usbCounted();
  const [volts, amps] = [plug.volts * factor, Math.max(0, plug.amps) * factor];
  return {
    model: 'TC66',
    firmware: '1.14',
    serial: 1_234,
    volts: Math.round(volts * 1e4),
    amps: Math.round(amps * 1e5),
    watts: Math.round(volts * amps * 1e4),
    milliampHours: [Math.floor(counted.ampereHours * 1000), 0],
    milliwattHours: [Math.floor(counted.wattHours * 1000), 0],
    celsius: Math.round(plug.celsius),
    dPlus: Math.round(plug.dPlus * 100),
    dMinus: Math.round(plug.dMinus * 100),
  };
}

/** Faults: `drift` shows volts and amperes several percent off, `overload` far more current than the meter is made for. */
export function simulateTc(unit: SimulatedUnit, { clock, faults }: SimulatorContext): SimulatedInstrument {
  let stop: (() => void) | undefined;
  return {
    attach(wire) {
      let text = '';
      const stopData = wire.onData((chunk) => {
        text = (text + String.fromCharCode(...chunk)).slice(-64);
        for (let place = text.indexOf(request); place !== -1; place = text.indexOf(request)) {
          text = text.slice(place + request.length);
          clock.after(answerMs, () => {
            const frame = shown(unit, driftOf({ clock, faults }, 0.06)());
            wire.send(frameOf(faults.has('overload') ? { ...frame, amps: 900_000, watts: 9 * frame.volts } : frame));
          });
        }
      });
      stop = stopData;
      wire.onClose(stopData);
    },
    detach: () => stop?.(),
  };
}
