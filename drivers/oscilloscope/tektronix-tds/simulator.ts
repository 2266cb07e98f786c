/**
 * A simulated Tektronix below the parser: signed samples, one number of the preamble at a time, positions in divisions,
 * a screenshot without a block header, and no answer to a waveform that is not shown.
 */
import type { SimulatedInstrument, SimulatorContext } from '../../contract/simulator.ts';
import type { SimulatedUnit } from '../../simulated-unit/unit.ts';
import { commandParser, type ScopeCommand } from '../simulated-scope/command-line.ts';
import { definiteBlock, type ScopeAnswer, simulatedConversation } from '../simulated-scope/conversation.ts';
import { screenBitmap } from '../simulated-scope/picture.ts';
import {
  inputSettings,
  numberSetting,
  obeySetting,
  type Setting,
  scientific,
  slopeSetting,
  sourceSetting,
  sweepSetting,
  switchSetting,
} from '../simulated-scope/setting-table.ts';
import { SimulatedScope, type SimulatedSettings } from '../simulated-scope/simulated-scope.ts';
import { autoMeasured, digitised } from '../simulated-scope/simulated-signal.ts';

const parse = commandParser(
  'WFMPre WFMOutpre YMUlt YOFf YZEro XINcr XZEro PT_Off NR_Pt BYT_Nr YUNit CURVe DATa SOUrce ENCdg WIDth STARt STOP HORizontal \
SCAle POSition PRObe GAIN COUPling INVert RECOrdlength SELect TRIGger MAIn EDGE SLOpe LEVel MODe STATE ACQuire STOPAfter MEASUrement IMMed TYPe VALue \
HARDCopy FORMat PORT HEADer VERBose'.split(' '),
);

const identities = {
  TDS2024B: 'TEKTRONIX,TDS 2024B,0,CF:91.1CT FV:v22.01',
  TBS1202B: 'TEKTRONIX,TBS1202B,C010001,CF:91.1CT FV:v4.06',
  TBS2072: 'TEKTRONIX,TBS2072,C020001,CF:91.1CT FV:v1.16',
} as const;
export type TektronixModel = keyof typeof identities;
export const tektronixModels = Object.keys(identities) as TektronixModel[];

const whatOf: readonly (readonly [RegExp, string])[] = [
  [/^FREQ/i, 'frequency'],
  [/^PERI/i, 'period'],
  [/^MAXI/i, 'max'],
  [/^MINI/i, 'min'],
  [/^PK2/i, 'peak-to-peak'],
  [/^MEAN/i, 'mean'],
  [/^(CRM|RMS)/i, 'rms'],
  [/^RIS/i, 'rise-time'],
  [/^FALL/i, 'fall-time'],
];

const words = { inverted: { on: 'ON', off: 'OFF' }, unit: { V: '"V"', A: '"A"' } } as const;

export interface SimulatedTektronixOptions {
  readonly model?: TektronixModel;
  /** Ramps on all inputs instead of the unit. */
  readonly ramps?: boolean;
  /** What its converter takes for the middle of the screen, as a TBS2000 does with its offset. */
  readonly zeroVolts?: number;
  /** Points of a TBS2000's record. */
  readonly recordPoints?: number;
}

export function simulateTektronix(
  unit: SimulatedUnit,
  { clock, faults }: SimulatorContext,
  options: SimulatedTektronixOptions = {},
): SimulatedInstrument {
  const scope = new SimulatedScope(unit, clock, faults, options.model === 'TDS2024B' ? 4 : 2);
  scope.showsRamps = options.ramps === true;
  const tektronix = new SimulatedTektronix(scope, options);
  return simulatedConversation({ clock, parse, takesMs: 1, obey: (command) => tektronix.obey(command) });
}

class SimulatedTektronix {
  readonly #scope: SimulatedScope;
  readonly #model: TektronixModel;
  readonly #points: number;
  readonly #settings: Readonly<Record<string, Setting>>;
  readonly #zeroVolts: number;
  readonly #data = { channel: 1, start: 1, stop: 2_500, isSigned: true, isLowFirst: false, width: 1 };
  readonly #measure = { channel: 1, type: 'PERI' };
  #isSequence = false;

