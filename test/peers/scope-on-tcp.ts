/** Simulated oscilloscopes on TCP ports of this machine: settings by the wire, records by our own drivers, and others' numbers. */
import { connect } from 'node:net';
import type { ByteDriver } from '../../drivers/contract/driver.ts';
import { FaultSwitch } from '../../drivers/contract/fault.ts';
import type { SimulatedInstrument, SimulatorContext } from '../../drivers/contract/simulator.ts';
import { voltsOf } from '../../drivers/oscilloscope/scpi-scope/volts.ts';
import { openTcp } from '../../drivers/transport/tcp.ts';
import { listenOnTcp } from '../../drivers/transport/tcp-listener.ts';
import type { CaptureArgs, OscilloscopeVerbs, Waveform } from '../../foundation/capability/oscilloscope.ts';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import { seededRandom } from '../../foundation/random/random.ts';

const host = '127.0.0.1';
const answersWithinMs = 10_000;

export interface ScopeOnTcp {
  readonly port: number;
  /** How often it was sent this. */
  askedFor(words: string): number;
  stop(): Promise<void>;
}

/** `speed`: of the simulator's clock, so that a slow time base does not take its minutes. */
export async function scopeOnTcp(
  simulate: (context: SimulatorContext) => SimulatedInstrument,
  speed = 1,
): Promise<ScopeOnTcp> {
  const context = { clock: new RealClock({ speed }), random: seededRandom(1), faults: new FaultSwitch() };
  const scope = simulate(context);
  let heard = '';
  const instrument: SimulatedInstrument = {
    attach(wire) {
      wire.onData((chunk) => {
        heard += Buffer.from(chunk).toString('latin1');
      });
      scope.attach(wire);
    },
    detach: () => scope.detach(),
  };
  const { port, stop } = await listenOnTcp({ ...context, instrument, port: 0 });
  return { port, askedFor: (words) => heard.split(words).length - 1, stop };
}

/** Sends commands as they are; resolves when the oscilloscope has worked them off. */
export function told(port: number, commands: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true }, () => socket.write([...commands, '*OPC?\n'].join('\n')));
    const limit = setTimeout(() => socket.destroy(new Error(`no answer to ${commands.join('; ')}`)), answersWithinMs);
    socket.once('data', () => socket.end());
    socket.once('error', reject);
    socket.once('close', () => {
      clearTimeout(limit);
      resolve();
    });
  });
}

export interface OurRecord {
  readonly waveform: Waveform;
  readonly volts: Float32Array;
}

/** Our own driver, open for as long as `use` takes. */
export async function withOurDriver<T>(
  driver: ByteDriver,
  port: number,
  use: (scope: OurScope) => Promise<T>,
): Promise<T> {
  const clock = new RealClock();
  const scope = await driver.open(await openTcp({ host, port, clock }), { clock });
  const pieces: Uint8Array[] = [];
  const call: OurScope['call'] = (verb, args) =>
    scope.call(verb, args, { deadlineMs: 60_000, blocks: ({ bytes }) => pieces.push(bytes) }) as Promise<never>;
  try {
    return await use({
      call,
      async record(args) {
        pieces.length = 0;
        const waveform = await call('capture', args);
        const bytes = Uint8Array.from(Buffer.concat(pieces));
        return { waveform, volts: voltsOf(bytes, waveform.code, waveform.scale) };
      },
    });
  } finally {
    await scope.close();
  }
}

export interface OurScope {
  call<V extends keyof OscilloscopeVerbs>(
    verb: V,
    args: OscilloscopeVerbs[V]['in'],
  ): Promise<OscilloscopeVerbs[V]['out']>;
  record(args: CaptureArgs): Promise<OurRecord>;
}

/** Works all of them off, so many at a time: those who wait for others do not wait for each other. */
export async function inLanes<T>(all: readonly T[], lanes: number, work: (one: T) => Promise<void>): Promise<void> {
  const left = [...all];
  const lane = async () => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

/** Largest difference of the two in volts; `NaN` where one of them is shorter. */
export function farthest(ours: ArrayLike<number>, theirs: ArrayLike<number>): number {
  if (ours.length !== theirs.length) return Number.NaN;
  let most = 0;
  for (let index = 0; index < ours.length; index++) {
    const off = Math.abs((ours[index] ?? Number.NaN) - (theirs[index] ?? Number.NaN));
    if (!(off <= most)) most = off;
  }
  return most;
}
