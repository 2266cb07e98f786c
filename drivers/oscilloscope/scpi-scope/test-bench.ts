/** For tests: a driver on its simulator, on virtual time, and what it put out as blocks. */

import type { OscilloscopeVerbs } from '../../../foundation/capability/oscilloscope.ts';
import { VirtualClock } from '../../../foundation/clock/virtual-clock.ts';
import type { CallProgress } from '../../../foundation/measurement/call-progress.ts';
import { seededRandom } from '../../../foundation/random/random.ts';
import type { BlockPiece } from '../../contract/block-sink.ts';
import type { ByteDriver, Instrument } from '../../contract/driver.ts';
import { FaultSwitch } from '../../contract/fault.ts';
import type { SimulatedInstrument, SimulatorContext } from '../../contract/simulator.ts';
import type { SimulatedUnit } from '../../simulated-unit/unit.ts';
import { simulatedPipe } from '../../transport/simulated.ts';

type In<V extends keyof OscilloscopeVerbs> = OscilloscopeVerbs[V]['in'];
type Out<V extends keyof OscilloscopeVerbs> = OscilloscopeVerbs[V]['out'];

export interface ScopeTestBench {
  readonly clock: VirtualClock;
  readonly faults: FaultSwitch;
  readonly instrument: Instrument;
  /** Lines the instrument was sent. */
  readonly sent: string[];
  /** Every piece of every block. */
  readonly pieces: BlockPiece[];
  /** How far the calls said they were. */
  readonly progress: CallProgress[];
  call<V extends keyof OscilloscopeVerbs>(verb: V, args: In<V>, deadlineMs?: number): Promise<Out<V>>;
  /** What a hand does at the front panel, in the words of the wire. */
  turn(...lines: readonly string[]): Promise<void>;
  /** The same in front of the `place`th line of the driver from now on. */
  before(place: number, line: string): void;
  /** The bytes of the block that came last under this name. */
  block(name: string): Uint8Array;
}

/** So long a hand takes: every line takes the simulator a millisecond. */
const turnMs = 10;

/** Volts on channel 1. */
export const charger = 5.02;

/** Charger at 5.02 V, battery at 3.842 V. */
export const fixedUnit = {
  vbus: () => ({ volts: charger }),
  batteryTerminal: () => ({ volts: 3.842, amps: 0 }),
} as unknown as SimulatedUnit;

export async function scopeTestBench(
  driver: ByteDriver,
  simulate: (context: SimulatorContext) => SimulatedInstrument,
  address = 'tcp:simulated',
): Promise<ScopeTestBench> {
  const clock = new VirtualClock();
  const faults = new FaultSwitch();
  const context = { clock, faults, random: seededRandom(7) };
  const { transport, wire } = simulatedPipe({ ...context, address });
  const sent: string[] = [];
  wire.onData((chunk) =>
    sent.push(
      ...String.fromCharCode(...chunk)
        .split('\n')
        .filter(Boolean),
    ),
  );
  let panel: (chunk: Uint8Array) => void = () => undefined;
  let awaited: { readonly count: number; readonly line: string } | undefined;
  const turn = (...lines: readonly string[]) => panel(bytesOf(lines));
  simulate(context).attach({
    send: (bytes) => wire.send(bytes),
    onClose: (listener) => wire.onClose(listener),
    hangUp: () => wire.hangUp(),
    onData(listener) {
      panel = listener;
      return wire.onData((chunk) => {
        if (awaited !== undefined && sent.length >= awaited.count) {
          const { line } = awaited;
          awaited = undefined;
          turn(line);
        }
        listener(chunk);
      });
    },
  });
  const instrument = await clock.run(driver.open(transport, { clock }));
  const pieces: BlockPiece[] = [];
  const progress: CallProgress[] = [];
  return {
    clock,
    faults,
    instrument,
    sent,
    pieces,
    progress,
    call: (verb, args, deadlineMs = 10_000) =>
      clock.run(
        instrument.call(verb, args, {
          deadlineMs,
          blocks: (piece) => pieces.push(piece),
          progress: (now) => progress.push(now),
        }),
      ) as Promise<never>,
    turn(...lines) {
      turn(...lines);
      return clock.run(clock.sleep(turnMs));
    },
    before(place, line) {
      awaited = { count: sent.length + place, line };
    },
    block(name) {
      const all = pieces.filter(({ block }) => block === name);
      const first = all.map(({ offset }) => offset).lastIndexOf(0);
      const block = new Uint8Array(all[first]?.of ?? 0);
      for (const { offset, bytes } of all.slice(first)) block.set(bytes, offset);
      return block;
    },
  };
}

const bytesOf = (lines: readonly string[]) => new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''));
