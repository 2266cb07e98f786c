/**
 * An iPhone's battery as readings. Guarantees: no number the phone did not tell; its own maximum capacity is computed as
 * its settings show it; a number that is not believed stays visible with the reason.
 */
import type { BatteryHealthSource, PhoneBattery } from '../../../foundation/capability/phone.ts';
import type { Reading } from '../../../foundation/measurement/reading.ts';
import type { CallOptions } from '../../contract/driver.ts';
import { phoneReading, type Stamp } from '../android/phone-reading.ts';
import { ask, askGauge, type IphoneSession } from './iphone-session.ts';
import { type GaugeFacts, signed } from './parse/gauge.ts';
import type { PlistValue } from './parse/plist.ts';

/** Above this a state of health is no state of health; as for Android phones. */
const mostHealth = 105;
const manyCycles = 300;

/** Level from lockdownd's battery domain, everything else from the gauge; two questions. */
export async function readBattery(session: IphoneSession, options: CallOptions): Promise<PhoneBattery> {
  const level = await ask(session, 'battery', options);
  const { value: facts, stamp } = await askGauge(session, options);
  const battery: PhoneBattery = {
    level: phoneReading('percent', percentIn(level.value), level.stamp),
    voltage: phoneReading('volts', facts.volts, stamp),
    temperature: { ...phoneReading('celsius', facts.celsius, stamp), resolution: 0.01 },
    current: phoneReading('amps', facts.amps, stamp),
    chargeCounter: phoneReading('ampereHours', facts.rawNow, stamp),
    cycles: phoneReading('count', facts.cycles, stamp),
    status: statusOf(facts),
    plugged: pluggedOf(facts),
    healthWord: '',
    overridden: false,
    ...chargerOf(facts, stamp),
  };
  const { voltage, temperature, current, chargeCounter, cycles } = battery;
  const all = { level: battery.level, voltage, temperature, current, chargeCounter, cycles };
  for (const [name, reading] of Object.entries(all)) session.publish(reading, `battery/${name}`);
  return battery;
}

function percentIn(answer: PlistValue): number | undefined {
  const level =
    answer instanceof Map ? signed(answer.get('BatteryCurrentCapacity') as PlistValue | undefined) : undefined;
  return level !== undefined && level >= 0 && level <= 100 ? level : undefined;
}

function statusOf({ charging, external, full }: GaugeFacts): PhoneBattery['status'] {
  if (charging === true) return 'charging';
  if (external === undefined) return 'unknown';
  if (!external) return 'discharging';
  return full === true ? 'full' : 'not-charging';
}

function pluggedOf({ external, adapter }: GaugeFacts): PhoneBattery['plugged'] {
  if (external !== true) return [];
  if (adapter?.wireless === true) return ['wireless'];
  return adapter?.description === 'usb host' ? ['usb'] : ['ac'];
}

/** What phone and charger agreed on; nothing when none is there. */
function chargerOf({ external, adapter }: GaugeFacts, stamp: Stamp): Pick<PhoneBattery, 'charger'> {
  if (external !== true || adapter === undefined) return {};
  const { watts, volts, amps, description } = adapter;
  return {
    charger: {
      power: phoneReading('watts', watts, stamp),
      voltage: phoneReading('volts', volts, stamp),
      current: phoneReading('amps', amps, stamp),
      ...(description === undefined ? {} : { description }),
    },
  };
}

interface Health {
  readonly sources: readonly BatteryHealthSource[];
  readonly design: Reading;
  readonly cycles: Reading;
}

/** Apple's own figure first, then the raw one of the gauge. */
export async function readBatteryHealth(session: IphoneSession, options: CallOptions): Promise<Health> {
  const { value: facts, stamp } = await askGauge(session, options);
  const sources = [
    sourceOf({ source: 'apple-nominal', confidence: 'B', part: facts.nominal, facts, stamp }),
    sourceOf({ source: 'apple-raw-max', confidence: 'B-', part: facts.rawMax, facts, stamp }),
  ];
  for (const { source, health } of sources) session.publish(health, `health/${source}`);
  return {
    sources,
    design: phoneReading('ampereHours', facts.design, stamp),
    cycles: phoneReading('count', facts.cycles, stamp),
  };
}

function sourceOf(given: {
  readonly source: string;
  readonly confidence: BatteryHealthSource['confidence'];
  readonly part: number | undefined;
  readonly facts: GaugeFacts;
  readonly stamp: Stamp;
}): BatteryHealthSource {
  const { source, confidence, part, facts, stamp } = given;
  const { design, cycles = 0 } = facts;
  const known = part !== undefined && design !== undefined;
  const ratio = known ? (100 * part) / design : undefined;
  // As the settings show it: whole percent, and never more than a new one.
  const shown = ratio === undefined ? undefined : Math.min(100, Math.round(ratio));
  const rejected = ratio === undefined ? undefined : refusalOf(ratio, cycles);
  return {
    source,
    confidence,
    availability: known ? 'ok' : 'absent',
    health: phoneReading('percent', rejected === undefined ? shown : undefined, stamp),
    ...(rejected === undefined ? {} : { rejected }),
    raw: known
      ? `${Math.round(part * 1_000)} mAh / ${Math.round(design * 1_000)} mAh, ${facts.cycles ?? '?'} cycles`
      : '',
  };
}

function refusalOf(percent: number, cycles: number): string | undefined {
  if (percent > mostHealth || percent < 30) return 'out-of-range';
  return Math.round(percent) >= 100 && cycles > manyCycles ? 'new-with-many-cycles' : undefined;
}
