/** The health HAL's dump and the capacity lines of batterystats. */
import type { PhoneSnapshot } from '../../../simulated-unit/unit.ts';
import type { Flavour } from './flavour.ts';

type Battery = PhoneSnapshot['battery'];

/** `dumpsys android.hardware.health.IHealth/default` (AIDL, version 2). */
export function renderHealthHal(battery: Battery, flavour: Flavour): string {
  const charge = (ampereHours: number) => Math.round(ampereHours * (flavour.counter === 'uAh' ? 1e6 : 1e3));
  const microamps = Math.round(battery.amps * 1e6 * flavour.currentSign);
  const health = flavour.tellsStateOfHealth && battery.stateOfHealth >= 0;
  const data = health
    ? `BatteryHealthData{batteryManufacturingDateSeconds: 1704067200, batteryFirstUsageSeconds: 1706745600, batteryStateOfHealth: ${battery.stateOfHealth}}`
    : '(null)';
  return [
    `ac: ${battery.plugged === 'ac' ? 1 : 0} usb: ${battery.plugged === 'usb' ? 1 : 0} wireless: 0 current_max: ${battery.maxChargingMicroamps} voltage_max: ${battery.maxChargingMicrovolts}`,
    `status: ${battery.status} health: 2 present: 1`,
    `level: ${battery.level} voltage: ${Math.round(battery.volts * 1000)} temp: ${Math.round(battery.celsius * 10)}`,
    `current now: ${microamps}`,
    `cycle count: ${battery.cycles}`,
    `Full charge: ${charge(battery.fullAh)}`,
    `current now: ${Math.round(microamps / 2)}`,
    `getHealthInfo -> HealthInfo{chargerAcOnline: ${battery.plugged === 'ac'}, batteryStatus: ${battery.status}, ` +
      `batteryCycleCount: ${battery.cycles}, batteryFullChargeUah: ${charge(battery.fullAh)}, ` +
      `batteryChargeCounterUah: ${charge(battery.chargeCounterAh)}, batteryTechnology: Li-ion, ` +
      `batteryFullChargeDesignCapacityUah: ${charge(battery.designAh)}, chargingState: NORMAL, batteryHealthData: ${data}}`,
    '',
  ].join('\n');
}

/** The first lines of `dumpsys batterystats`; the history before them is left out. */
export function renderBatterystats(battery: Battery): string {
  const milliampereHours = (ampereHours: number) => `${(ampereHours * 1000).toFixed(1)} mAh`;
  const learned =
    battery.learnedAh === null
      ? []
      : [
          `  Last learned battery capacity: ${milliampereHours(battery.learnedAh)}`,
          `  Min learned battery capacity: ${milliampereHours(battery.learnedAh * 0.99)}`,
          `  Max learned battery capacity: ${milliampereHours(battery.learnedAh * 1.01)}`,
        ];
  return [
    'Statistics since last charge:',
    '  System starts: 0, currently on battery: true',
    `  Estimated battery capacity: ${milliampereHours(battery.designAh)}`,
    ...learned,
    '  Time on battery: 3h 12m 4s 120ms (99.9%) realtime',
    '',
  ].join('\n');
}

/** The sticky broadcast that carries the cycle count since Android 14. */
export function renderBroadcasts(battery: Battery): string {
  const cycles = battery.cycles < 0 ? '' : `, android.os.extra.CYCLE_COUNT=${battery.cycles}`;
  return `  * Sticky action android.intent.action.BATTERY_CHANGED:\n      Extras: Bundle[{technology=Li-ion, level=${battery.level}${cycles}}]\n`;
}
