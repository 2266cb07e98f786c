/** `dumpsys thermalservice`: stale cached values first, as on a real phone, then those of the HAL. */
import type { PhoneSnapshot } from '../../../simulated-unit/unit.ts';
import type { Flavour } from './flavour.ts';

/** The cached block is deliberately wrong: whoever reads it is found out. */
export function renderThermal(snapshot: PhoneSnapshot, flavour: Flavour): string {
  const { thermal, battery } = snapshot;
  const line = (celsius: number, type: number, name: string) =>
    `\tTemperature{mValue=${celsius.toFixed(1)}, mType=${type}, mName=${name}, mStatus=${name.toLowerCase().includes('skin') ? thermal.status : 0}}`;
  const rows = (shift: number): string[] =>
    flavour.thermalNames === 'samsung'
      ? [
          line(thermal.cpuCelsius + shift, 1, 'TYPE_CPU'),
          line(battery.celsius + shift, 3, 'TYPE_BATTERY'),
          line(thermal.skinCelsius + shift, 4, 'TYPE_SKIN'),
        ]
      : [
          line(battery.celsius + shift, 2, 'battery'),
          line(thermal.cpuCelsius + shift, 0, 'CPU0'),
          line(thermal.skinCelsius + shift, 3, 'VIRTUAL-SKIN'),
          line(-99.9, 4, 'usb_port'),
        ];
  const throttled = thermal.cpuLimit < 1 ? Math.max(1, Math.round((1 - thermal.cpuLimit) * 10)) : 0;
  return [
    'IsStatusOverride: false',
    'ThermalEventListeners:',
    '\tcallbacks: 2',
    `Thermal Status: ${thermal.status}`,
    'Cached temperatures:',
    ...rows(15),
    'HAL Ready: true',
    'HAL connection:',
    '\tThermalHAL AIDL 1 connected: yes',
    'Current temperatures from HAL:',
    ...rows(0),
    'Current cooling devices from HAL:',
    `\tCoolingDevice{mValue=${throttled}, mType=2, mName=thermal-cpufreq-0}`,
    'Temperature static thresholds from HAL:',
    '\tTemperatureThreshold{mType=3, mName=VIRTUAL-SKIN, mHotThrottlingThresholds=[NaN, 39.0, 43.0, 45.0, 47.0, 52.0, 55.0]}',
    '',
  ].join('\n');
}

const coreTops = [1704000, 1704000, 1704000, 1704000, 2367000, 2367000, 2367000, 2367000, 2914000];

const folder = '/sys/devices/system/cpu';

export const corePaths: readonly string[] = coreTops.flatMap((_top, core) =>
  ['cpuinfo_max_freq', 'scaling_max_freq'].map((name) => `${folder}/cpu${core}/cpufreq/${name}`),
);

/** `scaling_max_freq` and `cpuinfo_max_freq` of a core, kilohertz. */
export function coreNode(path: string, snapshot: PhoneSnapshot): string | undefined {
  const [, core, name] =
    /^\/sys\/devices\/system\/cpu\/cpu(\d+)\/cpufreq\/(cpuinfo|scaling)_max_freq$/.exec(path) ?? [];
  const top = core === undefined ? undefined : coreTops[Number(core)];
  if (top === undefined) return undefined;
  const limit = name === 'cpuinfo' ? 1 : Math.min(1, snapshot.thermal.cpuLimit);
  return `${Math.round((top * limit) / 1000) * 1000}\n`;
}

/** As `/proc/cpuinfo` lists the cores. */
export function renderCpuinfo(): string {
  return coreTops.map((_top, core) => `processor\t: ${core}\nBogoMIPS\t: 49.15\n`).join('\n');
}
