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
import { SimulatedScope, type SimulatedSettings } from '../simulated-scope/simulated-scope.ts';
import { digitised } from '../simulated-scope/simulated-signal.ts';
import { type DescribedRecord, legacyDescription, newDescription } from './simulated-descriptions.ts';
import { measuredText, measuredWithUnit } from './simulated-measurements.ts';
import { type LegacyTalk, legacySettings, newSettings } from './simulated-settings.ts';

const parse = commandParser(
  'WAVeform SOURce STARt POINt INTerval WIDTh PREamble DATA MAXPoint ACQuire POINts SRATe TIMebase SCALe DELay CHANnel \
SWITch OFFSet PROBe COUPling INVert UNIT TRIGger STATus STOP RUN MODE EDGE SLOPe LEVel MEASure SIMPle VALue PRINt'.split(
    ' ',
  ),
);

/** Maker, number and firmware. */
const identities = {
  'SDS1104X-E': ['Siglent Technologies', 'SDSMMFCX4R0001', '8.2.6.1.37R8'],
  SDS1072CML: ['SIGLENT', 'SDS1XAAX2R0001', '5.1.3.17'],
  'SDS2104X Plus': ['Siglent Technologies', 'SDS2PDDX5R0001', '1.5.2R3'],
  'SDS824X HD': ['Siglent Technologies', 'SDS08A0X900001', '1.1.3.3'],
} as const;
export type SiglentModel = keyof typeof identities;
export const siglentModels = Object.keys(identities) as SiglentModel[];

/** Bits of `INR?`: a record was acquired since the last question, and the trigger is ready. */
const changes = { acquired: 1, ready: 1 << 13 } as const;

export interface SimulatedSiglentOptions {
  readonly model?: SiglentModel;
  /** A relative of the model that differs from it in its name alone. */
  readonly named?: string;
  /** Ramps on all inputs instead of the unit. */
  readonly ramps?: boolean;
  readonly memoryPoints?: number;
  /** A firmware whose newer description has the factor of the probe in its scale already. */
  readonly scaleHasFactor?: boolean;
}

export function simulateSiglent(
  unit: SimulatedUnit,
  { clock, faults }: SimulatorContext,
  options: SimulatedSiglentOptions = {},
): SimulatedInstrument {
  const { model = 'SDS1104X-E', named = model, ramps = false } = options;
  // The names of its makes end in the number of their channels: SDS1072CML has two.
  const scope = new SimulatedScope(unit, clock, faults, Number(/\d+(\d)/.exec(named)?.[1]));
  scope.showsRamps = ramps;
  const [maker, number, firmware] = identities[model];
  const siglent = new SimulatedSiglent(scope, model, [maker, named, number, firmware].join(','), options);
  return simulatedConversation({ clock, parse, takesMs: 1, obey: (command) => siglent.obey(command) });
}

class SimulatedSiglent {
  readonly #scope: SimulatedScope;
  readonly #model: SiglentModel;
  readonly #points: number;
  readonly #identity: string;
  readonly #scaleHasFactor: boolean;
  readonly #settings: Readonly<Record<string, Setting>>;
  readonly #wave = { channel: 1, from: 0, count: 0, every: 1, isWord: false };
  readonly #talk: LegacyTalk;
  #measured = 1;
  /** What `INR?` has not told yet. */
  #changed = 0;
  #isArmed = false;

  constructor(scope: SimulatedScope, model: SiglentModel, identity: string, options: SimulatedSiglentOptions) {
    const { memoryPoints = 70_000, scaleHasFactor = false } = options;
    this.#scope = scope;
    this.#model = model;
    this.#points = memoryPoints;
    this.#scaleHasFactor = scaleHasFactor;
    this.#identity = identity;
    this.#talk = { hasUnits: true, tellsUnit: model !== 'SDS1072CML' };
    this.#settings = this.#isNew ? newSettings(scope) : legacySettings(scope, this.#talk);
  }

