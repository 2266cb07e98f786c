/**
 * `dumpsys battery`. Guarantees that keys are matched whole (`Capacity level` is never the level), the first occurrence
 * wins, and a placeholder, an implausible or an unreadable number is undefined. Core lines are AOSP's BatteryService;
 * vendor blocks and codes as listed in ../README.md.
 */
import { fieldsOf, knownNumber, plainNumber, refusalIn } from './answer.ts';
import { batteryVolts, degrees } from './battery-units.ts';

export interface SamsungBattery {
  /** Percent of the original capacity. */
  readonly asoc?: number;
  readonly bsoh?: number;
  /** Charge cycles; the phone counts hundredths. */
  readonly cycles?: number;
  /** Amperes, sign as the phone gives it. */
  readonly amps?: number;
  /** In the phone's own words when the protection limit is on. */
  readonly protection?: string;
}

export interface BatteryReport {
  readonly availability: 'ok' | 'refused' | 'absent' | 'unknown';
  /** Percent, 0–100. */
  readonly level?: number;
  readonly volts?: number;
  readonly celsius?: number;
  /** As printed: microampere hours or milliampere hours, see `battery-units.ts`. */
  readonly counterRaw?: number;
  readonly status: 'unknown' | 'charging' | 'discharging' | 'not-charging' | 'full';
  readonly healthWord: string;
  readonly plugged: readonly ('ac' | 'usb' | 'wireless' | 'dock')[];
  /** False when the phone says so, and for the constants of emulators and mains boxes. */
  readonly present: boolean;
  readonly overridden: boolean;
  readonly chargeLimit?: string;
  readonly samsung?: SamsungBattery;
}

const statusWords = ['unknown', 'unknown', 'charging', 'discharging', 'not-charging', 'full'] as const;
const healthWords = ['unknown', 'unknown', 'good', 'overheat', 'dead', 'over-voltage', 'failure', 'cold'];
const sources = [
  ['AC powered', 'ac'],
  ['USB powered', 'usb'],
  ['Wireless powered', 'wireless'],
  ['Dock powered', 'dock'],
] as const;

/** Never throws; what is not in the text is undefined or `unknown`. */
export function parseBattery(text: string): BatteryReport {
  const fields = fieldsOf(text);
  const isReport = fields.has('level') || fields.has('voltage') || fields.has('Charge counter');
  const samsung = samsungBlock(fields);
  const chargeLimit = chargeLimitOf(fields, samsung);
  const level = levelOf(fields);
  const volts = batteryVolts(knownNumber(fields.get('voltage')));
  const celsius = degrees(knownNumber(fields.get('temperature')));
  const counterRaw = positive(knownNumber(fields.get('Charge counter') ?? fields.get('charge counter')));
  return {
    availability: isReport ? 'ok' : (refusalIn(text) ?? 'unknown'),
    ...(level === undefined ? {} : { level }),
    ...(volts === undefined ? {} : { volts }),
    ...(celsius === undefined ? {} : { celsius }),
    ...(counterRaw === undefined ? {} : { counterRaw }),
    status: statusWords[plainNumber(fields.get('status')) ?? 0] ?? 'unknown',
    healthWord: healthWords[plainNumber(fields.get('health')) ?? 0] ?? 'unknown',
    plugged: sources.filter(([key]) => fields.get(key) === 'true').map(([, source]) => source),
    present: fields.get('present') !== 'false' && counterRaw !== emulatorCounter && (volts ?? 0) < boxVolts,
    overridden: text.includes('UPDATES STOPPED'),
    ...(chargeLimit === undefined ? {} : { chargeLimit }),
    ...(samsung === undefined ? {} : { samsung }),
  };
}

/** Emulators print this constant as the charge counter. */
const emulatorCounter = 10000;
/** Television boxes and kiosks print their 12 V supply as the battery. */
const boxVolts = 11;

function levelOf(fields: ReadonlyMap<string, string>): number | undefined {
  const raw = plainNumber(fields.get('level'));
  const scale = fields.has('scale') ? plainNumber(fields.get('scale')) : 100;
  if (raw === undefined || scale === undefined || scale <= 0 || raw < 0 || raw > scale) return undefined;
  return (raw * 100) / scale;
}

function chargeLimitOf(fields: ReadonlyMap<string, string>, samsung: SamsungBattery | undefined): string | undefined {
  const words: string[] = [];
  const state = plainNumber(fields.get('Charging state'));
  const policy = plainNumber(fields.get('Charging policy'));
  // 4 long life, 5 adaptive; policies 2 and 3 adaptive, 4 long life.
  if (state === 4 || state === 5) words.push(`Charging state: ${state}`);
  if (policy !== undefined && policy >= 2 && policy <= 4) words.push(`Charging policy: ${policy}`);
  if (samsung?.protection !== undefined) words.push(samsung.protection);
  return words.length === 0 ? undefined : words.join(', ');
}

function samsungBlock(fields: ReadonlyMap<string, string>): SamsungBattery | undefined {
  if (![...fields.keys()].some((key) => key.startsWith('mSavedBattery') || key.startsWith('mSecPlugType'))) {
    return undefined;
  }
  const asoc = positive(knownNumber(fields.get('mSavedBatteryAsoc')));
  const bsoh = positive(knownNumber(fields.get('mSavedBatteryBsoh')));
  const usage = positive(knownNumber(fields.get('mSavedBatteryUsage')));
  const milliamps = knownNumber(fields.get('current now'));
  const mode = plainNumber(fields.get('mProtectBatteryMode'));
  const threshold = fields.get('mProtectionThreshold');
  return {
    ...(asoc === undefined ? {} : { asoc }),
    ...(bsoh === undefined ? {} : { bsoh }),
    ...(usage === undefined ? {} : { cycles: usage / 100 }),
    ...(milliamps === undefined || Math.abs(milliamps) > 20000 ? {} : { amps: milliamps / 1000 }),
    ...(mode === undefined || mode <= 0
      ? {}
      : {
          protection: `mProtectBatteryMode: ${mode}${threshold === undefined ? '' : `, mProtectionThreshold: ${threshold}`}`,
        }),
  };
}

function positive(value: number | undefined): number | undefined {
  return value !== undefined && value > 0 ? value : undefined;
}
