/**
 * A simulated Rigol below the parser: its commands, its preamble with Rigol's own signs, its limits of one read, and an
 * error queue. What it does not know it does not answer. Its single shot leaves the sweep at `SING`.
 */
import type { SimulatedInstrument, SimulatorContext } from '../../contract/simulator.ts';
import type { SimulatedUnit } from '../../simulated-unit/unit.ts';
import { commandParser, type ScopeCommand } from '../simulated-scope/command-line.ts';
import { definiteBlock, type ScopeAnswer, simulatedConversation } from '../simulated-scope/conversation.ts';
import { screenBitmap, smallPng } from '../simulated-scope/picture.ts';
import { obeySetting, type Setting } from '../simulated-scope/setting-table.ts';
import { SimulatedScope, type SimulatedSettings } from '../simulated-scope/simulated-scope.ts';
import { autoMeasured, digitised } from '../simulated-scope/simulated-signal.ts';
import { type RigolFamily, rigolFamilies } from './dialect.ts';
import { rigolSettings } from './simulated-settings.ts';

const parse = commandParser(
  'WAVeform XINCrement XORigin XREFerence YINCrement YORigin YREFerence SOURce MODE FORMat STARt STOP PREamble DATA ACQuire MDEPth SRATe TIMebase MAIN SCALe OFFSet CHANnel DISPlay \
PROBe COUPling INVert UNITs TRIGger STATus SWEep EDGE SLOPe LEVel MEASure ITEM RUN SINGle TFORce SYSTem ERRor LA STATe DIGital POINts'.split(
    ' ',
  ),
);

/** Model, number and firmware. */
const identities: Readonly<Record<RigolFamily['id'], readonly [string, string, string]>> = {
  ds1000z: ['DS1054Z', 'DS1ZA170000001', '00.04.04.SP4'],
  mso5000: ['MSO5074', 'MS5A210000001', '00.01.03.00.03'],
  dho: ['DHO824', 'DHO8A250000001', '00.01.03'],
  ds2000: ['DS2072A', 'DS2D170000001', '00.03.05.SP3'],
};
export const rigolModels = ['DS1054Z', 'MSO5074', 'DHO824', 'DS2072A'] as const;
export type RigolModel = (typeof rigolModels)[number];

/** Across its screen. */
const divisionsOf: Readonly<Record<RigolFamily['id'], number>> = { ds1000z: 12, mso5000: 10, dho: 10, ds2000: 14 };

const whatOfItem: Readonly<Record<string, string>> = {
  FREQ: 'frequency',
  PER: 'period',
  VMAX: 'max',
  VMIN: 'min',
  VPP: 'peak-to-peak',
  VAVG: 'mean',
  VRMS: 'rms',
  RTIM: 'rise-time',
  FTIM: 'fall-time',
};

/** Where each stands that can be asked for by itself. */
const preambleFields = ['', '', '', '', 'XINC?', 'XOR?', 'XREF?', 'YINC?', 'YOR?', 'YREF?'];

export interface SimulatedRigolOptions {
  readonly model?: RigolModel;
  /** A relative of the model that differs from it in its name alone. */
  readonly named?: string;
  /** Ramps on all inputs instead of the unit. */
  readonly ramps?: boolean;
  /** Points of memory; what the time base makes of it by default. */
  readonly memoryPoints?: number;
  /** A firmware whose records leave out the factor of the probe. */
  readonly withoutFactor?: boolean;
  /** How long it takes to notice that it was armed. */
  readonly armsAfterMs?: number;
}

