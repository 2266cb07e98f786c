/** `dumpsys battery`, the gauge's nodes and BatteryManager's properties as Android 14 prints them. */
import type { PhoneSnapshot } from '../../../simulated-unit/unit.ts';
import type { Flavour } from './flavour.ts';

type Battery = PhoneSnapshot['battery'];

/** Lines in the order of BatteryService, with the maker's additions after them. */
export function renderBattery(battery: Battery, flavour: Flavour): string {
  const millivolts = Math.round(battery.volts * 1000);
  return [
    'Current Battery Service state:',
    ...(battery.overridden ? ["  (UPDATES STOPPED -- use 'reset' to restart)"] : []),
    `  AC powered: ${battery.plugged === 'ac'}`,
    `  USB powered: ${battery.plugged === 'usb'}`,
    '  Wireless powered: false',
    '  Dock powered: false',
    `  Max charging current: ${battery.maxChargingMicroamps}`,
    ' Time when the latest updated value of the Max charging current was sent via battery changed broadcast: +1h2m3s4ms',
    `  Max charging voltage: ${battery.maxChargingMicrovolts}`,
    `  Charge counter: ${counter(battery.chargeCounterAh, flavour)}`,
    `  status: ${battery.status}`,
    `  health: ${battery.celsius > 48 ? 3 : 2}`,
    '  present: true',
    `  level: ${battery.level}`,
    '  scale: 100',
    `  voltage: ${millivolts}`,
    ' Time when the latest updated value of the voltage was sent via battery changed broadcast: +1h2m3s9ms',
    ` The last voltage value sent via the battery changed broadcast: ${millivolts + 3}`,
    `  temperature: ${Math.round(battery.celsius * 10)}`,
    '  technology: Li-ion',
    `  Charging state: ${battery.chargingState}`,
    `  Charging policy: ${battery.chargingPolicy}`,
    `  Capacity level: ${capacityLevel(battery.level)}`,
    ...(flavour.samsungBlock ? samsungLines(battery, flavour) : []),
    ...(flavour.name === 'xiaomi'
      ? ['MiuiBatteryService first usage time:', '  mSetBatteryUsageTimeCount=0', '  mNtpTime=-1', '  mParseNtpTime=']
      : []),
    '',
  ].join('\n');
}

const nodes: Readonly<Record<string, (battery: Battery, flavour: Flavour) => number | string>> = {
  capacity: (battery) => battery.level,
  charge_counter: (battery, flavour) => counter(battery.chargeCounterAh, flavour),
  charge_full: (battery, flavour) => counter(battery.fullAh, flavour),
  charge_full_design: (battery, flavour) => counter(battery.designAh, flavour),
  current_now: (battery, flavour) => current(battery.amps * flavour.currentSign, flavour),
  cycle_count: (battery) => battery.cycles,
  status: (battery) =>
    ['Unknown', 'Unknown', 'Charging', 'Discharging', 'Not charging', 'Full'][battery.status] ?? 'Unknown',
  temp: (battery) => Math.round(battery.celsius * 10),
  type: () => 'Battery',
  voltage_now: (battery) => Math.round(battery.volts * 1e6),
};

/** Names in `/sys/class/power_supply/battery/`. */
export function batteryNodeNames(flavour: Flavour): readonly string[] {
  return [...Object.keys(nodes), ...(flavour.samsungBlock ? ['fg_asoc'] : [])];
}

/** One node with a newline at its end. */
export function batteryNode(name: string, battery: Battery, flavour: Flavour): string | undefined {
  if (name === 'fg_asoc' && flavour.samsungBlock) return `${samsungAsoc(battery)}\n`;
  const value = nodes[name]?.(battery, flavour);
  return value === undefined ? undefined : `${value}\n`;
}

/** `service call batteryproperties 1 i32 ID`. */
export function renderBatteryProperty(id: number, battery: Battery, flavour: Flavour): string {
  const values: Readonly<Record<number, number | undefined>> = {
    1: counter(battery.chargeCounterAh, flavour),
    2: current(battery.amps * flavour.currentSign, flavour),
    4: battery.level,
    6: battery.status,
    10: flavour.tellsStateOfHealth && battery.stateOfHealth >= 0 ? battery.stateOfHealth : undefined,
  };
  const value = values[id];
  if (value === undefined) return parcel([0, 0, 1, 0, 0x80000000]);
  return parcel([0, 0, 1, value >>> 0, Math.floor(value / 2 ** 32) >>> 0]);
}

/** `Result: Parcel(…)` as the tool `service` prints more than a few words. */
function parcel(words: readonly number[]): string {
  const hex = words.map((word) => word.toString(16).padStart(8, '0'));
  const rows: string[] = [];
  for (let from = 0; from < hex.length; from += 4) {
    const row = hex.slice(from, from + 4);
    const offset = (from * 4).toString(16).padStart(8, '0');
    rows.push(`  0x${offset}: ${row.join(' ').padEnd(35)} '${'.'.repeat(row.length * 4)}'`);
  }
  return `Result: Parcel(\n${rows.join('\n')})\n`;
}

function counter(ampereHours: number, flavour: Flavour): number {
  return Math.round(ampereHours * (flavour.counter === 'uAh' ? 1e6 : 1e3));
}

function current(amps: number, flavour: Flavour): number {
  return Math.round(amps * (flavour.current === 'uA' ? 1e6 : 1e3));
}

function capacityLevel(level: number): number {
  return level >= 100 ? 5 : level > 90 ? 4 : level > 15 ? 3 : level > 5 ? 2 : 1;
}

function samsungAsoc(battery: Battery): number {
  return battery.stateOfHealth >= 0 ? battery.stateOfHealth : Math.round((battery.fullAh / battery.designAh) * 100);
}

function samsungLines(battery: Battery, flavour: Flavour): string[] {
  const limited = battery.chargingState === 4;
  return [
    '  batteryMiscEvent: 65536',
    '  batteryCurrentEvent: 0',
    `  mSecPlugTypeSummary: ${battery.plugged === 'none' ? 0 : 2}`,
    `  current now: ${Math.round(battery.amps * 1000)}`,
    `  charge counter: ${counter(battery.chargeCounterAh, flavour)}`,
    '  Adaptive Fast Charging Settings: true',
    `  mProtectBatteryMode: ${limited ? 1 : 0}`,
    `  mProtectionThreshold: ${limited ? 80 : 100}`,
    'LLB CAL: 20240831',
    'LLB MAN:',
    'BatteryInfoBackUp',
    `  mSavedBatteryAsoc: [${samsungAsoc(battery)}]`,
    `  mSavedBatteryUsage: [${battery.cycles < 0 ? -1 : battery.cycles * 100}]`,
    '  mSavedBatteryMaxTemp: 434',
  ];
}
