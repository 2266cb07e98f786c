/**
 * P6 for instruments on USBTMC: while an answer is due that does not come, Linux's driver lets nothing else through for five
 * seconds, and through USB itself the answer has to be given up first. The frame goes past the kernel's read where the rights
 * for that are there, else it waits for that and for nothing more; no other output waits with it. On virtual time, with a
 * supply that has fallen silent.
 */
import { expect, it } from 'vitest';
import type { BenchParts } from '../../drivers/bench/bench-server.ts';
import { FaultSwitch } from '../../drivers/contract/fault.ts';
import type { Transport } from '../../drivers/contract/transport.ts';
import { koradDriver } from '../../drivers/power-supply/korad-ka3005p/driver.ts';
import { dp800Driver } from '../../drivers/power-supply/rigol-dp800/driver.ts';
import { deviationsOf } from '../../drivers/protocol/usbtmc/deviations.ts';
import { createUnit } from '../../drivers/simulated-unit/simulated-bench-unit.ts';
import { simulatedPipe } from '../../drivers/transport/simulated.ts';
import { SimulatedUsbtmc } from '../../drivers/transport/simulated-usbtmc.ts';
import { usbtmcTransport } from '../../drivers/transport/usbtmc.ts';
import { type UsbtmcFile, usbtmcFileTransport } from '../../drivers/transport/usbtmc-file.ts';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { CodedError } from '../../foundation/failure.ts';
import type { Port } from '../../foundation/port/port.ts';
import { seededRandom } from '../../foundation/random/random.ts';
import { InlineBench } from '../../station/bench/inline-bench.ts';
import { SafeState } from '../../station/bench/safe-state.ts';

const kernelMs = 5_000;

/** `/dev/usbtmc0` as the kernel has it: a read keeps everything else out, also a second handle, until it is over. */
class Kernel {
  readonly #clock: VirtualClock;
  readonly #open: () => Transport;
  heldUntil = 0;
  /** The interface was taken from the driver. */
  isTaken = false;

  constructor(clock: VirtualClock, open: () => Transport) {
    this.#clock = clock;
    this.#open = open;
  }