/** The DS1054Z by default. */
export function simulateRigol(
  unit: SimulatedUnit,
  { clock, faults }: SimulatorContext,
  options: SimulatedRigolOptions = {},
): SimulatedInstrument {
  const { model = 'DS1054Z', named, ramps = false, armsAfterMs = 0 } = options;
  const family = rigolFamilies.find(({ idn }) => idn.test(`RIGOL TECHNOLOGIES,${model}`));
  if (family === undefined) throw new Error(`no family for ${model}`);
  // The names of its makes end in the number of their channels: DS2072A has two.
  const channels = Number(/\d+(\d)/.exec(named ?? model)?.[1]);
  const scope = new SimulatedScope(unit, clock, faults, channels);
  scope.armsAfterMs = armsAfterMs;
  scope.showsRamps = ramps;
  const rigol = new SimulatedRigol(scope, family, options);
  return simulatedConversation({ clock, parse, takesMs: 1, obey: (command) => rigol.obey(command) });
}

class SimulatedRigol {
  readonly #scope: SimulatedScope;
  readonly #family: RigolFamily;
  readonly #hasFactor: boolean;
  readonly #identity: string;
  readonly #settings: Readonly<Record<string, Setting>>;
  readonly #wave = { channel: 1, isMemory: false, format: 'BYTE', start: 1, stop: 0 };
  readonly #errors: string[] = [];
  #memory: number | undefined;

  constructor(scope: SimulatedScope, family: RigolFamily, options: SimulatedRigolOptions) {
    const { named, memoryPoints, withoutFactor = false } = options;
    this.#scope = scope;
    this.#family = family;
    this.#memory = memoryPoints;
    this.#hasFactor = !withoutFactor;
    this.#wave.stop = family.screenPoints;
    const [model, number, firmware] = identities[family.id];
    this.#identity = `RIGOL TECHNOLOGIES,${named ?? model},${number},${firmware}`;
    this.#settings = rigolSettings(scope);
  }

  obey(command: ScopeCommand): ScopeAnswer {
    const { header, argument } = command;
    const setting = obeySetting(this.#settings, command);
    if (setting !== 'unknown') return setting;
    if (header === '*IDN?') return this.#identity;
    if (header === '*OPC?') return '1';
    if (header === '*ESR?') return '0';
    if (header === 'SYST:ERR?') return this.#errors.shift() ?? '0,"No error"';
    if (header === 'ACQ:SRAT?') return exponent(this.#rate(this.#scope));
    if (header === 'ACQ:MDEP?') return this.#depth();
    if (header === 'ACQ:MDEP') {
      this.#memory = /^AUTO$/i.test(argument) ? undefined : Number(argument);
      return undefined;
    }
    if (header === 'MEAS:ITEM?') return this.#measured(argument);
    if (header === 'DISP:DATA?') return this.#picture(argument);
    if (header.startsWith('WAV:')) return this.#waveform(header.slice(4), argument);
    this.#errors.push('-113,"Undefined header; command cannot be found"');
    return undefined;
  }

  #waveform(header: string, argument: string): ScopeAnswer {
    const wave = this.#wave;
    switch (header) {
      case 'SOUR':
        wave.channel = Number(/[1-4]$/.exec(argument)?.[0] ?? 1);
        return undefined;
      case 'SOUR?':
        return `CHAN${wave.channel}`;
      case 'MODE':
        wave.isMemory = /^(RAW|MAX)/i.test(argument);
        return undefined;
      case 'FORM':
        wave.format = argument.toUpperCase();
        return undefined;
      case 'STAR':
        wave.start = Number(argument);
        return undefined;
      case 'STOP':
      // The DS2000 may be told how many instead: from the first on.
      case 'POIN':
        wave.stop = Number(argument);
        return undefined;
      // Of those that copy a record out of their memory first; here it is there at once.
      case 'STAT?':
        return `IDLE,${wave.stop - wave.start + 1}`;
      case 'PRE?':
        return this.#preamble();
      case 'DATA?':
        return this.#data();
      default:
        return this.#preamble().split(',')[preambleFields.indexOf(header)];
    }
  }

  #memoryPoints(settings: SimulatedSettings): number {
    return this.#memory ?? Math.round(this.#rate(settings) * this.#screenSeconds(settings));
  }

  #screenSeconds({ timebase }: SimulatedSettings): number {
    return divisionsOf[this.#family.id] * timebase.secondsPerDivision;
  }

