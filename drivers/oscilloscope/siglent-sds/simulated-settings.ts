/** The settings of a simulated Siglent, in its older and in its newer words. */
import {
  inputSettings,
  numberSetting,
  type Setting,
  scientific,
  slopeSetting,
  sourceSetting,
  sweepSetting,
  switchSetting,
} from '../simulated-scope/setting-table.ts';
import type { SimulatedScope } from '../simulated-scope/simulated-scope.ts';

const switches = { on: 'ON', off: 'OFF' } as const;
const legacyWords = {
  coupling: { DC: 'D1M', AC: 'A1M', GND: 'GND' },
  inverted: switches,
  unit: { V: 'V', A: 'A' },
} as const;
const newWords = { inverted: switches, unit: legacyWords.unit } as const;

/** How the older set writes its answers: `CHDR OFF` takes the units from its numbers. */
export interface LegacyTalk {
  hasUnits: boolean;
  /** The CML does not know the question for the unit of a channel. */
  readonly tellsUnit: boolean;
}

const shownSetting = (channel: SimulatedScope['channels'][number]) =>
  switchSetting(
    switches,
    () => channel.isOn,
    (isOn) => {
      channel.isOn = isOn;
    },
  );

export function legacySettings(scope: SimulatedScope, talk: LegacyTalk): Readonly<Record<string, Setting>> {
  const { trigger } = scope;
  const withUnit = (unit: string) => (value: number) => `${scientific(value)}${talk.hasUnits ? unit : ''}`;
  const sweep = sweepSetting(scope, { auto: 'AUTO', normal: 'NORM', single: 'SINGLE' });
  const table: Record<string, Setting> = {
    CHDR: {
      get: () => (talk.hasUnits ? 'SHORT' : 'OFF'),
      set: (argument) => {
        talk.hasUnits = !/^OFF/i.test(argument);
      },
    },
    // The probe for the digital channels is not plugged in.
    'DI:SW': { get: () => 'OFF' },
    TDIV: numberSetting(scope.timebase, 'secondsPerDivision', withUnit('S')),
    TRDL: numberSetting(scope.timebase, 'delaySeconds', withUnit('S')),
    // Choosing a sweep sets it going as well; while it stands it says that instead.
    TRMD: {
      get: () => (scope.state() === 'stopped' ? 'STOP' : sweep.get()),
      set: (argument) => {
        sweep.set?.(argument);
        scope.run();
      },
    },
    TRSE: {
      get: () => `EDGE,SR,C${trigger.source},HT,OFF`,
      set: (argument) => {
        trigger.source = Number(/SR,C([1-4])/i.exec(argument)?.[1] ?? trigger.source);
      },
    },
  };
  for (const [index, channel] of scope.channels.entries()) {
    const name = `C${index + 1}`;
    table[`${name}:TRA`] = shownSetting(channel);
    const { unit, ...others } = inputSettings(
      channel,
      { coupling: `${name}:CPL`, inverted: `${name}:INVS`, unit: 'unit' },
      legacyWords,
    );
    Object.assign(table, others, talk.tellsUnit && { [`${name}:UNIT`]: unit });
    table[`${name}:VDIV`] = numberSetting(channel, 'voltsPerDivision', withUnit('V'));
    table[`${name}:OFST`] = numberSetting(channel, 'offsetVolts', withUnit('V'));
    table[`${name}:ATTN`] = numberSetting(channel, 'probe', String);
    table[`${name}:TRSL`] = slopeSetting(scope, { rising: 'POS', falling: 'NEG' });
    table[`${name}:TRLV`] = numberSetting(trigger, 'levelVolts', withUnit('V'));
  }
  return table;
}

export function newSettings(scope: SimulatedScope): Readonly<Record<string, Setting>> {
  const sweep = sweepSetting(scope, { auto: 'AUTO', normal: 'NORMal', single: 'SINGle' });
  const table: Record<string, Setting> = {
    'TIM:SCAL': numberSetting(scope.timebase, 'secondsPerDivision', scientific),
    'TIM:DEL': numberSetting(scope.timebase, 'delaySeconds', scientific),
    'TRIG:EDGE:SOUR': sourceSetting(scope, (channel) => `C${channel}`),
    'TRIG:EDGE:SLOP': slopeSetting(scope, { rising: 'RISing', falling: 'FALLing' }),
    'TRIG:EDGE:LEV': numberSetting(scope.trigger, 'levelVolts', scientific),
    'TRIG:MODE': {
      get: sweep.get,
      set: (argument) => (/^FTRIG/i.test(argument) ? scope.force() : sweep.set?.(argument)),
    },
    'TRIG:RUN': { get: () => '', set: () => scope.run() },
    'TRIG:STOP': { get: () => '', set: () => scope.stop() },
    'TRIG:STAT': { get: () => ({ running: "Trig'd", waiting: 'Ready', stopped: 'Stop' })[scope.state()] },
  };
  for (const [index, channel] of scope.channels.entries()) {
    const name = `CHAN${index + 1}`;
    table[`${name}:SWIT`] = shownSetting(channel);
    const headers = { coupling: `${name}:COUP`, inverted: `${name}:INV`, unit: `${name}:UNIT` };
    Object.assign(table, inputSettings(channel, headers, newWords));
    table[`${name}:SCAL`] = numberSetting(channel, 'voltsPerDivision', scientific);
    table[`${name}:PROB`] = {
      get: () => `VALue,${scientific(channel.probe, 2)}`,
      set: (argument) => {
        channel.probe = Number(argument.slice(argument.lastIndexOf(',') + 1));
      },
    };
    table[`${name}:OFFS`] = numberSetting(channel, 'offsetVolts', scientific);
  }
  return table;
}
