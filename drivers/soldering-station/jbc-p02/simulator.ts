/**
 * A JBC station on its USB port with one tool, the iron of the simulated unit. It greets until somebody answers, gives
 * the link up after two seconds without a frame, and lets nobody set anything who has not taken control.
 */
import type { SimulatedInstrument, SimulatorContext, Wire } from '../../contract/simulator.ts';
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
  { iron }: SimulatedUnit,
  { clock, faults }: SimulatorContext,
  { tool = 2 }: P02SimulatorOptions = {},
): SimulatedP02 {
  let wire: Wire | undefined;
  let lastHeardMs = Number.NEGATIVE_INFINITY;
  let controlled = false;
  /** Whether somebody has answered the greeting. */
  let known = false;
  let stop: () => void = () => undefined;
  const drift = () => (faults.has('drift') ? 1.07 + 0.02 * Math.sin(clock.now() / 20_000) : 1);
  const uti = (celsius: number) => {
    const value = Math.round(celsius * drift() * utiPerCelsius);
    return [value & 0xff, value >> 8];
  };
  const send = (frame: P02Frame) => clock.after(answerMs, () => wire?.send(p02Bytes(frame)));

  const greet = () => {
    if (known && clock.now() - lastHeardMs < linkLastsMs) return;
    controlled = false;
    known = false;
    wire?.send(p02Bytes({ to: 0, from: address, fid: 0xfd, command: p02.handshake, data: Uint8Array.of(address) }));
  };

  const answers: Readonly<Record<number, (data: Uint8Array) => readonly number[] | number>> = {
    [p02.firmware]: () => Array.from('02:DDE_CAP26_06:8886855:0023005', (letter) => letter.charCodeAt(0)),
    [p02.deviceId]: () => Array.from('SIMULATED0000000000000000000000', (letter) => letter.charCodeAt(0)),
    [p02.ack]: () => [p02.ack],
    [p02.alive]: () => [p02.ack],
    [p02.selectedTemperature]: () => [...uti(iron.state().setCelsius), 0],
    [p02.tipTemperature]: () => [...uti(iron.state().tipCelsius), 0, 0, 0],
    [p02.connectedTool]: () => [tool, 0],
    [p02.toolStatus]: () => [statusBits[iron.state().mode], 0],
    [p02.highestTemperature]: () => uti(limits.highest),
    [p02.lowestTemperature]: () => uti(limits.lowest),
    [p02.connectStatus]: (data) => {
      controlled = data.at(-1) === 'C'.charCodeAt(0);
      return [p02.ack];
    },
    [p02.selectTemperature]: (data) => {
      const celsius = word(data, 0) / utiPerCelsius;
      if (!controlled) return 4;
      if (celsius < limits.lowest || celsius > limits.highest || data[2] !== 0) return 3;
      iron.set({ celsius });
      return [p02.ack, 0];
    },
  };
  const portCommands = new Set<number>([p02.selectedTemperature, p02.tipTemperature, p02.toolStatus]);

  const heard = ({ to, fid, command, data }: P02Frame) => {
    if (to !== address && to !== (address ^ 0x80)) return;
    if (command === p02.handshake) known = true;
    if (!known) return;
    lastHeardMs = clock.now();
    if (command === p02.handshake) return;
    const common = { to: hostAddress, from: address, fid };
    const isOtherPort = portCommands.has(command) && data[0] !== 0;
    const answer = isOtherPort ? 3 : (answers[command]?.(data) ?? 2);
    if (typeof answer !== 'number') send({ ...common, command, data: Uint8Array.from(answer) });
    else send({ ...common, command: p02.nack, data: Uint8Array.of(answer, command) });
  };

  return {
    isControlled: () => controlled,
    isRemote: () => controlled,
    restart() {
      known = false;
      controlled = false;
    },
    attach(newWire) {
      wire = newWire;
      const finder = new P02Finder();
      known = false;
      const stopData = newWire.onData((chunk) => {
        for (const frame of finder.push(chunk)) heard(frame);
      });
      let cancel: () => void = () => undefined;
      const again = () => {
        cancel = clock.after(greetEveryMs, () => {
          greet();
          again();
        });
      };
      clock.after(50, greet);
      again();
      stop = () => {
        stopData();
        cancel();
        if (wire === newWire) wire = undefined;
      };
      newWire.onClose(stop);
    },
    detach: () => stop(),
  };
}
