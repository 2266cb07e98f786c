/**
 * What an instrument of each capability is asked for in the conformance suite, and what the simulated unit says the
 * answer should have been. By capability and never by model, so that a new driver needs no line here.
 */
import type { Capability } from '../../foundation/capability/capability.ts';
import type { Reading } from '../../foundation/measurement/reading.ts';
import { rippleVolts } from '../oscilloscope/simulated-scope/simulated-signal.ts';
import type { SimulatedUnit } from '../simulated-unit/unit.ts';

export type Numbers = Readonly<Record<string, number>>;

export interface Look {
  readonly verb: string;
  readonly args: unknown;
  /** The unit's present numbers under the names of {@link readings}. */
  truth(unit: SimulatedUnit): Numbers;
  readings(answer: unknown): Readonly<Record<string, Reading>>;
  /** By how much what is measured swings around the truth while it is looked at, in its unit; not at all where absent. */
  readonly swing?: number;
  /** Whether there is too much for it, which it then says. A source, a load, a tip and a phone have no such display. */
  readonly hasOverload: boolean;
  /** Whether what the instrument can energise is on; for capabilities with a safe state. */
  isEnergised?(unit: SimulatedUnit): boolean;
}

const supplyLook: Look = {
  verb: 'measure',
  args: {},
  hasOverload: false,
  truth(unit) {
    const { volts, amps } = unit.supply.state();
    return { voltage: volts, current: amps };
  },
  readings: (answer) => answer as Record<string, Reading>,
  isEnergised: (unit) => unit.supply.state().on,
};

const usbMeterLook: Look = {
  verb: 'read',
  args: {},
  hasOverload: true,
  truth(unit) {
    const { volts, amps, celsius, dPlus, dMinus } = unit.vbus();
    const { ampereHours, wattHours } = unit.usbCounted();
    const counted = { charge: ampereHours, energy: wattHours };
    return { voltage: volts, current: amps, power: volts * amps, temperature: celsius, dPlus, dMinus, ...counted };
  },
  readings(answer) {
    const readings = Object.entries(answer as Record<string, unknown>).filter(([, value]) => typeof value === 'object');
    return Object.fromEntries(readings) as Record<string, Reading>;
  },
};

const multimeterLook: Look = {
  verb: 'read',
  args: { quantity: 'voltage', coupling: 'dc' },
  hasOverload: true,
  truth: (unit) => ({ voltage: unit.batteryTerminal().volts }),
  readings: (answer) => ({ voltage: answer as Reading }),
};

const phoneLook: Look = {
  verb: 'sample',
  args: { battery: true },
  hasOverload: false,
  truth(unit) {
    const { battery } = unit.phone.snapshot();
    return { level: battery.level, voltage: battery.volts, temperature: battery.celsius, current: battery.amps };
  },
  readings(answer) {
    const { battery } = answer as { battery: Record<string, Reading> };
    const { level, voltage, temperature, current } = battery;
    return { level, voltage, temperature, current } as Record<string, Reading>;
  },
};

/** The fourth input of the simulated thermometer has no probe. */
const thermometerLook: Look = {
  verb: 'read',
  args: {},
  hasOverload: true,
  truth(unit) {
    const { thermal, battery } = unit.phone.snapshot();
    return { T1: thermal.skinCelsius, T2: battery.celsius, T3: unit.vbus().celsius };
  },
  readings(answer) {
    const { T4: _open, ...probes } = answer as Record<string, Reading>;
    return probes;
  },
};

const loadLook: Look = {
  verb: 'measure',
  args: {},
  hasOverload: false,
  truth(unit) {
    const { volts, amps } = unit.load.state();
    return { voltage: volts, current: amps, power: volts * amps };
  },
  readings: (answer) => answer as Record<string, Reading>,
  isEnergised: (unit) => unit.load.state().on,
};

const solderingLook: Look = {
  verb: 'measure',
  args: {},
  hasOverload: false,
  truth(unit) {
    const { tipCelsius, setCelsius } = unit.iron.state();
    return { temperature: tipCelsius, setTemperature: setCelsius };
  },
  readings: (answer) => answer as Record<string, Reading>,
  // At 100 °C and below a tip melts no solder.
  isEnergised: (unit) => unit.iron.state().setCelsius > 100,
};

/** Few points, because they come byte by byte as well. */
const oscilloscopeLook: Look = {
  verb: 'capture',
  args: { channel: 1, points: 60 },
  swing: rippleVolts,
  hasOverload: true,
  truth(unit) {
    const { volts } = unit.vbus();
    return { min: volts, max: volts, mean: volts };
  },
  readings(answer) {
    const { min, max, mean } = answer as Record<string, Reading>;
    return { min, max, mean } as Record<string, Reading>;
  },
};

/** How each capability is looked at. */
export const lookOf: Readonly<Record<Capability, Look>> = {
  PowerSupply: supplyLook,
  UsbMeter: usbMeterLook,
  Multimeter: multimeterLook,
  Thermometer: thermometerLook,
  ElectronicLoad: loadLook,
  SolderingStation: solderingLook,
  Oscilloscope: oscilloscopeLook,
  Phone: phoneLook,
};

/** Changes the unit from read to read, by an order that does not repeat soon: an old answer is then a wrong one. */
export function stir(unit: SimulatedUnit, index: number): void {
  unit.supply.set({ volts: 4.7 + 0.03 * ((index * 7) % 17) });
  unit.load.set({ setAmps: 0.3 + 0.05 * ((index * 7) % 13) });
  unit.iron.set({ celsius: 300 + 5 * ((index * 7) % 17) });
  unit.phone.load([0, 60, 20, 100, 40, 80][(index * 5) % 6] ?? 0);
}

/** Whether a reading is the truth, within its digits, 0.3 %, `swing` and what the truth moved meanwhile; else why not. */
export function untruth(name: string, reading: Reading, moments: readonly Numbers[], swing = 0): string | undefined {
  if (reading.status !== 'ok' || reading.value === null) return undefined;
  const truths = moments.map((moment) => moment[name]).filter((value) => value !== undefined);
  if (truths.length === 0) return `${name} read ${reading.value} ${reading.unit}, and nobody knows what is true`;
  const tolerance = swing + 2.5 * (reading.resolution ?? 0) + 0.003 * Math.max(...truths.map(Math.abs));
  const [low, high] = [Math.min(...truths) - tolerance, Math.max(...truths) + tolerance];
  if (reading.value >= low && reading.value <= high) return undefined;
  return `${name} read ${reading.value} ${reading.unit}, true was ${truths.join(' … ')}`;
}
