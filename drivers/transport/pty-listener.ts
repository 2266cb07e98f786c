/**
 * A simulator on a real serial or pseudo-terminal path, for other programs to read. The faults of the line are done here
 * as on a simulated pipe. Guarantees that the port is given back when the simulator stops or the cable is pulled.
 */
import type { Clock } from '../../foundation/clock/clock.ts';
import type { Failure } from '../../foundation/failure.ts';
import type { Random } from '../../foundation/random/random.ts';
import type { FaultSwitch } from '../contract/fault.ts';
import type { SimulatedInstrument, Wire } from '../contract/simulator.ts';
import type { LineSettings } from '../contract/transport.ts';
import { inOrder } from './in-order.ts';
import { openSerial } from './serial.ts';
import { damaged } from './simulated.ts';

export interface PtyListenerOptions {
  readonly path: string;
  readonly line: LineSettings;
  readonly clock: Clock;
  readonly random: Random;
  readonly faults: FaultSwitch;
  readonly instrument: SimulatedInstrument;
  /** Milliseconds by which `late-answer` delays everything; 15 s by default. */
  readonly lateByMs?: number;
}

export interface PtyListener {
  /** Resolves with the reason when the port has been given back; never rejects. */
  readonly closed: Promise<Failure>;
  stop(): Promise<void>;
}

/** Fails as `openSerial` does. */
export async function listenOnPty(options: PtyListenerOptions): Promise<PtyListener> {
  const { clock, faults, random, instrument } = options;
  const transport = await openSerial(options);
  const stopWatching = faults.onChange((name, on) => {
    if (name === 'unplug' && on) void transport.close();
  });
  const send = (bytes: Uint8Array) => {
    // The reader may have gone away or not read; the close of the port tells it, the simulator goes on.
    if (!transport.closed) void transport.write(bytes).catch(() => undefined);
  };
  const deliver = inOrder(clock, send);
  const wire: Wire = {
    send(bytes) {
      if (faults.has('silence')) return;
      const left = damaged(bytes, { faults, random });
      deliver([left], { lateMs: faults.has('late-answer') ? (options.lateByMs ?? 15_000) : 0 });
    },
    onData: (listener) => transport.onData(listener),
    onClose: (listener) => transport.onClose(() => listener()),
    hangUp: () => void transport.close(),
  };
  const closed = new Promise<Failure>((resolve) => {
    transport.onClose((reason) => {
      stopWatching();
      instrument.detach();
      void transport.close().then(() => resolve(reason));
    });
  });
  instrument.attach(wire);
  if (faults.has('unplug')) void transport.close();
  return { closed, stop: () => transport.close() };
}
