/**
 * A Center 309 with its probes on the simulated unit: T1 on the back of the phone, T2 at its battery, T3 at the plug, T4
 * without a probe. Answers every `A`, and is silent about anything else.
 */
import type { SimulatedInstrument, SimulatorContext } from '../../contract/simulator.ts';
import { driftOf } from '../../simulated-unit/drift.ts';
import type { SimulatedUnit } from '../../simulated-unit/unit.ts';
import { type CenterFrame, frameOf } from './frame.ts';

const answerMs = 20;
const request = 0x41;
/** From here on the display has whole degrees. */
const wholeFrom = 200;

export interface CenterSimulatorOptions {
  /** Fields that are other than the unit's physics make them. */
  show?(): Partial<CenterFrame>;
}

/** An answer with these temperatures in °C; null for an input without a probe. */
export function centerFrame(celsius: readonly [number, number, number, number | null]): CenterFrame {
  const each = <T>(of: (value: number | null) => T) =>
    [of(celsius[0]), of(celsius[1]), of(celsius[2]), of(celsius[3])] as const;
  const whole = (value: number | null) => value !== null && Math.abs(value) >= wholeFrom;
  return {
    celsius: true,
    lowBattery: false,
    hold: false,
    relative: false,
    difference: false,
    display: 'present',
    recording: false,
    digits: each((value) => Math.round((value ?? 0) * (whole(value) ? 1 : 10))),
    wholeDegrees: each(whole),
    over: each((value) => value === null),
  };
}

/** Faults: `drift` shows temperatures several percent off, `overload` none at all. */
export function simulateCenter(
  unit: SimulatedUnit,
  { clock, faults }: SimulatorContext,
  { show = () => ({}) }: CenterSimulatorOptions = {},
): SimulatedInstrument {
  let stop: (() => void) | undefined;

  const shown = (): CenterFrame => {
    const factor = driftOf({ clock, faults })();
    const { thermal, battery } = unit.phone.snapshot();
    const [skin, cell, plug] = [thermal.skinCelsius, battery.celsius, unit.vbus().celsius].map((real) => real * factor);
    const frame = { ...centerFrame([skin ?? 0, cell ?? 0, plug ?? 0, null]), ...show() };
    return faults.has('overload') ? { ...frame, over: [true, true, true, true] } : frame;
  };

  return {
    attach(wire) {
      const stopData = wire.onData((chunk) => {
        for (const byte of chunk) if (byte === request) clock.after(answerMs, () => wire.send(frameOf(shown())));
      });
      stop = stopData;
      wire.onClose(stopData);
    },
    detach: () => stop?.(),
  };
}
