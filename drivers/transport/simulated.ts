/**
 * A byte pipe inside one process: the transport on one end, the simulator's wire on the other. Chunks arrive on clock
 * time, at the pace of the line and in the order they were sent in, so a late answer holds up those behind it. The
 * faults of the wire (byte loss, garbage, silence, late answers, unplug) are done here once for every simulator.
 */
import type { Clock } from '../../foundation/clock/clock.ts';
import type { Random } from '../../foundation/random/random.ts';
import type { FaultSwitch } from '../contract/fault.ts';
import type { Wire } from '../contract/simulator.ts';
import type { Transport } from '../contract/transport.ts';
import { inOrder } from './in-order.ts';
import { PipeEvents } from './pipe-events.ts';

export interface SimulatedPipeOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly faults: FaultSwitch;
  readonly address: string;
  /** Milliseconds a byte takes on the line; 0 for a network. */
  readonly msPerByte?: number;
  /** Milliseconds by which `late-answer` delays everything. */
  readonly lateByMs?: number;
  /** Bytes of one chunk at the most; the whole message by default. */
  readonly chunkBytes?: number;
  /** How much of the usual damage `byte-loss` and `garbage` do; 1 where absent. */
  readonly damagePart?: number;
}

/** Part of all bytes that `byte-loss` swallows. */
const byteLoss = 0.03;
/** Part of all messages that `garbage` damages. */
const garbage = 0.3;

/** A connected pair. `wire.hangUp()` or the fault `unplug` closes the transport with `transport/unplugged`. */
export function simulatedPipe(options: SimulatedPipeOptions): { readonly transport: Transport; readonly wire: Wire } {
  const { clock, faults, address, msPerByte = 0 } = options;
  const events = new PipeEvents();
  const toDevice = new Set<(chunk: Uint8Array) => void>();
  const isClosed = () => events.reason !== undefined;
  const close = (code: string) => {
    if (events.close({ code, params: { address } })) stopWatching();
  };
  const stopWatching = faults.onChange((name, on) => {
    if (name === 'unplug' && on) close('transport/unplugged');
  });
  if (faults.has('unplug')) close('transport/unplugged');

  const arrivals = inOrder(clock, (chunk) => events.data(chunk, clock.now()));
  const departures = inOrder(clock, (chunk) => {
    if (!isClosed()) for (const listener of [...toDevice]) listener(chunk);
  });
  const transport: Transport = {
    address,
    get closed() {
      return isClosed();
    },
    write(bytes) {
      if (events.closedError !== undefined) return Promise.reject(events.closedError);
      departures([bytes.slice()], { msPerByte });
      return Promise.resolve();
    },
    onData: (listener) => events.onData(listener),
    onClose: (listener) => events.onClose(listener),
    close() {
      close('transport/closed');
      return Promise.resolve();
    },
  };
  const wire: Wire = {
    send(bytes) {
      if (isClosed() || faults.has('silence')) return;
      const lateMs = faults.has('late-answer') ? (options.lateByMs ?? 15_000) : 0;
      const left = damaged(bytes, options);
      arrivals(inChunks(left, options.chunkBytes ?? left.length), { msPerByte, lateMs });
    },
    onData(listener) {
      toDevice.add(listener);
      return () => toDevice.delete(listener);
    },
    onClose: (listener) => events.onClose(() => listener()),
    hangUp: () => close('transport/unplugged'),
  };
  return { transport, wire };
}

function inChunks(bytes: Uint8Array, size: number): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let from = 0; from < bytes.length; from += size) chunks.push(bytes.slice(from, from + size));
  return chunks;
}

/** What the faults of the line leave of a message. Also for simulators on real ports. */
export function damaged(
  bytes: Uint8Array,
  { faults, random, damagePart = 1 }: Pick<SimulatedPipeOptions, 'faults' | 'random' | 'damagePart'>,
): Uint8Array {
  let out = bytes;
  if (faults.has('byte-loss')) out = out.filter(() => random.next() >= byteLoss * damagePart);
  if (faults.has('garbage') && random.next() < garbage * damagePart) {
    out = out.slice();
    const place = random.integer(0, Math.max(0, out.length - 1));
    if (random.next() < 0.5 && out.length > 0) out[place] = random.integer(0, 255);
    else out = Uint8Array.from([...out.slice(0, place), random.integer(0, 255), ...out.slice(place)]);
  }
  return out;
}
