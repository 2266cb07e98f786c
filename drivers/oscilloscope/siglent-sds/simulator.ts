/**
 * A simulated Siglent below the parser, with the older command set (one command for sweep and running, units behind
 * numbers, a text in front of blocks, two line feeds behind them, a screenshot without a header) or the newer one (a
 * binary description of the record, a limit of one read that has to be asked for).
 */
import type { SimulatedInstrument, SimulatorContext } from '../../contract/simulator.ts';
import type { SimulatedUnit } from '../../simulated-unit/unit.ts';
import { commandParser, type ScopeCommand } from '../simulated-scope/command-line.ts';
import { definiteBlock, type ScopeAnswer, simulatedConversation } from '../simulated-scope/conversation.ts';
import { screenBitmap, smallPng } from '../simulated-scope/picture.ts';
import { obeySetting, type Setting, scientific } from '../simulated-scope/setting-table.ts';
import { autoMeasured, digitised, SimulatedScope, type SimulatedSettings } from '../simulated-scope/simulated-scope.ts';
import { descriptorBytes } from './descriptor.ts';
import { legacySettings, newSettings } from './simulated-settings.ts';

const parse = commandParser(
  'WAVeform SOURce STARt POINt INTerval WIDTh PREamble DATA MAXPoint ACQuire POINts SRATe TIMebase SCALe DELay CHANnel \
SWITch OFFSet PROBe TRIGger STATus STOP RUN MODE EDGE SLOPe LEVel MEASure SIMPle VALue PRINt'.split(' '),
);

const identities = {
  'SDS1104X-E': 'Siglent Technologies,SDS1104X-E,SDSMMFCX4R0001,8.2.6.1.37R8',
  SDS1072CML: 'SIGLENT,SDS1072CML,SDS1XAAX2R0001,5.1.3.17',
  'SDS2104X Plus': 'Siglent Technologies,SDS2104X Plus,SDS2PDDX5R0001,1.5.2R3',
  'SDS824X HD': 'Siglent Technologies,SDS824X HD,SDS08A0X900001,1.1.3.3',
} as const;
export type SiglentModel = keyof typeof identities;
export const siglentModels = Object.keys(identities) as SiglentModel[];

const whatOf: Readonly<Record<string, string>> = {
  FREQ: 'frequency',
  PER: 'period',
  MAX: 'max',
  MIN: 'min',
  PKPK: 'peak-to-peak',
  MEAN: 'mean',
  RMS: 'rms',
  RISE: 'rise-time',
  FALL: 'fall-time',
};

export interface SimulatedSiglentOptions {
  readonly model?: SiglentModel;
  readonly memoryPoints?: number;
}

export function simulateSiglent(
  unit: SimulatedUnit,
  { clock, faults }: SimulatorContext,
  { model = 'SDS1104X-E', memoryPoints = 70_000 }: SimulatedSiglentOptions = {},
): SimulatedInstrument {
  const scope = new SimulatedScope(unit, clock, faults, model === 'SDS1072CML' ? 2 : 4);
  const siglent = new SimulatedSiglent(scope, model, memoryPoints);
  return simulatedConversation({ clock, parse, takesMs: 1, obey: (command) => siglent.obey(command) });
}

class SimulatedSiglent {
  readonly #scope: SimulatedScope;
  readonly #model: SiglentModel;
  readonly #points: number;
  readonly #settings: Readonly<Record<string, Setting>>;
  readonly #wave = { channel: 1, from: 0, count: 0, every: 1, isWord: false };
  #measured = 1;

  constructor(scope: SimulatedScope, model: SiglentModel, points: number) {
    this.#scope = scope;
    this.#model = model;
    this.#points = points;
    this.#settings = this.#isNew ? newSettings(scope) : legacySettings(scope);
  }

