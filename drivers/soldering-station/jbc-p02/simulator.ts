/**
 * A JBC station on its USB port with one tool, the iron of the simulated unit. It greets until somebody answers, gives
 * the link up after two seconds without a frame, and lets nobody set anything who has not taken control.
 */
import type { Clock } from '../../../foundation/clock/clock.ts';
import type { SimulatedInstrument, SimulatorContext, Wire } from '../../contract/simulator.ts';
import { driftOf } from '../../simulated-unit/drift.ts';
import type { IronMode } from '../../simulated-unit/iron.ts';
import type { SimulatedUnit } from '../../simulated-unit/unit.ts';
import { P02Finder, type P02Frame, p02, p02Bytes, utiPerCelsius, word } from './frame.ts';

const greetEveryMs = 700;
const linkLastsMs = 2_000;
const answerMs = 3;
const address = 0x1d;
const hostAddress = 0x80;
const statusBits: Readonly<Record<IronMode, number>> = { working: 0, stand: 1, sleep: 2, hibernation: 4 };
const limits = { lowest: 90, highest: 450 };
/** They name a port; there is one. */
const portCommands = new Set<number>([p02.selectedTemperature, p02.tipTemperature, p02.toolStatus]);

export interface P02SimulatorOptions {
  /** Number of the tool; 2 (T245) by default, 0 for none. */
  readonly tool?: number;
}

/** Also what its front panel would do. */
export interface SimulatedP02 extends SimulatedInstrument {
  /** Switches the station off and on again. */
  restart(): void;
  readonly isControlled: () => boolean;
}

/** Fault `drift`: temperatures several percent off. `overload` has no meaning for a tip and changes nothing. */
export function simulateP02(
  unit: SimulatedUnit,
  context: SimulatorContext,
  { tool = 2 }: P02SimulatorOptions = {},
): SimulatedP02 {
  const { clock } = context;
  let station: P02Station | undefined;
  let stop: () => void = () => undefined;
  return {
    isControlled: () => station?.isControlled === true,
    isRemote: () => station?.isControlled === true,
    restart: () => station?.restart(),
    attach(wire) {
      const own = new P02Station(unit, context, tool, wire);
      station = own;
      const finder = new P02Finder();
      const stopData = wire.onData((chunk) => {
        for (const frame of finder.push(chunk)) own.heard(frame);
      });
      let cancel: () => void = () => undefined;
      const again = () => {
        cancel = clock.after(greetEveryMs, () => {
          own.greet();
          again();
        });
      };
      clock.after(50, () => own.greet());
      again();
      stop = () => {
        stopData();
        cancel();
        own.unplugged();
      };
      wire.onClose(stop);
    },
    detach: () => stop(),
  };
}

/** On one cable. */
class P02Station {
  readonly #iron: SimulatedUnit['iron'];
  readonly #clock: Clock;
  readonly #drift: () => number;
  readonly #tool: number;
  #wire: Wire | undefined;
  #lastHeardMs = Number.NEGATIVE_INFINITY;
  /** Whether somebody has answered the greeting. */
  #isKnown = false;
  isControlled = false;

  constructor({ iron }: SimulatedUnit, context: SimulatorContext, tool: number, wire: Wire) {
    this.#iron = iron;
    this.#clock = context.clock;
    this.#drift = driftOf(context);
    this.#tool = tool;
    this.#wire = wire;
  }

  restart(): void {
    this.#isKnown = false;
    this.isControlled = false;
  }

  unplugged(): void {
    this.#wire = undefined;
  }

  greet(): void {
    if (this.#isKnown && this.#clock.now() - this.#lastHeardMs < linkLastsMs) return;
    this.restart();
    const data = Uint8Array.of(address);
    this.#wire?.send(p02Bytes({ to: 0, from: address, fid: 0xfd, command: p02.handshake, data }));
  }

  heard({ to, fid, command, data }: P02Frame): void {
    if (to !== address && to !== (address ^ 0x80)) return;
    if (command === p02.handshake) this.#isKnown = true;
    if (!this.#isKnown) return;
    this.#lastHeardMs = this.#clock.now();
    if (command === p02.handshake) return;
    const isOtherPort = portCommands.has(command) && data[0] !== 0;
    const answer = isOtherPort ? 3 : this.#answerTo(command, data);
    const told =
      typeof answer === 'number'
        ? { command: p02.nack, data: Uint8Array.of(answer, command) }
        : { command, data: Uint8Array.from(answer) };
    const bytes = p02Bytes({ to: hostAddress, from: address, fid, ...told });
    this.#clock.after(answerMs, () => this.#wire?.send(bytes));
  }

  /** What it answers with, or the number of its refusal. */
  #answerTo(command: number, data: Uint8Array): readonly number[] | number {
    const { setCelsius, tipCelsius, mode } = this.#iron.state();
    const answers: Readonly<Record<number, () => readonly number[] | number>> = {
      [p02.firmware]: () => Array.from('02:DDE_CAP26_06:8886855:0023005', (letter) => letter.charCodeAt(0)),
      [p02.deviceId]: () => Array.from('SIMULATED0000000000000000000000', (letter) => letter.charCodeAt(0)),
      [p02.ack]: () => [p02.ack],
      [p02.alive]: () => [p02.ack],
      [p02.selectedTemperature]: () => [...this.#uti(setCelsius), 0],
      [p02.tipTemperature]: () => [...this.#uti(tipCelsius), 0, 0, 0],
      [p02.connectedTool]: () => [this.#tool, 0],
      [p02.toolStatus]: () => [statusBits[mode], 0],
      [p02.highestTemperature]: () => this.#uti(limits.highest),
      [p02.lowestTemperature]: () => this.#uti(limits.lowest),
      [p02.connectStatus]: () => {
        this.isControlled = data.at(-1) === 'C'.charCodeAt(0);
        return [p02.ack];
      },
      [p02.selectTemperature]: () => this.#select(word(data, 0) / utiPerCelsius, data[2] ?? 0),
    };
    return answers[command]?.() ?? 2;
  }

  #select(celsius: number, port: number): readonly number[] | number {
    if (!this.isControlled) return 4;
    if (celsius < limits.lowest || celsius > limits.highest || port !== 0) return 3;
    this.#iron.set({ celsius });
    return [p02.ack, 0];
  }

  #uti(celsius: number): readonly number[] {
    const value = Math.round(celsius * this.#drift() * utiPerCelsius);
    return [value & 0xff, value >> 8];
  }
}
