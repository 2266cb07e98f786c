/**
 * A simulated InfiniiVision below the parser: blocks with eight digits of length, its own signs in the preamble, code 0
 * for a place without a sample, `offset` as the voltage at the middle of the screen.
 */
import type { SimulatedInstrument, SimulatorContext } from '../../contract/simulator.ts';
import type { SimulatedUnit } from '../../simulated-unit/unit.ts';
import { commandParser, type ScopeCommand } from '../simulated-scope/command-line.ts';
import { definiteBlock, type ScopeAnswer, simulatedConversation } from '../simulated-scope/conversation.ts';
import { smallPng } from '../simulated-scope/picture.ts';
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
  'ACQuire TYPE WAVeform SOURce FORMat POINts MODE UNSigned BYTeorder PREamble DATA TIMebase SCALe POSition CHANnel DISPlay OFFSet PROBe COUPling INVert UNITs \
TRIGger SWEep EDGE SLOPe LEVel FORCe MEASure VAVerage RISetime FALLtime DUTYcycle FREQuency PERiod OPERegister CONDition \
RUN STOP SINGle DIGitize HARDcopy INKSaver'.split(' '),
);

const identities = {
  DSOX1102G: 'KEYSIGHT TECHNOLOGIES,DSO-X 1102G,CN57000001,01.20.2019061038',
  DSOX2024A: 'AGILENT TECHNOLOGIES,DSO-X 2024A,MY51000001,02.43.2018020635',
  MSOX3054T: 'KEYSIGHT TECHNOLOGIES,MSO-X 3054T,MY55000001,07.40.2021031200',
} as const;
export type KeysightModel = keyof typeof identities;
export const keysightModels = Object.keys(identities) as KeysightModel[];

const whatOf: Readonly<Record<string, string>> = {
  'MEAS:FREQ?': 'frequency',
  'MEAS:PER?': 'period',
  'MEAS:VMAX?': 'max',
  'MEAS:VMIN?': 'min',
  'MEAS:VPP?': 'peak-to-peak',
  'MEAS:VAV?': 'mean',
  'MEAS:VRMS?': 'rms',
  'MEAS:DUTY?': 'duty-cycle',
  'MEAS:RIS?': 'rise-time',
  'MEAS:FALL?': 'fall-time',
};

const words = { inverted: { on: '1', off: '0' }, unit: { V: 'VOLT', A: 'AMP' } } as const;

export interface SimulatedKeysightOptions {
  readonly model?: KeysightModel;
  readonly memoryPoints?: number;
  /** Points from the end on that were never sampled. */
  readonly holesFrom?: number;
  /** Ramps on all inputs instead of the unit. */
  readonly ramps?: boolean;
  /** High resolution has bits below the eighth. */
  readonly acquires?: 'NORM' | 'HRES';
}

export function simulateKeysight(
  unit: SimulatedUnit,
  { clock, faults }: SimulatorContext,
  options: SimulatedKeysightOptions = {},
): SimulatedInstrument {
  const scope = new SimulatedScope(unit, clock, faults, options.model === 'DSOX1102G' ? 2 : 4);
  scope.showsRamps = options.ramps === true;
  const keysight = new SimulatedKeysight(scope, options);
  return simulatedConversation({ clock, parse, takesMs: 1, obey: (command) => keysight.obey(command) });
}

class SimulatedKeysight {
  readonly #scope: SimulatedScope;
  readonly #options: SimulatedKeysightOptions;
  readonly #settings: Readonly<Record<string, Setting>>;
  readonly #wave = { channel: 1, isRaw: false, points: 1_000, isWord: false, isLowFirst: false, isSigned: false };

  constructor(scope: SimulatedScope, options: SimulatedKeysightOptions) {
    this.#scope = scope;
    this.#options = options;
    this.#settings = settingsOf(scope);
  }

