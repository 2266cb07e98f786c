/**
 * A SCPI multimeter on its wire: it takes lines, works them off one after the other as the real ones do, and lets a
 * measurement take its time. What it measures is in `simulated-meter.ts`. An answer goes only to who asked for it.
 */
import type { Clock } from '../../../foundation/clock/clock.ts';
import type { SimulatedInstrument, SimulatorContext, Wire } from '../../contract/simulator.ts';
import type { SimulatedUnit } from '../../simulated-unit/unit.ts';
import { commandsOf } from './command-line.ts';
import type { MeterFunction } from './functions.ts';
import { type SimulatedMath, SimulatedMeter } from './simulated-meter.ts';
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
  /** The front panel: chooses a function behind the driver's back. */
  press(name: MeterFunction): void;
}

export function simulateScpiMultimeter(
  unit: SimulatedUnit,
  { clock, faults }: SimulatorContext,
  options: ScpiMultimeterOptions = {},
): SimulatedScpiMultimeter {
  const model = simulatedModel(options.model ?? '34465A');
  const meter = new SimulatedMeter(model, unit, faults);
  const conversation = new Conversation(meter, clock, model.lineEnd);
  return {
    attach: (wire) => conversation.attach(wire),
    detach: () => conversation.detach(),
    isRemote: () => meter.isRemote,
    show: (name, value) => meter.show(name, value),
    calculate: (math) => meter.calculate(math),
    press: (name) => meter.press(name),
  };
}

class Conversation {
  readonly #meter: SimulatedMeter;
  readonly #clock: Clock;
  readonly #lineEnd: string;
  #wire: Wire | undefined;
  #text = '';
  #lines: string[] = [];
  #busy = false;

  constructor(meter: SimulatedMeter, clock: Clock, lineEnd: string) {
    this.#meter = meter;
    this.#clock = clock;
    this.#lineEnd = lineEnd;
  }

  attach(wire: Wire): void {
    if (this.#wire !== undefined) return;
    this.#wire = wire;
    wire.onData((chunk) => this.#receive(chunk));
    wire.onClose(() => {
      if (this.#wire === wire) this.detach();
    });
  }

  detach(): void {
    this.#wire = undefined;
    this.#text = '';
    this.#lines = [];
  }

  #receive(chunk: Uint8Array): void {
    this.#text += String.fromCharCode(...chunk);
    const parts = this.#text.split('\n');
    this.#text = parts.pop() ?? '';
    this.#lines.push(...parts.map((part) => part.replace(/\r$/, '')));
    this.#workOff();
  }

  #workOff(): void {
    const line = this.#busy ? undefined : this.#lines.shift();
    if (line === undefined) return;
    const asker = this.#wire;
    const done = commandsOf(line).map((command) => this.#meter.obey(command));
    const answers = done.flatMap(({ answer }) => (answer === undefined ? [] : [answer]));
    this.#busy = true;
    const takesMs = done.reduce((sum, { afterMs }) => sum + afterMs, 0);
    this.#clock.after(takesMs, () => {
      this.#busy = false;
      if (answers.length > 0 && this.#wire === asker) asker?.send(latin1Bytes(answers.join(';') + this.#lineEnd));
      this.#workOff();
    });
  }
}

function latin1Bytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff);
}
