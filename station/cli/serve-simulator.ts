/** A simulator on a real port: serial or pseudo-terminal path, TCP, or for a phone a device that `adb connect` finds. */
import { type Address, parseAddress } from '../../drivers/bench/open-address.ts';
import type { ByteDriver, Driver } from '../../drivers/contract/driver.ts';
import { FaultSwitch } from '../../drivers/contract/fault.ts';
import type { SimulatorContext } from '../../drivers/contract/simulator.ts';
import { FaultyShellHost } from '../../drivers/phone/adb-simulator/faulty-shell-host.ts';
import { SimulatedAdbd } from '../../drivers/phone/adb-simulator/simulated-adbd.ts';
import { AndroidShell } from '../../drivers/phone/android/simulator/android-shell.ts';
import { createUnit } from '../../drivers/simulated-unit/simulated-bench-unit.ts';
import type { SimulatedUnit } from '../../drivers/simulated-unit/unit.ts';
import { listenOnPty } from '../../drivers/transport/pty-listener.ts';
import { listenOnTcp } from '../../drivers/transport/tcp-listener.ts';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import { CodedError } from '../../foundation/failure.ts';
import { seededRandom } from '../../foundation/random/random.ts';
import type { RunningSimulator, SimulatorRequest } from './command.ts';

type TcpAddress = Extract<Address, { kind: 'tcp' }>;
const never = new Promise<void>(() => undefined);

/** Fails as the port does, or with `bench/wrong-link`, `bench/no-line-settings`, `simulation/unknown-model`, `simulation/one-model`. */
export async function serveSimulator(request: SimulatorRequest): Promise<RunningSimulator> {
  const { driver, scenario, seed, speed } = request;
  const clock = new RealClock({ speed });
  const unit = createUnit({ clock, scenario, seed });
  // A technician has put the probes on, so that there is something to read.
  unit.operator('place-probes', true);
  const context: SimulatorContext = { clock, random: seededRandom(seed), faults: new FaultSwitch(request.faults) };
  const address = portAddress(request.address);
  if (driver.link === 'phone') {
    if (address.kind !== 'tcp') throw wrongLink(driver, request.address);
    if (request.model !== undefined) throw oneModel(driver);
    return phoneOnTcp(new FaultyShellHost(new AndroidShell(unit.phone, { clock }), context), address, context);
  }
  // Apple's protocol is spoken by tools that reach a phone through their own service, and by nothing else.
  if (driver.link === 'iphone') throw wrongLink(driver, request.address);
  const instrument = simulated(driver, unit, context, request.model);
  if (address.kind === 'tcp') {
    const { host, port } = address;
    const listener = await listenOnTcp({ instrument, ...context, host, port });
    return { address: `tcp:${host}:${listener.port}`, ended: never, stop: () => listener.stop() };
  }
  if (address.kind !== 'serial') throw wrongLink(driver, request.address);
  const { line } = driver.manifest;
  if (line === undefined) throw new CodedError('bench/no-line-settings', { driver: driver.manifest.id });
  const listener = await listenOnPty({ path: address.path, line, instrument, ...context });
  return { address: address.path, ended: listener.closed.then(() => undefined), stop: () => listener.stop() };
}

/** A simulator that never asks which model it is would play its only one under the name of another. */
function simulated(driver: ByteDriver, unit: SimulatedUnit, context: SimulatorContext, model: string | undefined) {
  if (model === undefined) return driver.simulate(unit, context);
  let hasChoice = false;
  const asking: SimulatorContext = {
    ...context,
    get model() {
      hasChoice = true;
      return model;
    },
  };
  const instrument = driver.simulate(unit, asking);
  if (!hasChoice) throw oneModel(driver);
  return instrument;
}

async function phoneOnTcp(
  host: FaultyShellHost,
  address: TcpAddress,
  { faults }: SimulatorContext,
): Promise<RunningSimulator> {
  const adbd = await SimulatedAdbd.start({ host, port: address.port, address: address.host, faults });
  return { address: `tcp:${address.host}:${adbd.port}`, ended: never, stop: () => adbd.stop() };
}

/** As {@link parseAddress}, but port 0 asks for any free one. */
function portAddress(text: string): Address {
  const free = /^tcp:([^:[\]]+|\[[^\]]+\]):0$/.exec(text)?.[1];
  return free === undefined ? parseAddress(text) : { kind: 'tcp', host: free.replace(/[[\]]/g, ''), port: 0 };
}

function oneModel(driver: Driver): CodedError {
  return new CodedError('simulation/one-model', { driver: driver.manifest.id });
}

function wrongLink(driver: Driver, address: string): CodedError {
  return new CodedError('bench/wrong-link', { address, driver: driver.manifest.id });
}
