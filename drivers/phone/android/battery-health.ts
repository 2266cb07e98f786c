/** Every opinion about the battery in one round trip. Guarantees that a refusal stays a refusal in the list of sources. */

import type { BatteryHealthSource } from '../../../foundation/capability/phone.ts';
import type { Reading } from '../../../foundation/measurement/reading.ts';
import type { CallOptions } from '../../contract/driver.ts';
import { nodeNumber, plainNumber } from './parse/answer.ts';
import { parseBattery } from './parse/battery.ts';
import { healthLadder } from './parse/battery-sources.ts';
import { parseCapacityLines } from './parse/batterystats.ts';
import { parseHealthHal } from './parse/health-hal.ts';
import { batteryProperty, parseBatteryProperty } from './parse/parcel.ts';
import { phoneReading } from './phone-reading.ts';
import { askTimed, type PhoneSession } from './phone-session.ts';
import { limited } from './shell-round.ts';

export interface BatteryHealth {
  readonly sources: readonly BatteryHealthSource[];
  readonly design: Reading;
  readonly cycles: Reading;
}

/** The ladder with the times of its answers; published as `health/SOURCE`. */
export async function readBatteryHealth(session: PhoneSession, options: CallOptions): Promise<BatteryHealth> {
  const node = session.batteryNode;
  const { answers, stamp } = await askTimed(
    session,
    {
      battery: limited('dumpsys battery'),
      stateOfHealth: limited(`service call batteryproperties 1 i32 ${batteryProperty.stateOfHealth}`),
      hal: limited('dumpsys android.hardware.health.IHealth/default'),
      oldHal: limited('lshal debug android.hardware.health@2.1::IHealth/default'),
      chargeFull: `cat ${node}/charge_full 2>&1`,
      chargeFullDesign: `cat ${node}/charge_full_design 2>&1`,
      cycleCount: `cat ${node}/cycle_count 2>&1`,
      asocNode: `cat ${node}/fg_asoc 2>&1`,
      capacity: `${limited('dumpsys batterystats')} | grep -m8 -i capacity`,
      broadcast: `${limited('dumpsys activity broadcasts')} | grep -m1 -o 'CYCLE_COUNT=[0-9]*'`,
    },
    options,
  );
  const hal = parseHealthHal(answers.hal.text);
  const cycleBroadcast = plainNumber(/CYCLE_COUNT=(\d{1,6})/.exec(answers.broadcast.text)?.[1]);
  const battery = parseBattery(answers.battery.text);
  const { counterRaw: _overridden, samsung: _alsoOverridden, ...withoutNumbers } = battery;
  const ladder = healthLadder({
    battery: battery.overridden ? withoutNumbers : battery,
    healthHal: hal.availability === 'ok' ? hal : betterOf(hal, parseHealthHal(answers.oldHal.text)),
    capacity: parseCapacityLines(answers.capacity.text),
    stateOfHealth: parseBatteryProperty(answers.stateOfHealth.text),
    asocNode: nodeNumber(answers.asocNode.text),
    chargeFull: nodeNumber(answers.chargeFull.text),
    chargeFullDesign: nodeNumber(answers.chargeFullDesign.text),
    cycleCount: nodeNumber(answers.cycleCount.text),
    ...(cycleBroadcast === undefined ? {} : { cycleBroadcast }),
  });
  const sources = ladder.sources.map((source) => ({ ...source, health: { ...source.health, ...stamp } }));
  for (const source of sources) session.publish(source.health, `health/${source.source}`);
  return {
    sources,
    design: phoneReading('ampereHours', ladder.designAh, stamp),
    cycles: phoneReading('count', ladder.cycles, stamp),
  };
}

function betterOf<T extends { readonly availability: string }>(first: T, second: T): T {
  return second.availability === 'ok' || first.availability === 'absent' ? second : first;
}
