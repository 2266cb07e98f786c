/** Channels, time base and trigger of a simulated Rigol: what is set and what is asked for. */
import {
  inputSettings,
  numberSetting,
  type Setting,
  slopeSetting,
  sourceSetting,
  sweepSetting,
  switchSetting,
} from '../simulated-scope/setting-table.ts';
import type { SimulatedScope } from '../simulated-scope/simulated-scope.ts';

const exponential = (value: number) => value.toExponential(6);
/** From here on, in seconds a division, the scope is slow enough to be seen waiting for its trigger. */
const slow = 0.05;
const digitalChannels = 16;
const words = { inverted: { on: '1', off: '0' }, unit: { V: 'VOLT', A: 'AMP' } } as const;

export function rigolSettings(scope: SimulatedScope): Readonly<Record<string, Setting>> {
  const { timebase, trigger } = scope;
  const command = (set: () => void): Setting => ({ get: () => '', set });
  const table: Record<string, Setting> = {
    RUN: command(() => scope.run()),
    STOP: command(() => scope.stop()),
    // Its single shot is a sweep as well, and stays one.
    SING: command(() => {
      trigger.sweep = 'single';
      scope.arm();
    }),
    TFOR: command(() => scope.force()),
    'TRIG:STAT': { get: () => ({ running: running(scope), waiting: 'WAIT', stopped: 'STOP' })[scope.state()] },
    'TRIG:SWE': sweepSetting(scope, { auto: 'AUTO', normal: 'NORM', single: 'SING' }),
    'TRIG:EDGE:SOUR': sourceSetting(scope, (channel) => `CHAN${channel}`),
    'TRIG:EDGE:SLOP': slopeSetting(scope, { rising: 'POS', falling: 'NEG' }),
    'TRIG:EDGE:LEV': numberSetting(trigger, 'levelVolts', exponential),
  };
  for (const timebaseName of ['TIM', 'TIM:MAIN']) {
    table[`${timebaseName}:SCAL`] = numberSetting(timebase, 'secondsPerDivision', exponential);
    table[`${timebaseName}:OFFS`] = numberSetting(timebase, 'delaySeconds', exponential);
  }
  for (const [index, channel] of scope.channels.entries()) {
    const name = `CHAN${index + 1}`;
    table[`${name}:DISP`] = switchSetting(
      words.inverted,
      () => channel.isOn,
      (isOn) => {
        channel.isOn = isOn;
      },
    );
    table[`${name}:SCAL`] = numberSetting(channel, 'voltsPerDivision', exponential);
    table[`${name}:OFFS`] = numberSetting(channel, 'offsetVolts', exponential);
    table[`${name}:PROB`] = numberSetting(channel, 'probe', exponential);
    const headers = { coupling: `${name}:COUP`, inverted: `${name}:INV`, unit: `${name}:UNIT` };
    Object.assign(table, inputSettings(channel, headers, words));
  }
  return { ...table, ...withoutDigitalChannels };
}

function running(scope: SimulatedScope): string {
  return scope.timebase.secondsPerDivision < slow || scope.hasTriggered() ? 'TD' : 'RUN';
}

/** The probe for the digital channels of an MSO is not plugged in: each of them is off. In the words of all families. */
const withoutDigitalChannels: Readonly<Record<string, Setting>> = Object.fromEntries(
  ['LA:STAT', 'LA:DISP', ...Array.from({ length: digitalChannels }, (_, line) => `LA:DIG${line}:DISP`)].map((word) => [
    word,
    { get: () => '0' },
  ]),
);
