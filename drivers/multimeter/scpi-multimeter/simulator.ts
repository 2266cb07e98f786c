/**
 * A SCPI multimeter on its wire: it takes lines, works them off one after the other as the real ones do, and lets a
 * measurement take its time. What it measures is in `simulated-meter.ts`. An answer goes only to who asked for it.
 */
import type { SimulatedInstrument, SimulatorContext } from '../../contract/simulator.ts';
import { latin1Bytes, simulatedInbox } from '../../protocol/scpi/simulated-inbox.ts';
import type { SimulatedUnit } from '../../simulated-unit/unit.ts';
import { commandsOf } from './command-line.ts';
import type { MeterFunction } from './functions.ts';
import { type SimulatedDegrees, type SimulatedMath, SimulatedMeter } from './simulated-meter.ts';
import { type ModelName, simulatedModel } from './simulated-models.ts';

export interface ScpiMultimeterOptions {
  /** 34465A by default. */
  readonly model?: ModelName;
}

export interface SimulatedScpiMultimeter extends SimulatedInstrument {
  /** What this function shows from now on, in the base unit; infinite means overload. */
  show(name: MeterFunction, value: number): void;
  /** The front panel: what is done to a number before it is told. */
  calculate(math: SimulatedMath | undefined): void;
  /** The front panel: in which degrees temperatures are. */
  showDegrees(degrees: SimulatedDegrees): void;
  /** The front panel: chooses a function behind the driver's back. */
  turnTo(name: MeterFunction): void;
}

export function simulateScpiMultimeter(
  unit: SimulatedUnit,
  { clock, faults }: SimulatorContext,
  options: ScpiMultimeterOptions = {},
): SimulatedScpiMultimeter {
  const model = simulatedModel(options.model ?? '34465A');
  const meter = new SimulatedMeter(model, unit, faults);
  const inbox = simulatedInbox((line, { reply, done }) => {
    const obeyed = commandsOf(line).map((command) => meter.obey(command));
    const answers = obeyed.flatMap(({ answer }) => (answer === undefined ? [] : [answer]));
    const takesMs = obeyed.reduce((sum, { afterMs }) => sum + afterMs, 0);
    clock.after(takesMs, () => {
      if (answers.length > 0) reply(latin1Bytes(answers.join(';') + model.lineEnd));
      done();
    });
  });
  return {
    ...inbox,
    isRemote: () => meter.isRemote,
    show: (name, value) => meter.show(name, value),
    calculate: (math) => meter.calculate(math),
    showDegrees: (degrees) => meter.showDegrees(degrees),
    turnTo: (name) => meter.turnTo(name),
    press(mode) {
      if (mode !== undefined && mode !== 'relative') return false;
      meter.calculate(mode === undefined ? undefined : { subtract: 1 });
      return true;
    },
  };
}