  obey(command: ScopeCommand): ScopeAnswer {
    const { header, argument } = command;
    const scope = this.#scope;
    const setting = obeySetting(this.#settings, command);
    if (setting !== 'unknown') return setting;
    if (header === '*IDN?') return identities[this.#options.model ?? 'DSOX2024A'];
    if (header === '*OPC?') return '1';
    if (header === '*ESR?') return '+0';
    if (header === 'ACQ:TYPE?') return this.#options.acquires ?? 'NORM';
    if (header === 'RUN') scope.run();
    if (header === 'STOP') scope.stop();
    if (header === 'SING') scope.arm();
    if (header === 'TRIG:FORC') scope.force();
    if (header === 'OPER:COND?') return scope.state() === 'stopped' ? '+32' : '+40';
    // It tells a scope that waits from one that runs by its register of triggers alone.
    if (header === 'TER?') return scope.state() !== 'stopped' && scope.triggers() ? '+1' : '+0';
    if (header === 'DISP:DATA?') return definiteBlock(smallPng, { digits: 8 });
    if (header.startsWith('WAV:')) return this.#waveform(header.slice(4), argument);
    const what = whatOf[header];
    if (what === undefined) return undefined;
    const channel = Number(/[1-4]$/.exec(argument)?.[0] ?? 1);
    const value = autoMeasured(scope.snapshot(), channel, what);
    return value === undefined ? '+9.9E+37' : signed(value);
  }

  #waveform(header: string, argument: string): ScopeAnswer {
    const wave = this.#wave;
    if (header === 'SOUR') wave.channel = Number(/[1-4]$/.exec(argument)?.[0] ?? 1);
    if (header === 'POIN:MODE') wave.isRaw = /^(RAW|MAX)/i.test(argument);
    if (header === 'FORM') wave.isWord = /^WORD/i.test(argument);
    if (header === 'BYT') wave.isLowFirst = /^LSBF/i.test(argument);
    if (header === 'UNS') wave.isSigned = /^(0|OFF)$/i.test(argument);
    if (header === 'POIN') wave.points = /^MAX/i.test(argument) ? Number.POSITIVE_INFINITY : Number(argument);
    if (header === 'PRE?') return this.#preamble();
    return header === 'DATA?' ? this.#data() : undefined;
  }

  #grid({ timebase }: SimulatedSettings) {
    const { secondsPerDivision, delaySeconds } = timebase;
    // Memory can only be read while it stands still.
    const isRaw = this.#wave.isRaw && this.#scope.state() === 'stopped';
    const points = Math.min(this.#wave.points, isRaw ? (this.#options.memoryPoints ?? 100_000) : 62_500);
    const secondsPerPoint = (10 * secondsPerDivision) / points;
    return { points, secondsPerPoint, firstSeconds: delaySeconds - 5 * secondsPerDivision };
  }

  /** Thirty-two codes a division, 128 in the middle of the screen; a word is 256 times as fine. */
  #levels({ channels }: SimulatedSettings) {
    const channel = channels[this.#wave.channel - 1];
    const fine = this.#wave.isWord ? 256 : 1;
    return {
      fine,
      yIncrement: (channel?.voltsPerDivision ?? 1) / (32 * fine),
      yOrigin: -(channel?.offsetVolts ?? 0),
      yReference: 128 * fine,
      // Signed, the middle of the screen is 0.
      below: this.#wave.isSigned ? 128 * fine : 0,
    };
  }

  #preamble(): string {
    const { points, secondsPerPoint, firstSeconds } = this.#grid(this.#scope);
    const { yIncrement, yOrigin, yReference, fine, below } = this.#levels(this.#scope);
    const format = fine > 1 ? '+1' : '+0';
    const type = this.#options.acquires === 'HRES' ? '+3' : '+0';
    const x = [signed(secondsPerPoint), signed(firstSeconds), '+0'];
    return [format, type, `+${points}`, '+1', ...x, signed(yIncrement), signed(yOrigin), `+${yReference - below}`].join(
      ',',
    );
  }

  #data(): ScopeAnswer {
    const settings = this.#scope.sampledWith();
    const { points, secondsPerPoint, firstSeconds } = this.#grid(settings);
    const { yIncrement, yOrigin, yReference, fine, below } = this.#levels(settings);
    const codes = digitised(
      this.#scope.snapshot(),
      this.#wave.channel,
      { from: 0, to: points, firstSeconds, secondsPerPoint },
      {
        codesPerVolt: 1 / yIncrement,
        zero: yReference - yOrigin / yIncrement,
        lowest: fine,
        highest: 256 * fine - (fine > 1 ? 16 : 1),
      },
    );
    codes.fill(0, this.#options.holesFrom ?? points);
    const data = Buffer.alloc(codes.length * (fine > 1 ? 2 : 1));
    for (const [index, code] of codes.entries()) {
      // Twelve bits, moved up to fill the word; a negative one in its two's complement.
      if (fine === 1) data.writeUInt8((code - below) & 0xff, index);
      else if (this.#wave.isLowFirst) data.writeUInt16LE(((code & 0xfff0) - below) & 0xffff, 2 * index);
      else data.writeUInt16BE(((code & 0xfff0) - below) & 0xffff, 2 * index);
    }
    return definiteBlock(data, { digits: 8 });
  }
}

function settingsOf(scope: SimulatedScope): Readonly<Record<string, Setting>> {
  const table: Record<string, Setting> = {
    'TIM:SCAL': numberSetting(scope.timebase, 'secondsPerDivision', signed),
    'TIM:POS': numberSetting(scope.timebase, 'delaySeconds', signed),
    'TRIG:SWE': sweepSetting(scope, { auto: 'AUTO', normal: 'NORM', single: 'SING' }),
    'TRIG:EDGE:SOUR': sourceSetting(scope, (channel) => `CHAN${channel}`),
    'TRIG:EDGE:SLOP': slopeSetting(scope, { rising: 'POS', falling: 'NEG' }),
    'TRIG:EDGE:LEV': numberSetting(scope.trigger, 'levelVolts', signed),
  };
  for (const [index, channel] of scope.channels.entries()) {
    const name = `CHAN${index + 1}`;
    table[`${name}:DISP`] = switchSetting(
      words.inverted,
      () => channel.isOn,
      (isOn) => {
        channel.isOn = isOn;
      },
    );
    const headers = { coupling: `${name}:COUP`, inverted: `${name}:INV`, unit: `${name}:UNIT` };
    Object.assign(table, inputSettings(channel, headers, words));
    table[`${name}:SCAL`] = numberSetting(channel, 'voltsPerDivision', signed);
    table[`${name}:PROB`] = numberSetting(channel, 'probe', signed);
    table[`${name}:OFFS`] = {
      get: () => signed(0 - channel.offsetVolts),
      set: (argument) => {
        channel.offsetVolts = 0 - Number.parseFloat(argument);
      },
    };
  }
  return table;
}

/** `+1.00000000E-03`. */
function signed(value: number): string {
  return `${value < 0 ? '' : '+'}${scientific(value, 8)}`;
}
