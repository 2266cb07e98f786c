/** The devices of the lab, each with the simulated instrument behind it and the bus id it is imported by. */
import { FaultSwitch } from '../../drivers/contract/fault.ts';
import { uniTUt61e } from '../../drivers/multimeter/uni-t-ut61e/driver.ts';
import { uniTUt61ePlus } from '../../drivers/multimeter/uni-t-ut61e-plus/driver.ts';
import { uniTUt8803e } from '../../drivers/multimeter/uni-t-ut8803e/driver.ts';
import { simulateRigol } from '../../drivers/oscilloscope/rigol-ds/simulator.ts';
import { SimulatedAdbd } from '../../drivers/phone/adb-simulator/simulated-adbd.ts';
import { AndroidShell } from '../../drivers/phone/android/simulator/android-shell.ts';
import { koradDriver } from '../../drivers/power-supply/korad-ka3005p/driver.ts';
import { createUnit } from '../../drivers/simulated-unit/simulated-bench-unit.ts';
import type { SimulatedUnit } from '../../drivers/simulated-unit/unit.ts';
import { bridgeOf } from '../../drivers/transport/hid/bridges.ts';
import { listenOnTcp } from '../../drivers/transport/tcp-listener.ts';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import { seededRandom } from '../../foundation/random/random.ts';
import type { UsbDevice } from './device/usb-device.ts';
import { AdbPhoneDevice } from './devices/adb-phone.ts';
import { CdcAcmAdapter } from './devices/cdc-acm.ts';
import { FtdiAdapter } from './devices/ftdi-adapter.ts';
import { HidBridgeDevice } from './devices/hid-bridge.ts';
import { UsbtmcScope } from './devices/usbtmc-scope.ts';
import { busIds, type DeviceName, memoryPoints, serials, shownVolts } from './lab-facts.ts';

/** Always the same, so that a reading is right or wrong without a tolerance for time. */
const steadyUnit = {
  vbus: () => ({ volts: shownVolts.charger }),
  batteryTerminal: () => ({ volts: shownVolts.battery, amps: 0 }),
} as unknown as SimulatedUnit;

export interface Rack {
  readonly devices: Readonly<Record<DeviceName, UsbDevice>>;
  /** For tests: what the devices were told by the host, and where an oscilloscope like the first listens without USB. */
  heard(): {
    readonly scopePort: number;
    readonly features: readonly string[];
    readonly cable: FtdiAdapter['line'];
    readonly lineCoding: readonly number[];
    readonly scopeRequests: readonly number[];
  };
}

export { busIds };

export async function makeRack(): Promise<Rack> {
  const clock = new RealClock();
  const context = () => ({ clock, random: seededRandom(11), faults: new FaultSwitch() });
  const unit = createUnit({ clock, scenario: 'healthy', seed: 5 });
  const adbd = await SimulatedAdbd.start({ host: new AndroidShell(unit.phone, { clock }), port: 0, consent: 'any' });
  const rigol = () => simulateRigol(steadyUnit, context(), { memoryPoints });
  const onTcp = await listenOnTcp({ ...context(), instrument: rigol(), port: 0 });
  const scope = (serial: string) =>
    new UsbtmcScope({
      clock,
      instrument: rigol(),
      vendor: 0x1ab1,
      product: 0x04ce,
      maker: 'Rigol Technologies.',
      name: 'DS1000Z Series',
      serial,
    });
  const lead = new HidBridgeDevice({
    bridge: knownBridge(0x10c4, 0xea80),
    instrument: uniTUt8803e.simulate(steadyUnit, context()),
    maker: 'Silicon Laboratories',
    name: 'CP2110 HID USB-to-UART Bridge',
    serial: serials.lead,
  });
  const shortLead = new HidBridgeDevice({
    bridge: knownBridge(0x1a86, 0xe429),
    instrument: uniTUt61ePlus.simulate(steadyUnit, context()),
    maker: 'WCH.CN',
    name: 'CH9329',
  });
  const supply = new CdcAcmAdapter({
    instrument: koradDriver.simulate(unit, context()),
    vendor: 0x0416,
    product: 0x5011,
    maker: 'Nuvoton',
    name: 'USB Virtual COM',
    serial: serials.supply,
  });
  const cable = new FtdiAdapter({ instrument: uniTUt61e.simulate(steadyUnit, context()), serial: serials.cable });
  const phone = new AdbPhoneDevice({ port: adbd.port, serial: serials.phone });
  const first = scope(serials.scope);
  return {
    devices: {
      scope: first,
      'other-scope': scope(serials['other-scope']),
      lead,
      'short-lead': shortLead,
      supply,
      cable,
      phone,
    },
    heard: () => ({
      scopePort: onTcp.port,
      features: lead.features,
      cable: cable.line,
      lineCoding: [...supply.lineCoding],
      scopeRequests: first.requests,
    }),
  };
}

function knownBridge(vendor: number, product: number) {
  const bridge = bridgeOf(vendor, product);
  if (bridge === undefined) throw new Error('no such bridge');
  return bridge;
}