  obey(command: ScopeCommand): ScopeAnswer {
    const setting = obeySetting(this.#settings, command);
    if (setting !== 'unknown') return setting;
    if (command.header === '*IDN?') return this.#identity;
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
    if (header === 'ARM') {
      scope.arm();
      this.#isArmed = true;
      this.#changed |= changes.ready;
    }
    if (header === 'INR?') return String(this.#changesSince());
    if (header === 'FRTR') scope.force();
    if (header === 'SAST?') return { running: "Trig'd", waiting: 'Ready', stopped: 'Stop' }[scope.state()];
    if (header === 'SARA?') return this.#large(this.#rate(this.#scope), 'Sa/s');
    if (header === 'SANU?') return this.#large(this.#points, 'pts');
    if (header === 'SCDP') return screenBitmap(800, 480);
    if (header === 'WFSU') {
      const number = (word: string) => Number(new RegExp(`${word},(\\d+)`, 'i').exec(argument)?.[1] ?? 0);
      Object.assign(this.#wave, { every: Math.max(1, number('SP')), count: number('NP'), from: number('FP') });
    }
    const [, channel, word] = /^C([1-4]):(WF|PAVA)\?$/.exec(header) ?? [];
    if (word === 'PAVA') return `${argument},${measuredWithUnit(scope, Number(channel), argument)}`;
    if (word === 'WF') return this.#legacyRecord(Number(channel), argument);
    return undefined;
  }

  #legacyRecord(channel: number, argument: string): ScopeAnswer {
    const data = this.#data(channel);
    if (!/^ALL/i.test(argument)) return definiteBlock(data, { before: 'DAT2,', after: '\n\n' });
    const { secondsPerDivision, delaySeconds } = this.#scope.timebase;
    const firstSeconds = delaySeconds - (this.#divisions * secondsPerDivision) / 2;
    const description = legacyDescription(this.#described(channel), data.length, firstSeconds);
    const all = Uint8Array.from([...description, ...data]);
    return definiteBlock(all, { before: 'ALL,', after: '\n\n' });
  }

  #changesSince(): number {
    const state = this.#scope.state();
    if (state === 'running') this.#changed |= changes.acquired | changes.ready;
    if (state === 'stopped' && this.#isArmed) {
      this.#isArmed = false;
      this.#changed |= changes.acquired;
    }
    const since = this.#changed;
    this.#changed = 0;
    return since;
  }

  /** `7.00E+04` or, of the models with prefixes, `70.0000Kpts`. */
  #large(value: number, unit: string): string {
    if (this.#identity.includes('X-E,')) return `${scientific(value)}${this.#talk.hasUnits ? unit : ''}`;
    const [divisor, prefix] = value < 1e6 ? [1e3, 'K'] : value < 1e9 ? [1e6, 'M'] : [1e9, 'G'];
    return `${(value / divisor).toFixed(4)}${prefix}${unit}`;
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
        return definiteBlock(newDescription(this.#described(wave.channel)));
      case 'WAV:DATA?':
        return definiteBlock(this.#data(wave.channel), { after: '\n\n' });
      case 'ACQ:POIN?':
        return `${scientific(this.#points, 2)}pts`;
      case 'MEAS:SIMP:SOUR':
        this.#measured = channelIn(argument);
        return undefined;
      case 'MEAS:SIMP:VAL?':
        return measuredText(this.#scope, this.#measured, argument);
      case 'PRIN?':
        return definiteBlock(smallPng);
      default:
        return undefined;
    }
  }

  #rate({ timebase }: SimulatedSettings): number {
    return this.#points / (this.#divisions * timebase.secondsPerDivision);
  }

  /** Eight bits with 25 or 30 codes a division; twelve bits moved up to fill a word. */
  #codesPerDivision(): number {
    if (!this.#isNew) return 25;
    return this.#model === 'SDS824X HD' ? 7_680 : 30;
  }

  #described(channel: number): DescribedRecord {
    const { voltsPerDivision = 1, offsetVolts = 0, probe = 1 } = this.#scope.channels[channel - 1] ?? {};
    return {
      ...{ voltsPerDivision, offsetVolts, probe, scaleHasFactor: this.#scaleHasFactor },
      codesPerDivision: this.#codesPerDivision(),
      adcBits: this.#model === 'SDS824X HD' ? 12 : 8,
      secondsPerPoint: 1 / this.#rate(this.#scope),
      delaySeconds: this.#scope.timebase.delaySeconds,
    };
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
        to: from / every + Math.min(count || this.#points, Math.ceil((this.#points - from) / every)),
        firstSeconds: delaySeconds - (this.#divisions * secondsPerDivision) / 2,
        secondsPerPoint: every / this.#rate(settings),
      },
      { codesPerVolt, zero: offsetVolts * codesPerVolt, lowest: -highest - 1, highest },
    );
    return new Uint8Array(isWord ? Int16Array.from(codes).buffer : Int8Array.from(codes).buffer);
  }
}
