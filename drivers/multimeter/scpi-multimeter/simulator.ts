/**
 * A SCPI multimeter on its wire: it takes lines, keeps a function, a range and an error queue, and measures the simulated
 * unit: the voltage and the current at the battery connector, open probes elsewhere, or whatever it is told to show.
 * Commands are worked off one after the other, a measurement takes its time, and what comes meanwhile waits, as in the
 * real ones. `drift` makes it read 6 % too high, `overload` overloads it; the faults of the line are the wire's business.
 */
import type { SimulatedInstrument, SimulatorContext, Wire } from '../../contract/simulator.ts';
import type { SimulatedUnit } from '../../simulated-unit/unit.ts';
import { commandsOf, type ScpiCommand } from './command-line.ts';
import { functions, type MeterFunction } from './dialects.ts';
import { type ModelName, simulatedModel } from './simulated-models.ts';

export interface ScpiMultimeterOptions {
  /** 34465A by default. */
  readonly model?: ModelName;
}

export interface SimulatedScpiMultimeter extends SimulatedInstrument {
  /** What this function shows from now on, in the base unit; infinite means overload. */
  show(name: MeterFunction, value: number): void;
  /** The front panel: chooses a function behind the driver's back. */
  press(name: MeterFunction): void;
}

const driftFactor = 1.06;
/** A range shows up to 20 % more than its name. */
const overRange = 1.2;
const errorQueueDepth = 20;
const open = Number.POSITIVE_INFINITY;

