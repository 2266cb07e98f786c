/**
 * A ZKETECH EBD-USB across the bench supply of the simulated unit. It sends its status twice a second while somebody
 * listens, drops bytes that come too fast, and keeps current only.
 */
import type { SimulatedInstrument, SimulatorContext, Wire } from '../../contract/simulator.ts';
import type { SimulatedUnit } from '../../simulated-unit/unit.ts';
import { commandBytes, ebd, parseCommand, statusFrame } from './frame.ts';

const statusEveryMs = 500;
/** Half of what the maker's own program leaves; a real port hands bytes over in clumps, so nothing is dropped there. */
const deafMs = 5;
/** A command that has not come whole after this is given up. */
const commandEndsMs = 100;

export interface EbdSimulatorOptions {
  /** The voltage at which it stops by itself, as its keys have set it, in tens of millivolts. */
  readonly cutOff?: number;
  /** What a load that is off has in the places of current and cut-off. */
  readonly unexplained?: readonly [number, number];
  /** The command to stop starts a load that is off, as some are said to do. */
  readonly stopStarts?: boolean;
}

/** Fault `drift`: volts and amperes several percent off. A load has no overload display, so `overload` does nothing. */
export function simulateEbd(
  unit: SimulatedUnit,
  { clock, faults }: SimulatorContext,
  options: EbdSimulatorOptions = {},
): SimulatedInstrument {
  let { cutOff = 0 } = options;
  const { load } = unit;
  const isStrict = clock.kind === 'virtual';
  let wire: Wire | undefined;
  let connected = false;
  let stop: () => void = () => undefined;
  const drift = () => (faults.has('drift') ? 1.07 + 0.02 * Math.sin(clock.now() / 20_000) : 1);

  const tell = () => {
    const { volts, amps, on, setAmps } = load.state();
    const { dPlus, dMinus } = unit.vbus();
    const seen = {
      loading: on,
      decimilliamps: amps * drift() * 1e4,
      millivolts: volts * drift() * 1e3,
      dPlusMillivolts: dPlus * 1e3,
      dMinusMillivolts: dMinus * 1e3,
    };
    wire?.send(
      on ? statusFrame({ ...seen, limitMilliamps: setAmps * 1e3, cutOff }) : statusFrame(seen, options.unexplained),
    );
  };

  const obey = ({ command, milliamps, ...given }: NonNullable<ReturnType<typeof parseCommand>>) => {
    if (command === ebd.connect) connected = true;
    else if (command === ebd.disconnect) {
      connected = false;
      load.input(false);
    } else if (command === ebd.stop) load.input(options.stopStarts === true && !load.state().on);
    else if (command === ebd.start || command === ebd.change) {
      cutOff = given.cutOff;
      if (milliamps > 0) load.set({ mode: 'constant-current', setAmps: milliamps / 1000 });
      if (command === ebd.start) load.input(true);
    }
  };

  return {
    attach(newWire) {
      wire = newWire;
      let pending: number[] = [];
      let lastMs = Number.NEGATIVE_INFINITY;
      let cancel: () => void = () => undefined;
      const again = () => {
        cancel = clock.after(statusEveryMs, () => {
          if (connected) tell();
          again();
        });
      };
      again();
      const stopData = newWire.onData((chunk) => {
        for (const byte of chunk) {
          const sinceMs = clock.now() - lastMs;
          lastMs = clock.now();
          if (isStrict && sinceMs < deafMs) continue;
          if (sinceMs > commandEndsMs) pending = [];
          pending = [...pending, byte].slice(-commandBytes);
          const command = parseCommand(Uint8Array.from(pending));
          if (command === undefined) continue;
          pending = [];
          obey(command);
        }
      });
      stop = () => {
        stopData();
        cancel();
        wire = undefined;
      };
      newWire.onClose(stop);
    },
    detach: () => stop(),
  };
}
