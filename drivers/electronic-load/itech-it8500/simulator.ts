/** An ITECH IT8512 across the bench supply of the simulated unit. It takes settings only in remote operation. */
import type { SimulatedInstrument, SimulatorContext, Wire } from '../../contract/simulator.ts';
import { simulatedFrames } from '../../protocol/simulated-frames.ts';
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
  { clock, faults }: SimulatorContext,
  { model = '8512' }: It8500SimulatorOptions = {},
): SimulatedInstrument {
  let remote = false;
  const drift = () => (faults.has('drift') ? 1.07 + 0.02 * Math.sin(clock.now() / 20_000) : 1);

  const shown = () => {
    const { volts, amps, on, mode } = load.state();
    const digits = (value: number, exponent: number) => Math.round(value / 10 ** exponent);
    return stateData({
      millivolts: digits(volts * drift(), -3),
      decimilliamps: digits(amps * drift(), -4),
      milliwatts: digits(volts * amps * drift() ** 2, -3),
      input: on,
      remote,
      mode,
      tripped: false,
    });
  };
  const value = (mode: (typeof modes)[number]) =>
    Math.round(load.state()[simulatedQuantityOf[mode]] / 10 ** exponentOf(mode));

  const answerTo = (command: number, data: Uint8Array): readonly number[] | number => {
    if (command === it8500.remote) remote = data[0] === 1;
    else if (command === it8500.model) {
      const name = Array.from(model.padEnd(5, '\0'), (letter) => letter.charCodeAt(0));
      return [...name, 0x23, 0x01, ...Array.from('6000001234', (letter) => letter.charCodeAt(0))];
    } else if (command === it8500.limits) {
      const { amps, volts, watts, ohms } = most;
      return [...[amps, volts, 100, watts, ohms].flatMap(longBytes), 50, 0];
    } else if (command === it8500.state) return shown();
    else if (command === it8500.getMode) return [modes.indexOf(load.state().mode)];
    else return setOrGet(command, data);
    return accepted;
  };

  const setOrGet = (command: number, data: Uint8Array): readonly number[] | number => {
    const asked = modes.find((mode) => it8500.getValue[mode] === command);
    if (asked !== undefined) return longBytes(value(asked));
    const set = modes.find((mode) => it8500.setValue[mode] === command);
    const isSetting = set !== undefined || command === it8500.setMode || command === it8500.input;
    if (!isSetting || !remote) return unknownCommand;
    if (command === it8500.input) load.input(data[0] === 1);
    else if (command === it8500.setMode) {
      const mode = modes[data[0] ?? -1];
      if (mode === undefined) return badParameter;
      load.set({ mode });
    } else if (set !== undefined) {
      const digits = long(data, 0);
      if (digits > most[quantityOf[set]]) return badParameter;
      load.set({ [simulatedQuantityOf[set]]: digits * 10 ** exponentOf(set) });
    }
    return accepted;
  };

  const take = (pending: readonly number[], wire: Wire): readonly number[] => {
    if (pending.length < frameBytes) return pending;
    const frame = parseIt8500(Uint8Array.from(pending));
    if (frame === undefined && pending[0] !== 0xaa) return pending.slice(1);
    const answer = frame === undefined ? badSum : answerTo(frame.command, frame.data);
    const command = typeof answer === 'number' ? it8500.status : (frame?.command ?? 0);
    const bytes = it8500Bytes(command, typeof answer === 'number' ? [answer] : answer);
    clock.after(answerMs, () => wire.send(bytes));
    return [];
  };
  return { ...simulatedFrames({ clock, endsMs: frameEndsMs, take }), isRemote: () => remote };
}
