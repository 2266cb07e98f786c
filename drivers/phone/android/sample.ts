/**
 * A sample: everything asked for in one round trip, placed on the phone's own time. Guarantees that a dead link or a
 * cut answer rejects the whole sample; nothing in it is ever left over from the one before.
 */
import type { PhoneSample, PhoneSampleArgs, PhoneThermal } from '../../../foundation/capability/phone.ts';
import type { CallOptions } from '../../contract/driver.ts';
import { type BatteryCommand, batteryCommands, batteryOf } from './battery-sample.ts';
import { type CallCommand, callCommands, telephonyOf } from './call-witnesses.ts';
import { type MediaCommand, mediaCommands, mediaOf } from './media-sample.ts';
import { momentCommand, parseMoment } from './moment.ts';
import { frequencyLimited, parseThermal } from './parse/thermal.ts';
import { phoneReading, type Stamp } from './phone-reading.ts';
import { askTimed, type PhoneSession } from './phone-session.ts';
import { type Answer, limited } from './shell-round.ts';

type ThermalCommand = 'thermal' | 'frequencyLimits' | 'frequencyTops';
type Answers = Partial<Record<BatteryCommand | CallCommand | MediaCommand | ThermalCommand, Answer>> & {
  readonly moment: Answer;
};

const cores = '/sys/devices/system/cpu/cpu[0-9]*/cpufreq';
const thermalCommands: Readonly<Record<ThermalCommand, string>> = {
  thermal: limited('dumpsys thermalservice'),
  frequencyLimits: `cat ${cores}/scaling_max_freq 2>/dev/null`,
  frequencyTops: `cat ${cores}/cpuinfo_max_freq 2>/dev/null`,
};

/** Only the parts that were asked for are in the answer. */
export async function takeSample(
  session: PhoneSession,
  args: PhoneSampleArgs,
  options: CallOptions,
): Promise<PhoneSample> {
  const commands: Record<string, string> = {
    moment: momentCommand,
    ...(args.battery === true ? batteryCommands(session) : {}),
    ...(args.thermal === true ? thermalCommands : {}),
    ...(args.telephony === true ? callCommands : {}),
    ...(args.media === undefined ? {} : mediaCommands(args.media.screenshot === true)),
  };
  const { answers: all, stamp } = await askTimed(session, commands, options);
  // Every command of a part that was asked for has an answer, or `askTimed` has failed.
  const answers = all as unknown as Required<Answers>;
  const { uptime, bootId } = parseMoment(answers.moment.text);
  return {
    uptime: phoneReading('seconds', uptime, stamp),
    bootId,
    ...(args.battery === true ? { battery: batteryOf(session, answers, stamp) } : {}),
    ...(args.thermal === true ? { thermal: thermalOf(session, answers, stamp) } : {}),
    ...(args.telephony === true ? { telephony: telephonyOf(session, answers, stamp) } : {}),
    ...(args.media === undefined ? {} : { media: mediaOf(session, args.media.package, uptime, all, stamp) }),
  };
}

function thermalOf(session: PhoneSession, answers: Record<ThermalCommand, Answer>, stamp: Stamp): PhoneThermal {
  const report = parseThermal(answers.thermal.text);
  const thermal: PhoneThermal = {
    status: phoneReading('count', report.status, stamp),
    battery: phoneReading('celsius', report.battery, stamp),
    skin: phoneReading('celsius', report.skin, stamp),
    cpu: phoneReading('celsius', report.cpu, stamp),
    throttling: report.cooling || frequencyLimited(answers.frequencyLimits.text, answers.frequencyTops.text),
  };
  for (const channel of ['status', 'battery', 'skin', 'cpu'] as const) {
    session.publish(thermal[channel], `thermal/${channel}`);
  }
  return thermal;
}
