/** A UM24C, UM25C or UM34C in the USB line of the simulated unit: a dump for every 0xF0, nothing for anything else. */
import type { SimulatedInstrument, SimulatorContext, Wire } from '../../contract/simulator.ts';
import { driftOf } from '../../simulated-unit/drift.ts';
import type { SimulatedUnit } from '../../simulated-unit/unit.ts';
import { frameOf, type MeterFrame, type MeterModel, modelFacts } from './frame.ts';

const answerMs = 25;

export interface UmSimulatorOptions {
  readonly model?: MeterModel;
}

/** What the meter shows now, as the numbers of a dump. */
export function dumpOf(unit: SimulatedUnit, model: MeterModel, factor = 1): MeterFrame {
  const { voltDigits, ampDigits } = modelFacts[model];
  const plug = unit.vbus();
  const counted = unit.usbCounted();
  const volts = Math.min(0xffff, Math.round(plug.volts * factor * 10 ** voltDigits));
  const amps = Math.min(0xffff, Math.round(Math.max(0, plug.amps) * factor * 10 ** ampDigits));
  const [shownVolts, shownAmps] = [volts / 10 ** voltDigits, amps / 10 ** ampDigits];
  const milliampHours = Array.from({ length: 10 }, () => 0);
  const milliwattHours = [...milliampHours];
  milliampHours[0] = Math.floor(counted.ampereHours * 1000);
  milliwattHours[0] = Math.floor(counted.wattHours * 1000);
  const celsius = Math.round(plug.celsius);
  return {
    model,
    volts,
    amps,
    milliwatts: Math.floor(shownVolts * shownAmps * 1000),
    celsius,
    fahrenheit: Math.round(celsius * 1.8 + 32),
    group: 0,
    milliampHours,
    milliwattHours,
    dPlus: Math.round(plug.dPlus * 100),
    dMinus: Math.round(plug.dMinus * 100),
    mode: plug.protocol,
    deciohms: amps === 0 ? 99_999 : Math.min(99_999, Math.floor((shownVolts / shownAmps) * 10)),
  };
}

/** Faults: `drift` shows volts and amperes several percent off, `overload` far more current than the meter is made for. */
export function simulateUm(
  unit: SimulatedUnit,
  { clock, faults }: SimulatorContext,
  { model = 'UM25C' }: UmSimulatorOptions = {},
): SimulatedInstrument {
  let stop: (() => void) | undefined;

  const shown = (): MeterFrame => {
    const factor = driftOf({ clock, faults }, 0.06)();
    const frame = dumpOf(unit, model, factor);
    if (!faults.has('overload')) return frame;
    const { voltDigits, ampDigits } = modelFacts[model];
    const milliwatts = Math.floor((frame.volts / 10 ** voltDigits) * (0xffff / 10 ** ampDigits) * 1000);
    const deciohms = Math.floor((frame.volts / 10 ** voltDigits / (0xffff / 10 ** ampDigits)) * 10);
    return { ...frame, amps: 0xffff, milliwatts, deciohms };
  };

  return {
    attach(wire: Wire) {
      const stopData = wire.onData((chunk) => {
        for (const byte of chunk) {
          if (byte === 0xf0) clock.after(answerMs, () => wire.send(frameOf(shown())));
        }
      });
      stop = stopData;
      wire.onClose(stopData);
    },
    detach: () => stop?.(),
  };
}
