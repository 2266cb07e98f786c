/** An RDTech DPS module on the bench supply of the simulated unit; any model. */
import { knownModel, type SimulatedInstrument, type SimulatorContext } from '../../contract/simulator.ts';
import { modbusSlave } from '../../protocol/modbus-rtu/slave.ts';
import type { SimulatedUnit } from '../../simulated-unit/unit.ts';
import { simulatedRegisters, supplyDigits } from '../register-supply/simulated-registers.ts';
import { type DpsModel, dpsModels, register } from './registers.ts';

const version = 17;
const inputCentivolts = 5_600;
const presets = 10;
const presetStride = 0x10;
const presetLength = 8;

export function simulateDps(unit: SimulatedUnit, context: SimulatorContext): SimulatedInstrument {
  const model = modelNamed(context.model);
  const scale = () => model;
  const digits = supplyDigits(unit, context, scale);
  const kept = new Map([
    [register.lock, 0],
    [register.backlight, 4],
    [register.recall, 0],
  ] as readonly (readonly [number, number])[]);
  const [volts, amps] = [model.maxVolts / 10 ** model.voltExponent, model.maxAmps / 10 ** model.ampExponent];
  for (let preset = 0; preset < presets; preset += 1) {
    // Settings, then the limits of voltage, current and power, backlight, and what a recall does to the output.
    const values = [500, 1_000, Math.round(volts), Math.round(amps), model.maxVolts * model.maxAmps, 4, 1, 0];
    for (let place = 0; place < presetLength; place += 1) {
      kept.set(register.firstPreset + preset * presetStride + place, values[place] ?? 0);
    }
  }
  const table = simulatedRegisters(unit, {
    shown: {
      [register.setVolts]: digits.setVolts,
      [register.setAmps]: digits.setAmps,
      [register.volts]: digits.volts,
      [register.amps]: digits.amps,
      [register.power]: digits.power,
      [register.inputVolts]: () => inputCentivolts,
      [register.protection]: () => 0,
      [register.mode]: digits.limiting,
      [register.output]: digits.output,
      [register.model]: () => model.id,
      [register.version]: () => version,
    },
    setting: register.setVolts,
    output: register.output,
    kept,
    scale,
  });
  return modbusSlave(table, context, { unit: 1, answerMs: 15 });
}

function modelNamed(wanted: string | undefined): DpsModel {
  const names = dpsModels.map(({ model }) => model);
  const name = knownModel(wanted, names, 'DPS5005');
  const model = dpsModels.find((one) => one.model === name);
  if (model === undefined) throw new Error(`${name} has no entry`);
  return model;
}
