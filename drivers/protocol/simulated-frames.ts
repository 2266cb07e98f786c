/**
 * The instrument's side of a wire on which a frame that does not come whole is given up: bytes are gathered until they
 * are used, and forgotten after a silence. What a frame means is the simulator's own business.
 */
import type { Clock } from '../../foundation/clock/clock.ts';
import type { SimulatedInstrument, Wire } from '../contract/simulator.ts';

export interface SimulatedFrameRules {
  readonly clock: Clock;
  /** Milliseconds of silence after which what has come is given up. */
  readonly endsMs: number;
  /** Called behind every byte with all that is not used yet; gives what is still to be kept. */
  take(pending: readonly number[], wire: Wire): readonly number[];
}

export function simulatedFrames({ clock, endsMs, take }: SimulatedFrameRules): SimulatedInstrument {
  let stop: () => void = () => undefined;
  return {
    attach(wire) {
      let pending: readonly number[] = [];
      let giveUp: () => void = () => undefined;
      const stopData = wire.onData((chunk) => {
        giveUp();
        for (const byte of chunk) pending = take([...pending, byte], wire);
        giveUp = clock.after(endsMs, () => {
          pending = [];
        });
      });
      const end = () => {
        stopData();
        giveUp();
      };
      stop = end;
      wire.onClose(end);
    },
    detach: () => stop(),
  };
}