  file(): UsbtmcFile {
    const line = this.#open();
    let said: number[] = [];
    line.onData((chunk) => said.push(...chunk));
    const read = async (buffer: Uint8Array) => {
      const until = this.#clock.now() + kernelMs;
      this.heldUntil = until;
      while (!said.includes(0x0a)) {
        if (this.isTaken) throw Object.assign(new Error('taken away'), { code: 'ENODEV' });
        if (this.#clock.now() >= until) throw Object.assign(new Error('timed out'), { code: 'ETIMEDOUT' });
        await this.#clock.sleep(5);
      }
      const bytesRead = said.length;
      buffer.set(said);
      said = [];
      this.heldUntil = this.#clock.now();
      return { bytesRead, buffer };
    };
    const write = async (bytes: Uint8Array, from: number, length: number) => {
      await this.#clock.sleep(Math.max(0, this.heldUntil - this.#clock.now()));
      if (this.isTaken) throw Object.assign(new Error('taken away'), { code: 'ENODEV' });
      await line.write(bytes.subarray(from, from + length));
      return { bytesWritten: length, buffer: bytes };
    };
    return { read, write, close: () => line.close() } as unknown as UsbtmcFile;
  }
}

type Way = 'kernel' | 'usb';

interface RigOptions {
  /** The kernel's file is refused while it is held. */
  readonly refuses?: boolean;
  /** What the way past the kernel's driver comes to; there is none where absent. */
  readonly detour?: 'goes' | 'refused' | 'hangs';
}

/** A DP800 behind USB and a Korad behind a serial line, switched on, and the DP800 silent with a question on the wire. */
async function rig(way: Way, options: RigOptions = {}) {
  const clock = new VirtualClock();
  const context = { clock, random: seededRandom(1), faults: new FaultSwitch() };
  const [unit, other] = [createUnit({ clock }), createUnit({ clock })];
  const supply = dp800Driver.simulate(unit, context);
  const korad = koradDriver.simulate(other, { ...context, faults: new FaultSwitch() });
  const line = () => {
    const { transport, wire } = simulatedPipe({ ...context, address: '/dev/usbtmc0' });
    supply.attach(wire);
    return transport;
  };
  const kernel = new Kernel(clock, line);
  const tmc = async () => {
    if (way === 'usb') {
      const pipe = new SimulatedUsbtmc({ clock });
      const wire = {
        onData: pipe.onData.bind(pipe),
        onClose: pipe.onClose.bind(pipe),
        hangUp: () => pipe.hangUp(),
        send: (bytes: Uint8Array) => (context.faults.has('silence') ? undefined : pipe.send(bytes)),
      };
      supply.attach(wire);
      return usbtmcTransport({ pipe, clock, address: 'usb:1ab1:0e11', deviations: deviationsOf(0x1ab1, 0x0e11) });
    }
    if (options.refuses && clock.now() < kernel.heldUntil)
      throw new CodedError('usb/busy', { address: '/dev/usbtmc0' });
    await clock.sleep(Math.max(0, kernel.heldUntil - clock.now()));
    return usbtmcFileTransport(kernel.file(), '/dev/usbtmc0', clock);
  };
  const past = async (how: NonNullable<RigOptions['detour']>): Promise<Transport> => {
    if (how === 'hangs') await clock.sleep(60_000);
    if (how === 'refused') throw new CodedError('usb/no-permission', { address: '/dev/usbtmc0' });
    kernel.isTaken = true;
    kernel.heldUntil = 0;
    supply.detach();
    return line();
  };
  let isDead = false;
  let benches = 0;
  const parts: BenchParts = {
    clock,
    drivers: [dp800Driver, koradDriver],
    open: async (driver) => {
      const { detour } = options;
      if (driver === dp800Driver)
        return { link: 'bytes', transport: await tmc(), ...(detour && { detour: () => past(detour) }) };
      const { transport, wire } = simulatedPipe({ ...context, faults: new FaultSwitch(), address: '/dev/ttyACM0' });
      korad.attach(wire);
      return { link: 'bytes', transport };
    },
    discover: () => Promise.resolve({ instruments: [], problems: [] }),
    operator: () => undefined,
  };
  const wire = (port: Port) => {
    benches += 1;
    const isFirst = benches === 1;
    return { ...port, post: (message: unknown) => (isFirst && isDead ? undefined : port.post(message)) } as Port;
  };
  const host = new InlineBench({ parts, clock, wire });
  const safe = new SafeState({ host, clock });
  const bench = await host.client();
  for (const [key, driver] of [
    ['dp800', 'rigol-dp800'],
    ['korad', 'korad-ka3005p'],
  ] as const) {
    const opened = await clock.run(bench.call('bench/open', { key, driver, address: key }));
    if (opened.safe !== undefined) safe.register(opened.safe);
    await clock.run(bench.call('bench/grant', { key, lease: 'run' }));
    const on = { key, verb: 'output', args: { on: true }, deadlineMs: 5_000, lease: 'run' };
    await clock.run(bench.call('bench/call', on));
  }
  expect([unit.supply.state().on, other.supply.state().on]).toEqual([true, true]);
  context.faults.set('silence', true);
  const question = { key: 'dp800', verb: 'measure', args: {}, deadlineMs: 60_000, lease: 'run' };
  bench.call('bench/call', question).catch(() => undefined);
  await clock.advance(200);
  const emergency = async () => {
    const began = clock.now();
    let koradOffMs = Number.NaN;
    const watch = async () => {
      while (other.supply.state().on) await clock.sleep(5);
      koradOffMs = clock.now() - began;
    };
    void watch();
    const results = await clock.run(safe.makeSafe('emergency'));
    await clock.advance(50);
    const { outcome, afterMs = 0 } = results.find(({ target }) => target.key === 'dp800') ?? {};
    return { outcome, afterMs, koradOffMs, on: unit.supply.state().on };
  };
  return { emergency, die: () => (isDead = true) };
}

it('the kernel’s driver lets the frame through when the answer is given up, on the handle that is open', async () => {
  const { emergency } = await rig('kernel');
  const { outcome, afterMs, koradOffMs, on } = await emergency();
  expect({ outcome, on }).toEqual({ outcome: 'existing', on: false });
  expect(afterMs).toBeLessThan(kernelMs + 500);
  expect(koradOffMs).toBeLessThan(50);
});

it('the frame goes past the kernel’s read within half a second where the device may be taken from it', async () => {
  const { emergency } = await rig('kernel', { detour: 'goes' });
  const { outcome, afterMs, koradOffMs, on } = await emergency();
  expect({ outcome, on }).toEqual({ outcome: 'fresh', on: false });
  expect(afterMs).toBeLessThan(600);
  expect(koradOffMs).toBeLessThan(50);
});

it.each(['refused', 'hangs'] as const)(
  'a way past the kernel’s read that is %s makes nothing later',
  async (detour) => {
    const { emergency } = await rig('kernel', { detour });
    const { outcome, afterMs, koradOffMs, on } = await emergency();
    expect({ outcome, on }).toEqual({ outcome: 'existing', on: false });
    expect(afterMs).toBeLessThan(kernelMs + 500);
    expect(koradOffMs).toBeLessThan(50);
  },
);

it('through USB itself the answer is aborted and the frame goes out within a second and a half', async () => {
  const { emergency } = await rig('usb');
  const { outcome, afterMs, koradOffMs, on } = await emergency();
  expect({ outcome, on }).toEqual({ outcome: 'existing', on: false });
  expect(afterMs).toBeLessThan(1_500);
  expect(koradOffMs).toBeLessThan(50);
});

it.each([false, true])(
  'a bench that died with the answer due: the fresh handle is had when the kernel gives it (busy until then: %s), others at once',
  async (refuses) => {
    const { emergency, die } = await rig('kernel', { refuses });
    die();
    const { outcome, afterMs, koradOffMs, on } = await emergency();
    expect({ outcome, on }).toEqual({ outcome: 'fresh', on: false });
    expect(afterMs).toBeLessThan(kernelMs + 1_000);
    expect(koradOffMs).toBeLessThan(1_000);
  },
);
