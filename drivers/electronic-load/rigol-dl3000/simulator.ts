/** A Rigol DL3021 across the bench supply of the simulated unit, with the second line that some answers have. */
import type { LoadMode } from '../../../foundation/capability/electronic-load.ts';
import type { SimulatedInstrument, SimulatorContext } from '../../contract/simulator.ts';
import { simulatedLine } from '../../protocol/scpi/simulated-line.ts';
import { driftOf } from '../../simulated-unit/drift.ts';
import type { SimulatedUnit } from '../../simulated-unit/unit.ts';
import { simulatedQuantityOf } from '../load-words.ts';

const answerMs = 10;
const modeOf: Readonly<Record<string, LoadMode>> = {
  CURR: 'constant-current',
  VOLT: 'constant-voltage',
  POW: 'constant-power',
  RES: 'constant-resistance',
};
const shownMode: Readonly<Record<LoadMode, string>> = {
  'constant-current': 'CC',
  'constant-voltage': 'CV',
  'constant-power': 'CP',
  'constant-resistance': 'CR',
};

export interface Dl3000SimulatorOptions {
  /** Answer to `*IDN?`. */
  readonly name?: string;
}

/** Fault `drift`: volts and amperes several percent off. A load has no overload display, so `overload` does nothing. */
export function simulateDl3000(
  { load }: SimulatedUnit,
  { clock, faults }: SimulatorContext,
  { name = 'RIGOL TECHNOLOGIES,DL3021,DL3A000000001,00.01.05.00.01' }: Dl3000SimulatorOptions = {},
): SimulatedInstrument {
  const drift = driftOf({ clock, faults });
  const measured = (what: string) => {
    const { volts, amps } = load.state();
    const values = { VOLT: volts * drift(), CURR: amps * drift(), POW: volts * amps * drift() ** 2 };
    return values[what as keyof typeof values].toFixed(6);
  };

  const obey = (command: string): string | undefined => {
    const text = command.replace(/^:/, '').toUpperCase();
    if (text === '*IDN?') return name;
    if (text === 'SYST:ERR?') return '0,"No error"';
    const [, what] = /^MEAS:(VOLT|CURR|POW)\?$/.exec(text) ?? [];
    if (what !== undefined) return `${measured(what)}\n0`;
    if (text === 'SOUR:FUNC?') return shownMode[load.state().mode];
    if (text === 'SOUR:INP?') return load.state().on ? '1' : '0';
    const [, on] = /^SOUR:INP (ON|OFF)$/.exec(text) ?? [];
    if (on !== undefined) load.input(on === 'ON');
    const [, word = ''] = /^SOUR:FUNC (\w+)$/.exec(text) ?? [];
    const mode = modeOf[word];
    if (mode !== undefined) load.set({ mode });
    const [, header = '', value] = /^SOUR:(CURR|VOLT|POW|RES):LEV(?:\?| ([\d.]+))$/.exec(text) ?? [];
    const set = modeOf[header];
    if (set === undefined) return undefined;
    if (value === undefined) return load.state()[simulatedQuantityOf[set]].toFixed(4);
    load.set({ [simulatedQuantityOf[set]]: Number(value) });
    return undefined;
  };
  return simulatedLine({ clock, answerMs, obey });
}
