/**
 * What a simulated SCPI multimeter does with a command: its function, range, error queue, and what it measures on the
 * simulated unit: voltage and current at the battery connector, open probes elsewhere, or whatever it is told to show.
 * `drift` makes it read 6 % too high, `overload` overloads it. No bytes and no time here.
 */
import type { FaultSwitch } from '../../contract/fault.ts';
import type { SimulatedUnit } from '../../simulated-unit/unit.ts';
import type { ScpiCommand } from './command-line.ts';
import { functions, type MeterFunction } from './functions.ts';
import type { SimulatedModel } from './simulated-models.ts';

/** What the meter does to a number before it tells it. */
export type SimulatedMath = { readonly subtract: number } | 'decibels' | 'statistics';

/** In which degrees it shows temperatures. */
export type SimulatedDegrees = 'C' | 'F' | 'K';

/** What came of a command: an answer perhaps, and how long it took. */
export interface Outcome {
  readonly answer?: string;
  readonly afterMs: number;
}

const driftFactor = 1.06;
/** A range shows up to 20 % more than its name. */
const overRange = 1.2;
const errorQueueDepth = 20;
const nothing: Outcome = { afterMs: 1 };
/** With nothing at the probes; what is not here is open, and overloads. */
const idleValues: Partial<Record<MeterFunction, number>> = {
  'ac-volts': 0,
  'ac-amps': 0,
  hertz: 0,
  farads: 0,
  celsius: 23,
};

export class SimulatedMeter {
  /** Whether its keys are locked. */
  isRemote = false;
  readonly #model: SimulatedModel;
  readonly #unit: SimulatedUnit;
  readonly #faults: FaultSwitch;
  readonly #shown = new Map<MeterFunction, number>();
  readonly #errors: string[] = [];
  #present: MeterFunction = 'dc-volts';
  #range: number | undefined;
  #math: SimulatedMath | undefined;
  #degrees: SimulatedDegrees = 'C';
  #last: string | undefined;

  constructor(model: SimulatedModel, unit: SimulatedUnit, faults: FaultSwitch) {
    this.#model = model;
    this.#unit = unit;
    this.#faults = faults;
  }

  /** The keys for Null and for decibels; setting a function takes them off. */
  calculate(math: SimulatedMath | undefined): void {
    this.#math = math;
  }

  show(name: MeterFunction, value: number): void {
    this.#shown.set(name, value);
  }

  showDegrees(degrees: SimulatedDegrees): void {
    this.#degrees = degrees;
  }

  turnTo(name: MeterFunction): void {
    this.#present = name;
    this.#range = undefined;
  }