export function simulateScpiMultimeter(
  unit: SimulatedUnit,
  { clock, faults }: SimulatorContext,
  options: ScpiMultimeterOptions = {},
): SimulatedScpiMultimeter {
  const model = simulatedModel(options.model ?? '34465A');
  const { dialect } = model;
  const shown = new Map<MeterFunction, number>();
  const fixed: Partial<Record<MeterFunction, number>> = {
    'ac-volts': 0,
    'ac-amps': 0,
    hertz: 0,
    farads: 0,
    celsius: 23,
  };
  const errors: string[] = [];
  let wire: Wire | undefined;
  let present: MeterFunction = 'dc-volts';
  let range: number | undefined;
  let last: string | undefined;
  let text = '';
  const lines: string[] = [];
  let busy = false;

  const signal = (): number => {
    if (faults.has('overload')) return open;
    const told = shown.get(present);
    const factor = faults.has('drift') ? driftFactor : 1;
    if (told !== undefined) return told * factor;
    if (present === 'dc-volts') return unit.batteryTerminal().volts * factor;
    if (present === 'dc-amps') return unit.batteryTerminal().amps * factor;
    return (fixed[present] ?? open) * factor;
  };
  const usedRange = (value: number): number | undefined => {
    const ranges = dialect.ranges[present] ?? [];
    return range ?? ranges.find((highest) => Math.abs(value) <= highest * overRange) ?? ranges.at(-1);
  };
  const measured = (): string => {
    const value = signal();
    const highest = usedRange(value);
    const isOver = !Number.isFinite(value) || (highest !== undefined && Math.abs(value) > highest * overRange);
    const step = (highest ?? 10) * model.resolution;
    last = isOver ? signed(model.overload, value) : number(Math.round(value / step) * step, model.plainScpi ? 8 : 5);
    return last;
  };
  const error = (code: number, message: string) => {
    if (errors.length < errorQueueDepth) errors.push(`${code},"${message}"`);
    else errors[errorQueueDepth - 1] = '-350,"Queue overflow"';
  };
  const configured = (): string => {
    const name = functions[present].named[0] ?? '';
    const highest = usedRange(signal());
    return highest === undefined
      ? `"${name}"`
      : `"${name} ${number(highest, 6)},${number(highest * model.resolution, 6)}"`;
  };
  const configure = (name: string, argument: string): boolean => {
    const found = (Object.keys(dialect.ranges) as MeterFunction[]).find((key) => {
      const meaning = functions[key];
      return name === meaning.conf || name === meaning.conf.replace(/:DC$/, '');
    });
    if (found === undefined) return false;
    const first = argument.split(',')[0]?.trim() ?? '';
    const wanted = /^(AUTO|DEF|)$/i.test(first) ? undefined : Number(first);
    const ranges = dialect.ranges[found] ?? [];
    const chosen = wanted === undefined ? undefined : ranges.find((highest) => highest >= wanted * 0.999_999);
    if (wanted !== undefined && chosen === undefined) {
      error(-222, 'Data out of range');
      return true;
    }
    present = found;
    range = chosen;
    return true;
  };

  /** The answer, or nothing; the number says how long it takes. */
  const obey = ({ header, argument }: ScpiCommand): { answer?: string; afterMs?: number } => {
    const measure = () => ({ answer: measured(), afterMs: model.measureMs });
    if (header === '*IDN?') return { answer: model.identity };
    if (header === 'SYST:REM' || header === 'SYST:LOC') return {};
    if (header.startsWith('CONF:') && configure(header.slice(5), argument)) return {};
    if (!model.plainScpi) {
      if (header === 'FUNC?') return { answer: `"${xdmName(present)}"` };
      if (header === 'MEAS1?' || header === 'MEAS?') return { answer: measured(), afterMs: 15 };
      return {};
    }
    if (header === '*OPC?') return { answer: '1' };
    if (header === '*ESR?') return { answer: '0' };
    if (header === 'SYST:ERR?') return { answer: errors.shift() ?? '+0,"No error"' };
    if (header === 'CONF?') return { answer: configured() };
    if (header === 'FUNC?') return { answer: configured().replace(/ .*"$/, '"') };
    if (header === 'READ?') return measure();
    if (header === 'FETC?') return { answer: last ?? measured() };
    if (header === '*CLS' || header === '*RST') errors.length = 0;
    else if (header === 'INIT') measured();
    else if (header.startsWith('MEAS:') && configure(header.slice(5, -1), argument)) return measure();
    else if (header !== 'ABOR') error(-113, 'Undefined header');
    return {};
  };
  const workOff = () => {
    const line = busy ? undefined : lines.shift();
    if (line === undefined) return;
    const done = commandsOf(line).map(obey);
    const answers = done.flatMap(({ answer }) => (answer === undefined ? [] : [answer]));
    const afterMs = done.reduce((sum, { afterMs = 1 }) => sum + afterMs, 0);
    busy = true;
    clock.after(afterMs, () => {
      busy = false;
      if (answers.length > 0) wire?.send(latin1Bytes(answers.join(';') + model.lineEnd));
      workOff();
    });
  };
  return {
    attach(next) {
      if (wire !== undefined) return;
      wire = next;
      next.onData((chunk) => {
        text += String.fromCharCode(...chunk);
        const parts = text.split('\n');
        text = parts.pop() ?? '';
        lines.push(...parts.map((part) => part.replace(/\r$/, '')));
        workOff();
      });
      next.onClose(() => {
        if (wire === next) wire = undefined;
        text = '';
        lines.length = 0;
      });
    },
    detach() {
      wire = undefined;
    },
    show(name, value) {
      shown.set(name, value);
    },
    press(name) {
      present = name;
      range = undefined;
    },
  };
}

/** `+1.23456789E+00`. */
function number(value: number, decimals: number): string {
  const [mantissa = '', exponent = '0'] = Math.abs(value).toExponential(decimals).split('e');
  const power = Number(exponent);
  const sign = value < 0 ? '-' : '+';
  return `${sign}${mantissa}E${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

function signed(overload: string, value: number): string {
  return `${value < 0 ? '-' : '+'}${overload}`;
}

/** The OWON meters write the coupling behind a blank, and none for DC. */
function xdmName(name: MeterFunction): string {
  return functions[name].conf.replace(/:DC$/, '').replace(/:AC$/, ' AC');
}

function latin1Bytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff);
}
