/** A Riden RD60xx on the bench supply of the simulated unit; any model, with the range switch of the RD6012P. */
import { knownModel, type SimulatedInstrument, type SimulatorContext } from '../../contract/simulator.ts';
import { modbusSlave } from '../../protocol/modbus-rtu/slave.ts';
import type { SimulatedUnit } from '../../simulated-unit/unit.ts';
import type { SupplyScale } from '../register-supply/panel.ts';
import { simulatedRegisters, supplyDigits } from '../register-supply/simulated-registers.ts';
import { type RidenModel, register, ridenModels, ridenScale } from './registers.ts';

const serial = 12_345;
const firmware = 128;
const celsius = 27;
const inputCentivolts = 6_520;
/** Above the panel: battery, clock, options, protection limits and nine presets. */
const lastRegister = 119;

export interface RidenSimulatorOptions {
  /** Position of the RD6012P's range switch now: 0 is 6 A, 1 is 12 A. */
  range?(): 0 | 1;
}

export function simulateRiden(
  unit: SimulatedUnit,
  context: SimulatorContext,
  { range = () => 0 }: RidenSimulatorOptions = {},
): SimulatedInstrument {
  const model = modelNamed(context.model);
  const scale = () => scaleOf(model, range());
  const digits = supplyDigits(unit, context, scale);
  const shown: Record<number, () => number> = {
    // The common revision of the board; the P models have a last digit of their own.
    [register.model]: () => Math.min(model.ids[0] + 1, model.ids[1]),
    [register.serialHigh]: () => serial >>> 16,
    [register.serialLow]: () => serial & 0xffff,
    [register.firmware]: () => firmware,
    [register.celsiusSign]: () => 0,
    [register.celsius]: () => celsius,
    [register.fahrenheitSign]: () => 0,
    [register.fahrenheit]: () => Math.round(celsius * 1.8 + 32),
    [register.setVolts]: digits.setVolts,
    [register.setAmps]: digits.setAmps,
    [register.volts]: digits.volts,
    [register.amps]: digits.amps,
    [register.powerHigh]: () => 0,
    [register.powerLow]: digits.power,
    [register.inputVolts]: () => inputCentivolts,
    [register.protection]: () => 0,
    [register.mode]: digits.limiting,
    [register.output]: digits.output,
    [register.range]: range,
  };
  const kept = new Map<number, number>();
  for (let place = 0; place <= lastRegister; place += 1) if (!Object.hasOwn(shown, place)) kept.set(place, 0);
  const table = simulatedRegisters(unit, {
    shown,
    setting: register.setVolts,
    output: register.output,
    kept,
    scale,
  });
  return modbusSlave(table, context, { unit: 1, answerMs: 8 });
}

function modelNamed(wanted: string | undefined): RidenModel {
  const names = ridenModels.map(({ model }) => model);
  const name = knownModel(wanted, names, 'RD6006');
  const model = ridenModels.find((one) => one.model === name);
  if (model === undefined) throw new Error(`${name} has no entry`);
  return model;
}

function scaleOf(model: RidenModel, range: number): SupplyScale {
  const scale = ridenScale(model, range);
  if (scale === undefined) throw new Error(`${model.model} has no range ${range}`);
  return scale;
}