  obey(command: ScpiCommand): Outcome {
    const { header, argument } = command;
    if (header === '*IDN?') return told(this.#model.identity);
    if (header === 'SYST:REM' || header === 'SYST:LOC') {
      this.isRemote = header === 'SYST:REM';
      return nothing;
    }
    if (header === this.#model.dialect.askDegrees) return told(this.#degrees);
    if (header.startsWith('CONF:') && this.#configure(header.slice(5), argument)) return nothing;
    const { own } = this.#model;
    if (own !== undefined) return this.#obeyOwn(own, header) ?? this.#obeyScpi(command);
    return this.#model.plainScpi ? this.#obeyScpi(command) : this.#obeyOwon(header);
  }

  #obeyScpi({ header, argument }: ScpiCommand): Outcome {
    switch (header) {
      case '*OPC?':
        return told('1');
      case '*ESR?':
        return told('0');
      case 'SYST:ERR?':
        return told(this.#errors.shift() ?? '+0,"No error"');
      case 'CONF?':
        return told(this.#setting());
      case 'FUNC?':
        return told(this.#setting().replace(/ .*"$/, '"'));
      case 'READ?':
        return this.#measurement();
      case 'FETC?':
        return told(this.#last ?? this.#measured());
      case 'INIT':
        this.#measured();
        return nothing;
      case '*CLS':
      case '*RST':
        this.#errors.length = 0;
        return nothing;
      case 'ABOR':
        return nothing;
      case 'CALC:STAT?':
        return told(this.#math === undefined ? '0' : '1');
      case 'CALC:FUNC?':
        return told(this.#math === 'decibels' ? 'DB' : this.#math === 'statistics' ? 'AVER' : 'NULL');
      case 'CALC:SCAL:STAT?':
        return told(this.#math === 'decibels' ? '1' : '0');
      case `${functions[this.#present].conf}:NULL:STAT?`:
        return told(typeof this.#math === 'object' ? '1' : '0');
      default:
        if (header.startsWith('MEAS:') && this.#configure(header.slice(5, -1), argument)) return this.#measurement();
        this.#error(-113, 'Undefined header');
        return nothing;
    }
  }

  /** They measure all the time, too, and have their own words for the function. */
  #obeyOwn(own: 'gdm' | 'rigol', header: string): Outcome | undefined {
    const name = this.#model.dialect.names?.[this.#present]?.[0] ?? '';
    if (own === 'gdm' && header === 'CONF:STAT:FUNC?') return told(name);
    if (header === 'CALC:FUNC?') return told(this.#calculation(own));
    if (own === 'gdm' && header === 'VAL1?') return { answer: this.#measured(), afterMs: 15 };
    if (own === 'rigol' && header === 'FUNC?') return told(name);
    if (own === 'rigol' && header.startsWith('FUNC:'))
      return this.#configure(header.slice(5), '') ? nothing : undefined;
    const isRead = own === 'rigol' && header === `MEAS:${functions[this.#present].conf}?`;
    return isRead ? { answer: this.#measured(), afterMs: 15 } : undefined;
  }

  /** The newer GDM have a Null beside it. */
  #calculation(own: 'gdm' | 'rigol'): string {
    if (this.#math === 'decibels') return 'DB';
    if (this.#math === 'statistics') return own === 'gdm' ? 'LIM' : 'TOTAL+PF';
    const isRelative = this.#math !== undefined && this.#model.dialect.math !== 'advanced-and-null';
    if (isRelative) return own === 'gdm' ? 'REL' : 'REL+PF';
    return own === 'gdm' ? 'OFF' : 'NONE';
  }

  /** It measures all the time and tells the last number; what it does not know it passes over in silence. */
  #obeyOwon(header: string): Outcome {
    if (header === 'FUNC?') return told(`"${owonName(this.#present)}"`);
    if (header === 'MEAS1?' || header === 'MEAS?') return { answer: this.#measured(), afterMs: 15 };
    return nothing;
  }

  #measurement(): Outcome {
    return { answer: this.#measured(), afterMs: this.#model.measureMs };
  }

  #measured(): string {
    const value = this.#signal();
    const highest = this.#usedRange(value);
    const isOver = !Number.isFinite(value) || (highest !== undefined && Math.abs(value) > highest * overRange);
    const step = (highest ?? 10) * this.#model.resolution;
    const { decimals, overload, plus } = this.#model;
    const text = isOver ? (value < 0 ? '-' : '+') + overload : number(Math.round(value / step) * step, decimals);
    this.#last = plus ? text : text.replace(/^\+/, '');
    return this.#last;
  }

  #signal(): number {
    if (this.#faults.has('overload')) return Number.POSITIVE_INFINITY;
    const factor = this.#faults.has('drift') ? driftFactor : 1;
    const atProbes = this.#shown.get(this.#present) ?? this.#atProbes();
    const signal = factor * (this.#present === 'celsius' ? inDegrees[this.#degrees](atProbes) : atProbes);
    if (this.#math === 'decibels') return 20 * Math.log10(Math.abs(signal));
    return typeof this.#math === 'object' ? signal - this.#math.subtract : signal;
  }

  #atProbes(): number {
    if (this.#present === 'dc-volts') return this.#unit.batteryTerminal().volts;
    if (this.#present === 'dc-amps') return this.#unit.batteryTerminal().amps;
    return idleValues[this.#present] ?? Number.POSITIVE_INFINITY;
  }

  #ranges(): readonly number[] {
    return this.#model.dialect.ranges[this.#present] ?? [];
  }

  #usedRange(value: number): number | undefined {
    const ranges = this.#ranges();
    return this.#range ?? ranges.find((highest) => Math.abs(value) <= highest * overRange) ?? ranges.at(-1);
  }

  /** `"VOLT +1.000000E+01,+3.000000E-06"`, or the bare name where there are no ranges. */
  #setting(): string {
    const name = functions[this.#present].named[0] ?? '';
    const highest = this.#usedRange(this.#signal());
    if (highest === undefined) return `"${name}"`;
    return `"${name} ${number(highest, 6)},${number(highest * this.#model.resolution, 6)}"`;
  }

  /** False when there is no such function; a range that is too high is an entry in the error queue. */
  #configure(name: string, argument: string): boolean {
    const known = Object.keys(this.#model.dialect.ranges) as MeterFunction[];
    const found = known.find((key) => [functions[key].conf, functions[key].conf.replace(/:DC$/, '')].includes(name));
    if (found === undefined) return false;
    const first = argument.split(',')[0]?.trim() ?? '';
    const wanted = /^(AUTO|DEF|)$/i.test(first) ? undefined : Number(first);
    const ranges = this.#model.dialect.ranges[found] ?? [];
    const chosen = wanted === undefined ? undefined : ranges.find((highest) => highest >= wanted * 0.999_999);
    if (wanted !== undefined && chosen === undefined) this.#error(-222, 'Data out of range');
    else {
      this.#present = found;
      this.#range = chosen;
      this.#math = undefined;
    }
    return true;
  }

  #error(code: number, message: string): void {
    if (this.#errors.length < errorQueueDepth) this.#errors.push(`${code},"${message}"`);
    else this.#errors[errorQueueDepth - 1] = '-350,"Queue overflow"';
  }
}

const inDegrees: Readonly<Record<SimulatedDegrees, (celsius: number) => number>> = {
  C: (celsius) => celsius,
  F: (celsius) => celsius * 1.8 + 32,
  K: (celsius) => celsius + 273.15,
};

function told(answer: string): Outcome {
  return { answer, afterMs: 1 };
}

/** `+1.23456789E+00`. */
function number(value: number, decimals: number): string {
  const [mantissa = '', exponent = '0'] = Math.abs(value).toExponential(decimals).split('e');
  const power = Number(exponent);
  return `${value < 0 ? '-' : '+'}${mantissa}E${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

/** Their names have the coupling behind a blank, and none for DC. */
function owonName(name: MeterFunction): string {
  return functions[name].conf.replace(/:DC$/, '').replace(/:AC$/, ' AC');
}
