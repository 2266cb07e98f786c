/** An East Tester ET5410A+ across the bench supply of the simulated unit. It answers every write, as the real ones do. */
import type { LoadMode } from '../../../foundation/capability/electronic-load.ts';
import type { SimulatedInstrument, SimulatorContext } from '../../contract/simulator.ts';
import { simulatedLine } from '../../protocol/scpi/simulated-line.ts';
import type { SimulatedUnit } from '../../simulated-unit/unit.ts';
import { simulatedQuantityOf } from '../load-words.ts';

const answerMs = 30;
const success = 'Rexecu success';
const failure = 'Rexecu err';
const unknown = 'Rcmd err';
const modeOf: Readonly<Record<string, LoadMode>> = {
  CC: 'constant-current',
  CV: 'constant-voltage',
  CP: 'constant-power',
  CR: 'constant-resistance',
};
const limits = { 'VOLT1:VMAX?': 150, 'CURR1:IMAX?': 40, 'POWE1:PMAX?': 400 } as const;
const highest: Readonly<Record<LoadMode, number>> = {
  'constant-current': 40,
  'constant-voltage': 150,
  'constant-power': 400,
  'constant-resistance': 7_500,
};

export interface Et54SimulatorOptions {
  /** Answer to `*IDN?`. */
  readonly name?: string;
}

/** Fault `drift`: volts and amperes several percent off. A load has no overload display, so `overload` does nothing. */
export function simulateEt54(
  { load }: SimulatedUnit,
  { clock, faults }: SimulatorContext,
  { name = 'ET5410A+ 09912345678 V1.00.2213.016 V1.00.2213.016' }: Et54SimulatorOptions = {},
): SimulatedInstrument {
  let isRemote = false;
  const drift = () => (faults.has('drift') ? 1.07 + 0.02 * Math.sin(clock.now() / 20_000) : 1);

  const measured = () => {
    const { volts, amps } = load.state();
    const [seenVolts, seenAmps] = [volts * drift(), amps * drift()];
    const ohms = amps === 0 ? 9_999.9 : seenVolts / seenAmps;
    return `R${seenVolts.toFixed(3)} ${seenAmps.toFixed(4)} ${(seenVolts * seenAmps).toFixed(3)} ${ohms.toFixed(3)}`;
  };
  const setNumber = (mode: LoadMode, value: number) => {
    if (!(value >= 0 && value <= highest[mode])) return failure;
    load.set({ [simulatedQuantityOf[mode]]: value });
    return success;
  };

  const obey = (command: string): string | undefined => {
    const text = command.toUpperCase();
    // Whatever is said to it locks its keys.
    isRemote = text !== 'SYST:LOCA';
    if (text === '*IDN?') return name;
    if (text === 'MEAS1:ALL?') return measured();
    if (text === 'CH1:SW?') return load.state().on ? 'RON' : 'ROFF';
    const shown = Object.entries(modeOf).find(([, mode]) => mode === load.state().mode)?.[0] ?? 'CC';
    if (text === 'CH1:MODE?') return `R${shown}`;
    if (Object.hasOwn(limits, text)) return `R${limits[text as keyof typeof limits].toFixed(3)}`;
    if (text === 'SYST:LOCA') return success;
    const [, on] = /^CH1:SW (ON|OFF)$/.exec(text) ?? [];
    if (on !== undefined) {
      load.input(on === 'ON');
      return success;
    }
    const [, word = ''] = /^CH1:MODE (\w+)$/.exec(text) ?? [];
    const [, header = '', value] = /^(?:CURR|VOLT|POWE|RESI)1:(CC|CV|CP|CR)(?:\?| ([\d.]+))$/.exec(text) ?? [];
    const set = modeOf[header];
    const mode = modeOf[word];
    if (mode !== undefined) load.set({ mode });
    else if (set === undefined) return unknown;
    else if (value === undefined) return `R${load.state()[simulatedQuantityOf[set]].toFixed(4)}`;
    else return setNumber(set, Number(value));
    return success;
  };
  return { ...simulatedLine({ clock, answerMs, lineEnd: '\r\n', obey }), isRemote: () => isRemote };
}
