/**
 * A ZKETECH EBD-USB across the bench supply of the simulated unit. It sends its status twice a second while somebody
 * listens, drops bytes that come too fast, and keeps current only.
 */
import type { SimulatedInstrument, SimulatorContext, Wire } from '../../contract/simulator.ts';
import { driftOf } from '../../simulated-unit/drift.ts';
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
  context: SimulatorContext,
  options: EbdSimulatorOptions = {},
): SimulatedInstrument {
  const { clock } = context;
  const ebdUsb = new SimulatedEbd(unit, driftOf(context), options);
  const isStrict = clock.kind === 'virtual';
  let stop: () => void = () => undefined;
  return {
    attach(wire: Wire) {
      let pending: number[] = [];
      let lastMs = Number.NEGATIVE_INFINITY;
      let cancel: () => void = () => undefined;
      const again = () => {
        cancel = clock.after(statusEveryMs, () => {
          if (ebdUsb.isConnected) wire.send(ebdUsb.status());
          again();
        });
      };
      again();
      const stopData = wire.onData((chunk) => {
        for (const byte of chunk) {
          const sinceMs = clock.now() - lastMs;
          lastMs = clock.now();
          if (isStrict && sinceMs < deafMs) continue;
          if (sinceMs > commandEndsMs) pending = [];
          pending = [...pending, byte].slice(-commandBytes);
          const command = parseCommand(Uint8Array.from(pending));
          if (command === undefined) continue;
          pending = [];
          ebdUsb.obey(command);
        }
      });
      stop = () => {
        stopData();
        cancel();
      };
      wire.onClose(stop);
    },
    detach: () => stop(),
  };
}

class SimulatedEbd {
  readonly #unit: SimulatedUnit;
  readonly #drift: () => number;
  readonly #options: EbdSimulatorOptions;
  #cutOff: number;
  isConnected = false;

  constructor(unit: SimulatedUnit, drift: () => number, options: EbdSimulatorOptions) {
    this.#unit = unit;
    this.#drift = drift;
    this.#options = options;
    this.#cutOff = options.cutOff ?? 0;
  }

  status(): Uint8Array {
    const { volts, amps, on, setAmps } = this.#unit.load.state();
    const { dPlus, dMinus } = this.#unit.vbus();
    const seen = {
      loading: on,
      decimilliamps: amps * this.#drift() * 1e4,
      millivolts: volts * this.#drift() * 1e3,
      dPlusMillivolts: dPlus * 1e3,
      dMinusMillivolts: dMinus * 1e3,
    };
    if (!on) return statusFrame(seen, this.#options.unexplained);
    return statusFrame({ ...seen, limitMilliamps: setAmps * 1e3, cutOff: this.#cutOff });
  }

  obey({ command, milliamps, cutOff }: NonNullable<ReturnType<typeof parseCommand>>): void {
    const { load } = this.#unit;
    if (command === ebd.connect) this.isConnected = true;
    else if (command === ebd.disconnect) {
      this.isConnected = false;
      load.input(false);
    } else if (command === ebd.stop) load.input(this.#options.stopStarts === true && !load.state().on);
    else if (command === ebd.start || command === ebd.change) {
      this.#cutOff = cutOff;
      if (milliamps > 0) load.set({ mode: 'constant-current', setAmps: milliamps / 1000 });
      if (command === ebd.start) load.input(true);
    }
  }
}