  obey(command: ScopeCommand): ScopeAnswer {
    const setting = obeySetting(this.#settings, command);
    if (setting !== 'unknown') return setting;
    if (command.header === '*IDN?') return identities[this.#model];
    if (command.header === '*OPC?') return '1';
    return this.#isNew ? this.#obeyNew(command) : this.#obeyLegacy(command);
  }

  get #isNew(): boolean {
    return /HD|Plus/.test(this.#model);
  }

  get #divisions(): number {
    if (this.#isNew) return 10;
    return this.#model === 'SDS1072CML' ? 18 : 14;
  }

  #obeyLegacy({ header, argument }: ScopeCommand): ScopeAnswer {
    const scope = this.#scope;
    if (header === 'STOP') scope.stop();
    if (header === 'ARM') scope.arm();
    if (header === 'FRTR') scope.force();
    if (header === 'SAST?') return { running: "Trig'd", waiting: 'Ready', stopped: 'Stop' }[scope.state()];
    if (header === 'SARA?') return `${(this.#rate(this.#scope) / 1e6).toFixed(4)}MSa/s`;
    if (header === 'SANU?') return `${(this.#points / 1e3).toFixed(4)}kpts`;
    if (header === 'SCDP') return screenBitmap(800, 480);
    if (header === 'WFSU') {
      const [, every, count, from] = /SP,(\d+),NP,(\d+),FP,(\d+)/i.exec(argument) ?? [];
      Object.assign(this.#wave, { every: Number(every), count: Number(count), from: Number(from) });
    }
    const [, channel, word] = /^C([1-4]):(WF|PAVA)\?$/.exec(header) ?? [];
    if (word === 'PAVA') {
      return `${argument},${this.#value(Number(channel), argument)}`;
    }
    if (word === 'WF') return definiteBlock(this.#data(Number(channel)), { before: 'DAT2,', after: '\n\n' });
    return undefined;
  }

  #obeyNew({ header, argument }: ScopeCommand): ScopeAnswer {
    const wave = this.#wave;
    const channelIn = (text: string) => Number(/[1-4]$/.exec(text)?.[0] ?? 1);
    switch (header) {
      case 'WAV:SOUR':
        wave.channel = channelIn(argument);
        return undefined;
      case 'WAV:INT':
        wave.every = Number(argument);
        return undefined;
      case 'WAV:STAR':
        wave.from = Number(argument);
        return undefined;
      case 'WAV:POIN':
        wave.count = Number(argument);
        return undefined;
      case 'WAV:WIDT':
        wave.isWord = /^WORD/i.test(argument);
        return undefined;
      case 'WAV:MAXP?':
        return '50000';
      case 'WAV:PRE?':
        return definiteBlock(this.#descriptor());
      case 'WAV:DATA?':
        return definiteBlock(this.#data(wave.channel), { after: '\n\n' });
      case 'ACQ:POIN?':
        return `${scientific(this.#points, 2)}pts`;
      case 'MEAS:SIMP:SOUR':
        this.#measured = channelIn(argument);
        return undefined;
      case 'MEAS:SIMP:VAL?':
        return this.#value(this.#measured, argument);
      case 'PRIN?':
        return definiteBlock(smallPng);
      default:
        return undefined;
    }
  }

  #value(channel: number, item: string): string {
    const value = autoMeasured(this.#scope.snapshot(), channel, whatOf[item.toUpperCase()] ?? '');
    return value === undefined ? '****' : scientific(value);
  }

  #rate({ timebase }: SimulatedSettings): number {
    return this.#points / (this.#divisions * timebase.secondsPerDivision);
  }

  /** Eight bits with 25 or 30 codes a division; twelve bits moved up to fill a word. */
  #codesPerDivision(): number {
    if (!this.#isNew) return 25;
    return this.#model === 'SDS824X HD' ? 7_680 : 30;
  }

  #descriptor(): Uint8Array {
    const channel = this.#scope.channels[this.#wave.channel - 1];
    const bytes = new Uint8Array(descriptorBytes);
    const view = new DataView(bytes.buffer);
    const probe = channel?.probe ?? 1;
    view.setFloat32(0x9c, (channel?.voltsPerDivision ?? 1) / probe, true);
    view.setFloat32(0xa0, (channel?.offsetVolts ?? 0) / probe, true);
    view.setFloat32(0xa4, this.#codesPerDivision(), true);
    view.setInt16(0xac, this.#model === 'SDS824X HD' ? 12 : 8, true);
    view.setFloat32(0xb0, 1 / this.#rate(this.#scope), true);
    view.setFloat64(0xb4, this.#scope.timebase.delaySeconds, true);
    view.setFloat32(0x148, probe, true);
    return bytes;
  }

  #data(channel: number): Uint8Array {
    const settings = this.#scope.sampledWith();
    const { voltsPerDivision = 1, offsetVolts = 0 } = settings.channels[channel - 1] ?? {};
    const { secondsPerDivision, delaySeconds } = settings.timebase;
    const { from, count, every, isWord } = this.#wave;
    const codesPerVolt = this.#codesPerDivision() / voltsPerDivision;
    const highest = isWord ? 32_767 : 127;
    const codes = digitised(
      this.#scope.snapshot(),
      channel,
      {
        from: from / every,
        to: from / every + Math.min(count, Math.ceil((this.#points - from) / every)),
        firstSeconds: delaySeconds - (this.#divisions * secondsPerDivision) / 2,
        secondsPerPoint: every / this.#rate(settings),
      },
      { codesPerVolt, zero: offsetVolts * codesPerVolt, lowest: -highest - 1, highest },
    );
    return new Uint8Array(isWord ? Int16Array.from(codes).buffer : Int8Array.from(codes).buffer);
  }
}
