/**
 * What the power registry of an iPhone says: `AppleSmartBattery` (iPhone 8 and later) or `AppleARMPMUCharger` (iPhone 7 and
 * older). Guarantees that a number which cannot be one is `undefined`. Keys, units and one real tuple: ../README.md.
 */
import type { PlistDict, PlistValue } from './plist.ts';

export interface AdapterFacts {
  readonly watts?: number;
  readonly volts?: number;
  readonly amps?: number;
  readonly wireless: boolean;
  /** Apple's own word for the source: `usb host`, `pd charger` …. */
  readonly description?: string;
}

export interface GaugeFacts {
  readonly cycles?: number;
  /** Ampere hours. */
  readonly design?: number;
  /** What the settings of the phone make "maximum capacity" of. */
  readonly nominal?: number;
  readonly rawMax?: number;
  readonly rawNow?: number;
  readonly celsius?: number;
  readonly volts?: number;
  /** Positive into the battery. */
  readonly amps?: number;
  readonly charging?: boolean;
  readonly external?: boolean;
  readonly full?: boolean;
  readonly adapter?: AdapterFacts;
}

/** The registry entry in an answer, however deep the tool has wrapped it; `undefined` when there is none in it. */
export function registryEntry(answer: PlistValue): PlistDict | undefined {
  if (!(answer instanceof Map)) return undefined;
  const inner = (answer.get('Diagnostics') ?? answer.get('IORegistry')) as PlistValue | undefined;
  if (inner !== undefined) return registryEntry(inner);
  return answer.size === 0 ? undefined : answer;
}

/** Every fact that is there and can be true. */
export function gaugeFacts(entry: PlistDict): GaugeFacts {
  const more = entry.get('BatteryData');
  const data = more instanceof Map ? (more as PlistDict) : undefined;
  const number = (key: string, low: number, high: number) =>
    within(signed(entry.get(key) ?? data?.get(key)), low, high);
  const mah = (key: string) => scaled(number(key, 100, 30_000), 1_000);
  const facts = {
    cycles: number('CycleCount', 0, 20_000),
    design: mah('DesignCapacity'),
    nominal: mah('NominalChargeCapacity'),
    rawMax: mah('AppleRawMaxCapacity'),
    rawNow: scaled(number('AppleRawCurrentCapacity', 0, 30_000), 1_000),
    celsius: scaled(number('Temperature', -4_000, 12_000), 100),
    volts: scaled(number('Voltage', 1_000, 20_000), 1_000),
    amps: scaled(number('InstantAmperage', -20_000, 20_000) ?? number('Amperage', -20_000, 20_000), 1_000),
    charging: truth(entry.get('IsCharging')),
    external: truth(entry.get('ExternalConnected')),
    full: truth(entry.get('FullyCharged')),
    adapter: adapterFacts(entry.get('AdapterDetails')),
  };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as GaugeFacts;
}

/** Older phones write `Voltage`, newer ones `AdapterVoltage`, in millivolts; `Current` in milliamperes. */
function adapterFacts(value: PlistValue | undefined): AdapterFacts | undefined {
  if (!(value instanceof Map)) return undefined;
  const details = value as PlistDict;
  const number = (high: number, ...keys: readonly string[]) =>
    keys.map((key) => within(signed(details.get(key)), 1, high)).find((each) => each !== undefined);
  const watts = number(300, 'Watts');
  const volts = scaled(number(60_000, 'AdapterVoltage', 'Voltage'), 1_000);
  const amps = scaled(number(20_000, 'Current'), 1_000);
  // With nothing plugged in the entry stays there, with no current and no power.
  if (watts === undefined && amps === undefined) return undefined;
  const description = details.get('Description');
  return {
    ...(watts === undefined ? {} : { watts }),
    ...(volts === undefined ? {} : { volts }),
    ...(amps === undefined ? {} : { amps }),
    wireless: details.get('IsWireless') === true,
    ...(typeof description === 'string' && description !== '' ? { description: description.slice(0, 60) } : {}),
  };
}

/** Negative numbers come as two's complement of 64, 32 or 16 bits on some phones. */
export function signed(value: PlistValue | undefined): number | undefined {
  if (typeof value === 'bigint') return Number(BigInt.asIntN(64, value));
  if (typeof value !== 'number' || !Number.isFinite(value)) return undefined;
  if (value >= 2 ** 31 && value < 2 ** 32) return value - 2 ** 32;
  return value >= 2 ** 15 && value < 2 ** 16 ? value - 2 ** 16 : value;
}

function truth(value: PlistValue | undefined): boolean | undefined {
  if (value === 1 || value === 0) return value === 1;
  return typeof value === 'boolean' ? value : undefined;
}

function within(value: number | undefined, low: number, high: number): number | undefined {
  return value !== undefined && value >= low && value <= high ? value : undefined;
}

function scaled(value: number | undefined, by: number): number | undefined {
  return value === undefined ? undefined : value / by;
}
