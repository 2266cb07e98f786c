/**
 * The battery as one sample: `dumpsys battery` with the current from the best place that answers. Guarantees a current
 * that is positive into the battery, and no numbers at all from a dump that somebody has overridden.
 */
import type { PhoneBattery } from '../../../foundation/capability/phone.ts';
import type { Reading } from '../../../foundation/measurement/reading.ts';
import { nodeNumber } from './parse/answer.ts';
import { type BatteryReport, parseBattery } from './parse/battery.ts';
import { ampereHours, isMicro } from './parse/battery-units.ts';
import { batteryProperty, parseBatteryProperty } from './parse/parcel.ts';
import { phoneReading, type Stamp } from './phone-reading.ts';
import { makerPrintsMilliamps, type PhoneSession } from './phone-session.ts';
import { type Answer, limited } from './shell-round.ts';

export type BatteryCommand = 'battery' | 'currentNode' | 'currentService' | 'cycleNode';

export function batteryCommands(session: PhoneSession): Record<BatteryCommand, string> {
  return {
    battery: limited('dumpsys battery'),
    currentNode: `cat ${session.batteryNode}/current_now 2>&1`,
    currentService: limited(`service call batteryproperties 1 i32 ${batteryProperty.currentNow}`),
    cycleNode: `cat ${session.batteryNode}/cycle_count 2>&1`,
  };
}

/** Publishes what it read as `battery/level`, `battery/voltage`, `battery/temperature`, `battery/current`, …. */
export function batteryOf(session: PhoneSession, answers: Record<BatteryCommand, Answer>, stamp: Stamp): PhoneBattery {
  const report = parseBattery(answers.battery.text);
  const believed = !report.overridden && report.present;
  const only = (value: number | undefined) => (believed ? value : undefined);
  const cycles = nodeNumber(answers.cycleNode.text).value ?? report.samsung?.cycles;
  const battery: PhoneBattery = {
    level: phoneReading('percent', only(report.level), stamp),
    voltage: phoneReading('volts', only(report.volts), stamp),
    temperature: phoneReading('celsius', only(report.celsius), stamp),
    current: currentOf(session, report, answers, stamp),
    chargeCounter: {
      ...phoneReading('ampereHours', only(ampereHours(report.counterRaw)), stamp),
      resolution: isMicro(report.counterRaw ?? 0) ? 1e-6 : 1e-3,
    },
    cycles: phoneReading('count', cycles !== undefined && cycles > 0 ? cycles : undefined, stamp),
    status: report.status,
    plugged: report.plugged,
    healthWord: report.healthWord,
    overridden: report.overridden,
    ...(report.chargeLimit === undefined ? {} : { chargeLimit: report.chargeLimit }),
  };
  for (const channel of ['level', 'voltage', 'temperature', 'current', 'chargeCounter'] as const) {
    session.publish(battery[channel], `battery/${channel === 'chargeCounter' ? 'charge-counter' : channel}`);
  }
  return battery;
}

function currentOf(
  session: PhoneSession,
  report: BatteryReport,
  answers: Record<BatteryCommand, Answer>,
  stamp: Stamp,
): Reading {
  const context = {
    status: report.overridden ? ('unknown' as const) : report.status,
    plugged: report.plugged.length > 0,
    makerPrintsMilliamps: makerPrintsMilliamps(session.properties),
  };
  const node = nodeNumber(answers.currentNode.text).value;
  const service = parseBatteryProperty(answers.currentService.text).value;
  const fromNode = session.nodeCurrent.amps(node, context);
  const fromService = session.serviceCurrent.amps(service, context);
  const scale = fromNode === undefined ? session.serviceCurrent : session.nodeCurrent;
  const micro = (fromNode ?? fromService) !== undefined && scale.unit(context) === 'uA';
  const amps = fromNode ?? fromService ?? report.samsung?.amps;
  return { ...phoneReading('amps', amps, stamp), resolution: micro ? 1e-6 : 1e-3 };
}