  constructor(scope: SimulatedScope, { model = 'TBS1202B', recordPoints, zeroVolts = 0 }: SimulatedTektronixOptions) {
    this.#scope = scope;
    this.#model = model;
    this.#points = model === 'TBS2072' ? (recordPoints ?? 20_000) : 2_500;
    this.#zeroVolts = zeroVolts;
    this.#settings = settingsOf(scope);
  }

  obey(command: ScopeCommand): ScopeAnswer {
    const { header, argument } = command;
    const setting = obeySetting(this.#settings, command);
    if (setting !== 'unknown') return setting;
    const preamble = this.#model === 'TBS2072' ? 'WFMO:' : 'WFMP:';
    if (header.startsWith(preamble)) return this.#described(header.slice(preamble.length, -1));
    if (header.startsWith('DAT:')) return this.#select(header.slice(4), argument);
    if (header.startsWith('MEASU:IMM:')) return this.#measured(header.slice(10), argument);
    if (header === '*IDN?') return identities[this.#model];
    if (header === '*OPC?') return '1';
    if (header === 'HOR:RECO?') return String(this.#points);
    if (header === 'CURV?') return this.#curve();
    if (header === 'HARDC' && /^START/i.test(argument)) return screenBitmap(320, 240);
    return this.#acquisition(header, argument);
  }

  #acquisition(header: string, argument: string): ScopeAnswer {
    const scope = this.#scope;
    if (header === 'ACQ:STOPA') this.#isSequence = /^SEQ/i.test(argument);
    if (header === 'ACQ:STATE') {
      if (!/^(RUN|ON|1)/i.test(argument)) scope.stop();
      else if (this.#isSequence) scope.arm();
      else scope.run();
    }
    if (header === 'TRIG' && /^FORC/i.test(argument)) scope.force();
    if (header === 'ACQ:STATE?') return scope.state() === 'stopped' ? '0' : '1';
    if (header === 'TRIG:STATE?') return { running: 'TRIGGER', waiting: 'READY', stopped: 'SAVE' }[scope.state()];
    return undefined;
  }

  #select(header: string, argument: string): ScopeAnswer {
    if (header === 'SOU') this.#data.channel = Number(/[1-4]$/.exec(argument)?.[0] ?? 1);
    if (header === 'ENC') {
      this.#data.isSigned = !/^(RPB|SRP)/i.test(argument);
      this.#data.isLowFirst = /^SR/i.test(argument);
    }
    if (header === 'WID') this.#data.width = Number(argument);
    if (header === 'STAR') this.#data.start = Number(argument);
    if (header === 'STOP') this.#data.stop = Number(argument);
    return undefined;
  }

  #measured(header: string, argument: string): ScopeAnswer {
    if (header === 'SOU') this.#measure.channel = Number(/[1-4]$/.exec(argument)?.[0] ?? 1);
    if (header === 'TYP') this.#measure.type = argument;
    if (header !== 'VAL?') return undefined;
    const what = whatOf.find(([pattern]) => pattern.test(this.#measure.type))?.[1] ?? '';
    const value = autoMeasured(this.#scope.snapshot(), this.#measure.channel, what);
    return value === undefined ? '9.9E37' : scientific(value, 4);
  }

  #grid({ timebase }: SimulatedSettings) {
    const { secondsPerDivision, delaySeconds } = timebase;
    const secondsPerPoint = (10 * secondsPerDivision) / this.#points;
    return { secondsPerPoint, firstSeconds: delaySeconds - 5 * secondsPerDivision };
  }

  /** Twenty-five codes a division; the middle of the screen is code 0, unsigned 128. Two bytes are 256 times as fine. */
  #levels({ channels }: SimulatedSettings) {
    const channel = channels[this.#data.channel - 1];
    const fine = this.#data.width === 2 ? 256 : 1;
    const yMultiplier = (channel?.voltsPerDivision ?? 1) / (25 * fine);
    const yOffset = Math.round(((channel?.offsetVolts ?? 0) + this.#zeroVolts) / yMultiplier);
    return { yMultiplier, yOffset, fine, above: this.#data.isSigned ? 0 : 128 * fine };
  }

  #described(word: string): string | undefined {
    const chosen = this.#scope.channels[this.#data.channel - 1];
    // Of a record that is not there it says nothing.
    if (word === 'YUN') return chosen?.isOn === true ? `"${chosen.unit === 'V' ? 'Volts' : 'A'}"` : undefined;
    const { secondsPerPoint, firstSeconds } = this.#grid(this.#scope);
    const { yMultiplier, yOffset, above } = this.#levels(this.#scope);
    const all: Readonly<Record<string, string>> = {
      YMU: scientific(yMultiplier),
      YOF: scientific(yOffset + above),
      YZE: scientific(this.#zeroVolts),
      XIN: scientific(secondsPerPoint),
      XZE: scientific(firstSeconds),
      PT_O: '0',
      NR_P: String(this.#points),
      BYT_N: String(this.#data.width),
    };
    return all[word] ?? '0';
  }

  #curve(): ScopeAnswer {
    const { channel, start, stop } = this.#data;
    if (this.#scope.channels[channel - 1]?.isOn !== true) return undefined;
    const settings = this.#scope.sampledWith();
    const { yMultiplier, yOffset, fine, above } = this.#levels(settings);
    const codes = digitised(
      this.#scope.snapshot(),
      channel,
      { from: start - 1, to: Math.min(stop, this.#points), ...this.#grid(settings) },
      {
        codesPerVolt: 1 / yMultiplier,
        zero: yOffset - this.#zeroVolts / yMultiplier,
        ...{ lowest: -128 * fine, highest: 128 * fine - 1 },
      },
    );
    const data = Buffer.alloc(codes.length * this.#data.width);
    for (const [index, code] of codes.entries()) {
      if (fine === 1) data.writeUInt8((code + above) & 0xff, index);
      else if (this.#data.isLowFirst) data.writeUInt16LE((code + above) & 0xffff, 2 * index);
      else data.writeUInt16BE((code + above) & 0xffff, 2 * index);
    }
    return definiteBlock(data, { digits: String(data.length).length });
  }
}

function settingsOf(scope: SimulatedScope): Readonly<Record<string, Setting>> {
  const table: Record<string, Setting> = {
    'HOR:SCA': numberSetting(scope.timebase, 'secondsPerDivision', scientific),
    'HOR:POS': numberSetting(scope.timebase, 'delaySeconds', scientific),
    'TRIG:MAI:MOD': sweepSetting(scope, { auto: 'AUTO', normal: 'NORMAL', single: 'SINGLE' }),
    'TRIG:MAI:EDGE:SOU': sourceSetting(scope, (channel) => `CH${channel}`),
    'TRIG:MAI:EDGE:SLO': slopeSetting(scope, { rising: 'RISE', falling: 'FALL' }),
    'TRIG:MAI:LEV': numberSetting(scope.trigger, 'levelVolts', scientific),
  };
  for (const [index, channel] of scope.channels.entries()) {
    const name = `CH${index + 1}`;
    table[`SEL:${name}`] = switchSetting(
      { on: '1', off: '0' },
      () => channel.isOn,
      (isOn) => {
        channel.isOn = isOn;
      },
    );
    const headers = { coupling: `${name}:COUP`, inverted: `${name}:INV`, unit: `${name}:YUN` };
    Object.assign(table, inputSettings(channel, headers, words));
    table[`${name}:SCA`] = numberSetting(channel, 'voltsPerDivision', scientific);
    table[`${name}:PRO`] = numberSetting(channel, 'probe', scientific);
    // The TBS2000 tells the gain of a probe and not its factor.
    table[`${name}:PRO:GAIN`] = { get: () => scientific(1 / channel.probe) };
    table[`${name}:POS`] = {
      get: () => scientific(channel.offsetVolts / channel.voltsPerDivision),
      set: (argument) => {
        channel.offsetVolts = Number.parseFloat(argument) * channel.voltsPerDivision;
      },
    };
  }
  return table;
}
