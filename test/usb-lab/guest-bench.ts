/**
 * What the cases work with inside the guest: the process that holds the devices, USB/IP's own client that plugs them in,
 * and the station's real bench. Every wait has a limit.
 */
import { type ChildProcess, execFile, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import type { DiscoveredInstrument } from '../../drivers/bench/bench-api.ts';
import { discover } from '../../drivers/bench/discovery.ts';
import { listUsbDevices } from '../../drivers/bench/machine.ts';
import { type RealBench, realBench } from '../../drivers/bench/real-bench.ts';
import { listSerialPorts } from '../../drivers/bench/serial-ports.ts';
import { catalogue } from '../../drivers/catalogue.ts';
import type { BlockPiece } from '../../drivers/contract/block-sink.ts';
import type { Instrument } from '../../drivers/contract/driver.ts';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import { type Failure, failureOf } from '../../foundation/failure.ts';
import { busIds, type DeviceName } from './lab-facts.ts';
import type { RackAnswer, RackVerb } from './rack-channel.ts';

const run = promisify(execFile);
/**
 * The emulated guest is many times slower than any computer with instruments. Its bench's clock goes slower as well, so
 * that what a driver gives an instrument to answer is enough on a busy computer, too.
 */
const benchSpeed = 0.2;
/** A guard against what never comes; in the bench's own milliseconds. */
const waitMs = 15_000;
const lookMs = 30;

export interface OpenedHere {
  readonly instrument: Instrument;
  /** Why the instrument was lost; empty while it is there. */
  readonly lost: Failure[];
  readonly pieces: BlockPiece[];
  /** The call's answer, or the failure's code where it fails. */
  call(verb: string, args?: unknown, deadlineMs?: number): Promise<unknown>;
}

export class GuestBench {
  readonly clock = new RealClock({ speed: benchSpeed });
  readonly bench: RealBench;
  readonly #rack: ChildProcess;
  readonly #asked = new Map<number, (value: unknown) => void>();
  #number = 0;

  private constructor(rack: ChildProcess) {
    this.#rack = rack;
    this.bench = realBench({ clock: this.clock, drivers: catalogue, dataFolder: '/run/lab/station' });
    rack.on('message', ({ id, value }: RackAnswer) => {
      this.#asked.get(id)?.(value);
      this.#asked.delete(id);
    });
  }

  static async start(rackEntry: string): Promise<GuestBench> {
    // It computes long records at a stretch, during which no device answers: that should be over soon.
    const rack = fork(rackEntry, [], { stdio: 'inherit', execArgv: [] });
    const bench = new GuestBench(rack);
    await bench.#within(new Promise((resolve) => bench.#asked.set(0, resolve)), 'the rack');
    return bench;
  }

  async stop(): Promise<void> {
    await this.bench.release();
    this.#rack.kill('SIGKILL');
  }

  rack(verb: RackVerb): Promise<unknown> {
    const id = ++this.#number;
    const answer = new Promise((resolve) => this.#asked.set(id, resolve));
    this.#rack.send({ ...verb, id });
    return this.#within(answer, verb.verb);
  }

  /** Resolves when the kernel has listed it and `file`, where one is named, is there. */
  async plug(device: DeviceName, file?: string): Promise<void> {
    await run('usbip', ['attach', '-r', '127.0.0.1', '-b', busIds[device]], { timeout: waitMs / benchSpeed });
    if (file !== undefined) await this.until(() => existsSync(file), file);
  }

  /** Resolves when the kernel does not list it any more. */
  async pull(device: DeviceName): Promise<void> {
    const before = await this.count();
    await this.rack({ verb: 'pull', device });
    await this.until(async () => (await this.count()) < before, `${device} out`);
  }

  async count(): Promise<number> {
    return (await listUsbDevices('/sys/bus/usb/devices')).length;
  }

  async until(isTrue: () => boolean | Promise<boolean>, what: string, limitMs = waitMs): Promise<void> {
    const limit = this.clock.now() + limitMs;
    while (!(await isTrue())) {
      if (this.clock.now() > limit) throw new Error(`waited for ${what} in vain`);
      await this.clock.sleep(lookMs);
    }
  }

  /** Without phones, for which adb would be started and asked. */
  async discovered(): Promise<readonly DiscoveredInstrument[]> {
    const parts = { drivers: catalogue, listPorts: listSerialPorts, listPhones: () => Promise.resolve([]) };
    return (await discover(parts, [])).instruments;
  }

  /** What is there with this serial number; waits for it. */
  async withSerial(serial: string): Promise<DiscoveredInstrument> {
    let found: DiscoveredInstrument | undefined;
    await this.until(async () => {
      found = (await this.discovered()).find(({ stableId }) => stableId?.endsWith(`:${serial}`) === true);
      return found !== undefined;
    }, serial);
    if (found === undefined) throw new Error(serial);
    return found;
  }

  async open(driverId: string, address: string): Promise<OpenedHere> {
    const driver = catalogue.find(({ manifest }) => manifest.id === driverId);
    if (driver === undefined) throw new Error(`no driver ${driverId}`);
    const link = await this.bench.parts.open(driver, address, undefined);
    const { clock } = this;
    let instrument: Instrument | undefined;
    if (driver.link === 'bytes' && link.link === 'bytes') instrument = await driver.open(link.transport, { clock });
    if (driver.link === 'phone' && link.link === 'phone') instrument = await driver.open(link.phone, { clock });
    if (instrument === undefined) throw new Error('driver and link do not fit');
    return opened(instrument);
  }

  async #within<T>(work: Promise<T>, what: string): Promise<T> {
    let cancel: () => void = () => undefined;
    const limit = new Promise<never>((_, reject) => {
      cancel = this.clock.deadline(waitMs, () => reject(new Error(`waited for ${what} in vain`)));
    });
    try {
      return await Promise.race([work, limit]);
    } finally {
      cancel();
    }
  }
}

/** Asks again and again, so that a question is always under way, until one fails: what came before, and that code. */
export async function untilCut(
  instrument: OpenedHere,
  verb: string,
): Promise<{ readonly before: readonly unknown[]; readonly cut: string }> {
  const before: unknown[] = [];
  for (;;) {
    const answer = await instrument.call(verb);
    if (typeof answer === 'string') return { before, cut: answer };
    before.push(answer);
  }
}

/** The code a call fails with, or what it gives. */
export function codeOf<T>(work: Promise<T>): Promise<T | string> {
  return work.catch((error: unknown) => failureOf(error).code);
}

function opened(instrument: Instrument): OpenedHere {
  const lost: Failure[] = [];
  const pieces: BlockPiece[] = [];
  instrument.onLost(({ code, params }) => lost.push({ code, params: params as Failure['params'] }));
  return {
    instrument,
    lost,
    pieces,
    call: (verb, args = {}, deadlineMs = 20_000) =>
      codeOf(instrument.call(verb, args, { deadlineMs, blocks: (piece) => pieces.push(piece) })),
  };
}
