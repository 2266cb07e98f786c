/**
 * A Rigol DP832 whose first channel is the bench supply of the simulated unit; the others give what they are set to into
 * nothing. It understands what its own driver and libsigrok's send.
 */
import type { SimulatedInstrument, SimulatorContext } from '../../contract/simulator.ts';
import { simulatedLine } from '../../protocol/scpi/simulated-line.ts';
import type { SimulatedUnit } from '../../simulated-unit/unit.ts';
import { dp800Models } from './models.ts';

const answerMs = 12;

interface Channel {
  volts: number;
  amps: number;
  on: boolean;
  over: { readonly OVP: Protection; readonly OCP: Protection };
}

interface Protection {
  on: boolean;
  level: number;
}

export interface Dp800SimulatorOptions {
  /** Answer to `*IDN?`. */
  readonly name?: string;
}

/** Fault `drift`: volts and amperes several percent off. A supply has no overload display, so `overload` does nothing. */
export function simulateDp800(
  { supply }: SimulatedUnit,
  { clock, faults }: SimulatorContext,
  { name = 'RIGOL TECHNOLOGIES,DP832,DP8C000000001,00.01.14' }: Dp800SimulatorOptions = {},
): SimulatedInstrument {
  const ratings = dp800Models.DP832 ?? [];
  const channels: Channel[] = ratings.map(({ maxVolts, maxAmps }) => ({
    volts: 0,
    amps: maxAmps,
    on: false,
    over: { OVP: { on: false, level: 1.1 * maxVolts }, OCP: { on: false, level: 1.1 * maxAmps } },
  }));
  let selected = 1;
  let isRemote = false;
  const drift = () => (faults.has('drift') ? 1.07 + 0.02 * Math.sin(clock.now() / 20_000) : 1);

  const shown = (number: number) => {
    const own = channels[number - 1];
    const state = supply.state();
    if (number === 1) return { ...state, limits: state.mode === 'cc' };
    const { volts = 0, amps = 0, on = false } = own ?? {};
    return { setVolts: volts, setAmps: amps, on, volts: on ? volts : 0, amps: 0, limits: false };
  };
  const set = (number: number, what: string, value: number) => {
    const rating = ratings[number - 1];
    const own = channels[number - 1];
    const isVolts = what === 'VOLT';
    if (rating === undefined || own === undefined || value > (isVolts ? rating.maxVolts : rating.maxAmps)) return;
    const change = isVolts ? { volts: value } : { amps: value };
    if (number === 1) supply.set(change);
    else Object.assign(own, change);
  };
  const output = (number: number, on: boolean) => {
    const own = channels[number - 1];
    if (number === 1) supply.output(on);
    else if (own !== undefined) own.on = on;
  };

  const measure = (number: number, what: string) => {
    const { volts, amps } = shown(number);
    const [seenVolts, seenAmps] = [volts * drift(), amps * drift()];
    const row = { VOLT: seenVolts.toFixed(3), CURR: seenAmps.toFixed(4), POWE: (seenVolts * seenAmps).toFixed(3) };
    if (what === 'ALL') return [row.VOLT, row.CURR, row.POWE].join(',');
    return row[what as keyof typeof row];
  };

  /** Pattern of a command in upper case, and what it does; groups are its arguments. */
  const commands: readonly (readonly [RegExp, (groups: readonly string[]) => string | undefined])[] = [
    [/^\*IDN\?$/, () => name],
    [/^\*OPC\?$/, () => '1'],
    [/^SYST:ERR\?$/, () => '0,"No error"'],
    [/^SYST:BEEP:STAT\?$/, () => 'ON'],
    [/^SYST:OTP\?$/, () => 'ON'],
    [/^INST:NSEL (\d)$/, ([number]) => select(number)],
    [/^MEAS:(ALL|VOLT|CURR|POWE)\?(?: CH(\d))?$/, ([what = '', number]) => measure(Number(number ?? selected), what)],
    [/^SOUR(\d)?:(VOLT|CURR)\?$/, ([number, what]) => setting(Number(number ?? selected), what)],
    [
      /^SOUR(\d)?:(VOLT|CURR) ([\d.]+)$/,
      ([number, what = '', value]) => {
        set(Number(number ?? selected), what, Number(value));
        return undefined;
      },
    ],
    [/^OUTP\?(?: CH(\d))?$/, ([number]) => word(shown(Number(number ?? selected)).on)],
    [
      /^OUTP (?:CH(\d),)?(ON|OFF)$/,
      ([number, on]) => {
        output(Number(number ?? selected), on === 'ON');
        return undefined;
      },
    ],
    [
      /^OUTP:MODE\?(?: CH(\d))?$/,
      ([number]) => {
        const { on, limits } = shown(Number(number ?? selected));
        if (!on) return 'UR';
        return limits ? 'CC' : 'CV';
      },
    ],
    [/^OUTP:(OVP|OCP)(?::STAT)?\?(?: CH(\d))?$/, ([kind, number]) => word(over(kind, number).on)],
    [/^OUTP:(OVP|OCP):QUES\?(?: CH(\d))?$/, () => 'NO'],
    [
      /^OUTP:(OVP|OCP)(?::STAT)? (?:CH(\d),)?(ON|OFF)$/,
      ([kind, number, on]) => {
        over(kind, number).on = on === 'ON';
        return undefined;
      },
    ],
    [/^OUTP:(OVP|OCP):VAL\?(?: CH(\d))?$/, ([kind, number]) => over(kind, number).level.toFixed(4)],
    [
      /^OUTP:(OVP|OCP):VAL (?:CH(\d),)?([\d.]+)$/,
      ([kind, number, value]) => {
        over(kind, number).level = Number(value);
        return undefined;
      },
    ],
  ];

  const select = (number = '1') => {
    selected = Number(number);
    return undefined;
  };
  const setting = (number: number, what: string | undefined) => {
    const { setVolts, setAmps } = shown(number);
    return what === 'VOLT' ? setVolts.toFixed(3) : setAmps.toFixed(4);
  };
  const over = (kind: string | undefined, number: string | undefined): Protection => {
    const own = channels[Number(number ?? selected) - 1] ?? channels[0];
    return own?.over[kind === 'OCP' ? 'OCP' : 'OVP'] ?? { on: false, level: 0 };
  };

  const line = simulatedLine({
    clock,
    answerMs,
    obey(command) {
      const text = command.replace(/^:/, '').toUpperCase();
      isRemote = !/^SYST:LOC(AL)?$/.test(text);
      for (const [pattern, act] of commands) {
        const match = pattern.exec(text);
        if (match !== null) return act([...match].slice(1));
      }
      return undefined;
    },
  });
  return { ...line, isRemote: () => isRemote };
}

function word(on: boolean): string {
  return on ? 'ON' : 'OFF';
}
