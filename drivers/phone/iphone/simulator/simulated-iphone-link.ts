/**
 * {@link IphoneLink} on the simulated unit: the unit's battery in Apple's words. Guarantees that every wait is on the clock
 * and that the faults of the bench show as they would through the tools: no answer, a late one, a damaged or cut document,
 * a phone that is gone. Drift and overload do not exist: the gauge of a phone is the truth the unit has.
 */
import { CodedError } from '../../../../foundation/failure.ts';
import type { IphoneAskOptions, IphoneLink, IphoneQuestion } from '../../../contract/iphone-link.ts';
import type { SimulatorContext } from '../../../contract/simulator.ts';
import type { SimulatedUnit } from '../../../simulated-unit/unit.ts';
import { damaged } from '../../../transport/simulated.ts';
import { CallsUnderWay } from '../../link/call-watch.ts';
import { linkDefaults } from '../../link/link-defaults.ts';
import { type Plain, renderPlist } from './render-plist.ts';

const udid = '00008101-000A1B2C3D4E001E';
/** A phone of the year of the real tuple in ../README.md. */
const productType = 'iPhone13,2';

/** Fails with `phone/iphone-not-found` while the cable is out. */
export async function simulatedIphoneLink(unit: SimulatedUnit, context: SimulatorContext): Promise<IphoneLink> {
  const { clock, faults, random } = context;
  await clock.sleep(linkDefaults.roundTripMs);
  if (faults.has('unplug') || !unit.phone.linkUp()) throw new CodedError('phone/iphone-not-found', { serial: udid });
  const calls = new CallsUnderWay();
  const unwatch: (() => void)[] = [];
  const end = (code: string, params: Record<string, string> = {}) => {
    for (const stop of unwatch.splice(0)) stop();
    calls.end({ code, params: { serial: udid, ...params } });
  };
  const lose = () => end('phone/link-lost', { why: 'not-found' });
  unwatch.push(
    faults.onChange((name, on) => name === 'unplug' && on && lose()),
    unit.phone.onLink((up) => up || lose()),
  );
  const answered = async <T>(what: string, options: IphoneAskOptions, answer: () => T): Promise<T> => {
    const { deadlineMs = linkDefaults.deadlineMs, signal } = options;
    const watch = calls.begin({ clock, what, deadlineMs: Math.min(deadlineMs, linkDefaults.deadlineMs), signal });
    const working = (async () => {
      await clock.sleep(linkDefaults.roundTripMs);
      if (faults.has('silence')) return watch.over;
      if (faults.has('late-answer')) await clock.sleep(linkDefaults.lateByMs);
      return answer();
    })();
    working.catch(() => {});
    try {
      return await Promise.race([working, watch.over]);
    } finally {
      watch.stop();
    }
  };
  const spoilt = (text: string) =>
    new TextDecoder().decode(damaged(new TextEncoder().encode(text), { faults, random }));
  return {
    udid,
    closed: calls.closed,
    ask: (question, options = {}) => answered(question, options, () => spoilt(renderPlist(answerTo(question, unit)))),
    crashLogs: (options = {}) => answered('crash-logs', options, () => crashNames(unit)),
    close() {
      end('phone/link-closed');
      return Promise.resolve();
    },
  };
}

function answerTo(question: IphoneQuestion, unit: SimulatedUnit): Plain {
  const { battery } = unit.phone.snapshot();
  const external = battery.plugged !== 'none';
  if (question === 'identity') {
    return {
      ActivationState: 'Activated',
      DeviceClass: 'iPhone',
      PasswordProtected: false,
      ProductType: productType,
      ProductVersion: '17.5.1',
      SerialNumber: 'SIM0IPHONE13',
      UniqueDeviceID: udid,
    };
  }
  if (question === 'battery') {
    const capacity = { BatteryCurrentCapacity: battery.level, BatteryIsCharging: battery.status === 2 };
    return { ...capacity, ExternalConnected: external, FullyCharged: battery.status === 5, HasBattery: true };
  }
  // iPhone 8 and later have nothing in the older entry.
  if (question === 'pmu-charger') return {};
  const current = BigInt.asUintN(64, BigInt(Math.round(battery.amps * 1_000)));
  return {
    IORegistry: {
      AdapterDetails: adapter(battery.maxChargingMicrovolts / 1_000, battery.maxChargingMicroamps / 1_000, external),
      AppleRawCurrentCapacity: Math.round(battery.chargeCounterAh * 1_000),
      AppleRawMaxCapacity: Math.round(battery.fullAh * 1_000),
      ...(battery.cycles < 0 ? {} : { CycleCount: battery.cycles }),
      DesignCapacity: Math.round(battery.designAh * 1_000),
      ExternalConnected: external,
      FullyCharged: battery.status === 5,
      InstantAmperage: current,
      IsCharging: battery.status === 2,
      NominalChargeCapacity: Math.round(battery.fullAh * 1_000),
      Temperature: Math.round(battery.celsius * 100),
      Voltage: Math.round(battery.volts * 1_000),
    },
  };
}

function adapter(millivolts: number, milliamps: number, external: boolean): Plain {
  if (!external) return { AdapterID: 0, Current: 0, IsWireless: false, Watts: 0 };
  const [Voltage, Current] = [Math.round(millivolts), Math.round(milliamps)];
  return { AdapterID: 0, Current, IsWireless: false, Voltage, Watts: Math.round((Voltage * Current) / 1e6) };
}

/** `panic-full-2024-05-01-123456.000.ips`, by the phone's own clock. */
function crashNames(unit: SimulatedUnit): readonly string[] {
  return unit.phone.snapshot().dropBox.map(({ at }) => {
    const [day, time] = new Date(at).toISOString().split('T');
    return `panic-full-${day}-${(time ?? '').slice(0, 8).replaceAll(':', '')}.000.ips`;
  });
}
