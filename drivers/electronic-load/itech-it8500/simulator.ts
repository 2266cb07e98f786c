/** An ITECH IT8512 across the bench supply of the simulated unit. It takes settings only in remote operation. */
import type { SimulatedInstrument, SimulatorContext, Wire } from '../../contract/simulator.ts';
import { simulatedFrames } from '../../protocol/simulated-frames.ts';
import { driftOf } from '../../simulated-unit/drift.ts';
import type { SimulatedUnit } from '../../simulated-unit/unit.ts';
import { quantityOf, simulatedQuantityOf } from '../load-words.ts';
import {
  exponentOf,
  frameBytes,
  it8500,
  it8500Bytes,
  long,
  longBytes,
  modes,
  parseIt8500,
  stateData,
} from './frame.ts';

const answerMs = 15;
/** A frame that has not come whole after this is given up. */
const frameEndsMs = 80;
const accepted = 0x80;
const badSum = 0x90;
const badParameter = 0xa0;
const unknownCommand = 0xb0;
/** Amperes, volts, watts and ohms the IT8512 goes to, in its own digits. */
const most = { amps: 300_000, volts: 120_000, watts: 300_000, ohms: 4_000_000 };

export interface It8500SimulatorOptions {
  /** Five letters; `8512` by default. */
  readonly model?: string;
}

/** Faults: `drift` shows volts and amperes several percent off; a load has no overload display, so `overload` does nothing. */
export function simulateIt8500(
  { load }: SimulatedUnit,
  context: SimulatorContext,
  { model = '8512' }: It8500SimulatorOptions = {},
): SimulatedInstrument {
  const { clock } = context;
  const it8512 = new SimulatedIt8500(load, driftOf(context), model);
  const take = (pending: readonly number[], wire: Wire): readonly number[] => {
    if (pending.length < frameBytes) return pending;
    const frame = parseIt8500(Uint8Array.from(pending));
    if (frame === undefined && pending[0] !== 0xaa) return pending.slice(1);
    const answer = frame === undefined ? badSum : it8512.answerTo(frame.command, frame.data);
    const command = typeof answer === 'number' ? it8500.status : (frame?.command ?? 0);
    const bytes = it8500Bytes(command, typeof answer === 'number' ? [answer] : answer);
    clock.after(answerMs, () => wire.send(bytes));
    return [];
  };
  return { ...simulatedFrames({ clock, endsMs: frameEndsMs, take }), isRemote: () => it8512.isRemote };
}

class SimulatedIt8500 {
  readonly #load: SimulatedUnit['load'];
  readonly #drift: () => number;
  readonly #model: string;
  isRemote = false;

  constructor(load: SimulatedUnit['load'], drift: () => number, model: string) {
    this.#load = load;
    this.#drift = drift;
    this.#model = model;
  }

  /** The data of its answer, or its word on what it was told. */
  answerTo(command: number, data: Uint8Array): readonly number[] | number {
    if (command === it8500.remote) this.isRemote = data[0] === 1;
    else if (command === it8500.model) {
      const name = Array.from(this.#model.padEnd(5, '\0'), (letter) => letter.charCodeAt(0));
      return [...name, 0x23, 0x01, ...Array.from('6000001234', (letter) => letter.charCodeAt(0))];
    } else if (command === it8500.limits) {
      const { amps, volts, watts, ohms } = most;
      return [...[amps, volts, 100, watts, ohms].flatMap(longBytes), 50, 0];
    } else if (command === it8500.state) return this.#shown();
    else if (command === it8500.getMode) return [modes.indexOf(this.#load.state().mode)];
    else return this.#setOrGet(command, data);
    return accepted;
  }

  #setOrGet(command: number, data: Uint8Array): readonly number[] | number {
    const asked = modes.find((mode) => it8500.getValue[mode] === command);
    if (asked !== undefined)
      return longBytes(Math.round(this.#load.state()[simulatedQuantityOf[asked]] / 10 ** exponentOf(asked)));
    const set = modes.find((mode) => it8500.setValue[mode] === command);
    const isSetting = set !== undefined || command === it8500.setMode || command === it8500.input;
    if (!isSetting || !this.isRemote) return unknownCommand;
    if (command === it8500.input) this.#load.input(data[0] === 1);
    else if (command === it8500.setMode) {
      const mode = modes[data[0] ?? -1];
      if (mode === undefined) return badParameter;
      this.#load.set({ mode });
    } else if (set !== undefined) {
      const digits = long(data, 0);
      if (digits > most[quantityOf[set]]) return badParameter;
      this.#load.set({ [simulatedQuantityOf[set]]: digits * 10 ** exponentOf(set) });
    }
    return accepted;
  }

  #shown(): readonly number[] {
    const { volts, amps, on, mode } = this.#load.state();
    const digits = (value: number, exponent: number) => Math.round(value / 10 ** exponent);
    return stateData({
      millivolts: digits(volts * this.#drift(), -3),
      decimilliamps: digits(amps * this.#drift(), -4),
      milliwatts: digits(volts * amps * this.#drift() ** 2, -3),
      input: on,
      remote: this.isRemote,
      mode,
      tripped: false,
    });
  }
}
