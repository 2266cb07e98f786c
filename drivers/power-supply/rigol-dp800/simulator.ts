/**
 * A Rigol DP832 whose first channel is the bench supply of the simulated unit; the others give what they are set to into
 * nothing. It understands what its own driver and libsigrok's send.
 */
import type { SimulatedInstrument, SimulatorContext } from '../../contract/simulator.ts';
import { simulatedLine } from '../../protocol/scpi/simulated-line.ts';
import { driftOf } from '../../simulated-unit/drift.ts';
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
  unit: SimulatedUnit,
  context: SimulatorContext,
  { name = 'RIGOL TECHNOLOGIES,DP832,DP8C000000001,00.01.14' }: Dp800SimulatorOptions = {},
): SimulatedInstrument {
  const commands = commandsOf(new SimulatedChannels(unit, driftOf(context)), name);
  let isRemote = false;
  const line = simulatedLine({
    clock: context.clock,
    answerMs,
    obey(command) {
      const text = command.replace(/^:/, '').toUpperCase();
      isRemote = !/^SYST:LOC(AL)?$/.test(text);
      for (const [pattern, act] of commands) {
        const match = pattern.exec(text);
        if (match === null) continue;
        const answer = act([...match].slice(1));
        return typeof answer === 'string' ? answer : undefined;
      }
      return undefined;
    },
  });
  return { ...line, isRemote: () => isRemote };
}

/** A text is an answer; anything else is none. */
type Act = (groups: readonly string[]) => unknown;

/** Pattern of a command in upper case, and what it does; groups are its arguments. */
function commandsOf(channels: SimulatedChannels, name: string): readonly (readonly [RegExp, Act])[] {
  return [
    [/^\*IDN\?$/, () => name],
    [/^\*OPC\?$/, () => '1'],
    [/^SYST:ERR\?$/, () => '0,"No error"'],
    [/^SYST:BEEP:STAT\?$/, () => 'ON'],
    [/^SYST:OTP\?$/, () => 'ON'],
    [/^INST:NSEL (\d)$/, ([number]) => channels.select(number)],
    [/^MEAS:(ALL|VOLT|CURR|POWE)\?(?: CH(\d))?$/, ([what, number]) => channels.measured(number, what)],
    [/^SOUR(\d)?:(VOLT|CURR)\?$/, ([number, what]) => channels.setting(number, what)],
    [/^SOUR(\d)?:(VOLT|CURR) ([\d.]+)$/, ([number, what, value]) => channels.set(number, what, Number(value))],
    [/^OUTP\?(?: CH(\d))?$/, ([number]) => word(channels.shown(number).on)],
    [/^OUTP (?:CH(\d),)?(ON|OFF)$/, ([number, on]) => channels.output(number, on === 'ON')],
    [/^OUTP:MODE\?(?: CH(\d))?$/, ([number]) => channels.mode(number)],
    [/^OUTP:(OVP|OCP)(?::STAT)?\?(?: CH(\d))?$/, ([kind, number]) => word(channels.over(kind, number).on)],
    [/^OUTP:(OVP|OCP):QUES\?(?: CH(\d))?$/, () => 'NO'],
    [
      /^OUTP:(OVP|OCP)(?::STAT)? (?:CH(\d),)?(ON|OFF)$/,
      ([kind, number, on]) => {
        channels.over(kind, number).on = on === 'ON';
      },
    ],
    [/^OUTP:(OVP|OCP):VAL\?(?: CH(\d))?$/, ([kind, number]) => channels.over(kind, number).level.toFixed(4)],
    [
      /^OUTP:(OVP|OCP):VAL (?:CH(\d),)?([\d.]+)$/,
      ([kind, number, value]) => {
        channels.over(kind, number).level = Number(value);
      },
    ],
  ];
}

/** A number that is left out means the channel that was selected last. */
class SimulatedChannels {
  readonly #supply: SimulatedUnit['supply'];
  readonly #drift: () => number;
  readonly #ratings = dp800Models.DP832 ?? [];
  readonly #channels: readonly Channel[];
  #selected = 1;

  constructor({ supply }: SimulatedUnit, drift: () => number) {
    this.#supply = supply;
    this.#drift = drift;
    this.#channels = this.#ratings.map(({ maxVolts, maxAmps }) => ({
      volts: 0,
      amps: maxAmps,
      on: false,
      over: { OVP: { on: false, level: 1.1 * maxVolts }, OCP: { on: false, level: 1.1 * maxAmps } },
    }));
  }

  select(number = '1'): void {
    this.#selected = Number(number);
  }

  shown(number: string | undefined) {
    const own = this.#channels[this.#index(number)];
    const state = this.#supply.state();
    if (this.#isBenchSupply(number)) return { ...state, limits: state.mode === 'cc' };
    const { volts = 0, amps = 0, on = false } = own ?? {};
    return { setVolts: volts, setAmps: amps, on, volts: on ? volts : 0, amps: 0, limits: false };
  }

  mode(number: string | undefined): string {
    const { on, limits } = this.shown(number);
    if (!on) return 'UR';
    return limits ? 'CC' : 'CV';
  }

  measured(number: string | undefined, what = ''): string | undefined {
    const { volts, amps } = this.shown(number);
    const [seenVolts, seenAmps] = [volts * this.#drift(), amps * this.#drift()];
    const row = { VOLT: seenVolts.toFixed(3), CURR: seenAmps.toFixed(4), POWE: (seenVolts * seenAmps).toFixed(3) };
    if (what === 'ALL') return [row.VOLT, row.CURR, row.POWE].join(',');
    return row[what as keyof typeof row];
  }

  setting(number: string | undefined, what: string | undefined): string {
    const { setVolts, setAmps } = this.shown(number);
    return what === 'VOLT' ? setVolts.toFixed(3) : setAmps.toFixed(4);
  }

  /** What it is not made for it does not take. */
  set(number: string | undefined, what: string | undefined, value: number): void {
    const rating = this.#ratings[this.#index(number)];
    const own = this.#channels[this.#index(number)];
    const isVolts = what === 'VOLT';
    if (rating === undefined || own === undefined || value > (isVolts ? rating.maxVolts : rating.maxAmps)) return;
    const change = isVolts ? { volts: value } : { amps: value };
    if (this.#isBenchSupply(number)) this.#supply.set(change);
    else Object.assign(own, change);
  }

  output(number: string | undefined, on: boolean): void {
    const own = this.#channels[this.#index(number)];
    if (this.#isBenchSupply(number)) this.#supply.output(on);
    else if (own !== undefined) own.on = on;
  }

  over(kind: string | undefined, number: string | undefined): Protection {
    const own = this.#channels[this.#index(number)] ?? this.#channels[0];
    return own?.over[kind === 'OCP' ? 'OCP' : 'OVP'] ?? { on: false, level: 0 };
  }

  #index(number: string | undefined): number {
    return Number(number ?? this.#selected) - 1;
  }

  #isBenchSupply(number: string | undefined): boolean {
    return this.#index(number) === 0;
  }
}

function word(on: boolean): string {
  return on ? 'ON' : 'OFF';
}