  #depth(): string {
    if (this.#memory === undefined) return 'AUTO';
    return this.#family.id === 'mso5000' ? this.#memory.toExponential(4).toUpperCase() : String(this.#memory);
  }

  #rate(settings: SimulatedSettings): number {
    return Math.min(1e9, (this.#memory ?? 600_000) / this.#screenSeconds(settings));
  }

  #grid(settings: SimulatedSettings) {
    const { secondsPerDivision, delaySeconds } = settings.timebase;
    const xIncrement = this.#wave.isMemory ? 1 / this.#rate(settings) : secondsPerDivision / 100;
    const points = this.#wave.isMemory ? this.#memoryPoints(settings) : this.#family.screenPoints;
    return { xIncrement, points, xOrigin: delaySeconds - (points / 2) * xIncrement };
  }

  /** 25 codes a division of 8 bits, the middle of the screen at code 127; a word is 256 times as fine. */
  #levels({ channels }: SimulatedSettings) {
    const channel = channels[this.#wave.channel - 1];
    const fine = this.#wave.format === 'WORD' ? 256 : 1;
    const factor = this.#hasFactor ? 1 : (channel?.probe ?? 1);
    const yIncrement = (channel?.voltsPerDivision ?? 1) / factor / (25 * fine);
    const yOrigin = Math.round((channel?.offsetVolts ?? 0) / factor / yIncrement);
    return {
      yIncrement,
      codesPerVolt: 1 / factor / yIncrement,
      yOrigin,
      yReference: 127 * fine,
      highest: 256 * fine - 1,
    };
  }

  #preamble(): string {
    const { xIncrement, xOrigin } = this.#grid(this.#scope);
    const { yIncrement, yOrigin, yReference } = this.#levels(this.#scope);
    const { format, isMemory, start, stop } = this.#wave;
    const head = [format === 'WORD' ? 1 : 0, isMemory ? 2 : 0, stop - start + 1, 1];
    return [...head, exponent(xIncrement), exponent(xOrigin), 0, exponent(yIncrement), yOrigin, yReference].join(',');
  }

  #data(): ScopeAnswer {
    const { start, stop, format, isMemory, channel } = this.#wave;
    // Memory can only be read while it stands still, and only so much at once: the real one then sends nothing useful.
    if (isMemory && this.#scope.state() !== 'stopped') return definiteBlock(new Uint8Array(0));
    const settings = this.#scope.sampledWith();
    const { xIncrement, xOrigin, points } = this.#grid(settings);
    const { codesPerVolt, yOrigin, yReference, highest } = this.#levels(settings);
    const most = format === 'WORD' ? 125_000 : 250_000;
    const [from, to] = [start - 1, Math.min(points, stop, start - 1 + most)];
    const codes = digitised(
      this.#scope.snapshot(),
      channel,
      { from, to, firstSeconds: xOrigin, secondsPerPoint: xIncrement },
      { codesPerVolt, zero: yOrigin + yReference, lowest: 0, highest },
    );
    const data = format === 'WORD' ? new Uint8Array(Uint16Array.from(codes).buffer) : Uint8Array.from(codes);
    return definiteBlock(data);
  }

  #measured(argument: string): string {
    const [item = '', source = ''] = argument.toUpperCase().split(',');
    const channel = Number(/[1-4]$/.exec(source)?.[0] ?? this.#wave.channel);
    const value = autoMeasured(this.#scope.snapshot(), channel, whatOfItem[item] ?? '');
    return value === undefined ? '9.9E37' : exponent(value);
  }

  #picture(argument: string): Uint8Array {
    return definiteBlock(/PNG/i.test(argument) ? smallPng : screenBitmap(800, 480));
  }
}

/** `1.000000e-06`. */
export function exponent(value: number): string {
  const [mantissa = '', power = '0'] = value.toExponential(6).split('e');
  const digits = String(Math.abs(Number(power))).padStart(2, '0');
  return `${mantissa}e${Number(power) < 0 ? '-' : '+'}${digits}`;
}
