/**
 * What a simulated oscilloscope samples: channel 1 is on the charger's voltage with its ripple, channel 2 on the battery
 * connector, channels 3 and 4 on the scope's own square wave for trimming probes; each through its input. Pure.
 */

/** How a channel takes its signal in. */
interface SimulatedInput {
  readonly coupling: 'AC' | 'DC' | 'GND';
  readonly isInverted: boolean;
}

/** The signals at one instant; time is counted from the trigger. */
export interface Snapshot {
  readonly charger: number;
  readonly battery: number;
  readonly factor: number;
  readonly added: number;
  /** Of each channel, in order. */
  readonly inputs: readonly SimulatedInput[];
  /** Instead of the unit, and whatever the inputs are set to. */
  readonly ramps?: Ramps;
}

/** A test generator on all inputs, set to the screen: in every {@link rampDivisions} it goes through all codes and beyond. */
export interface Ramps {
  readonly perSecond: number;
  /** Volts of each channel's ramp from its bottom to its top, and in its middle. */
  readonly channels: readonly { readonly span: number; readonly middle: number }[];
}

export const rippleHertz = 1_000;
export const rippleVolts = 0.06;
const squareVolts = 3;
/** Below this there is no charger, and nothing to ripple. */
const leastChargerVolts = 1;

/** Volts of a channel `seconds` after the trigger, as its input lets them through. */
export function signal(snapshot: Snapshot, channel: number, seconds: number): number {
  const { factor, added, ramps } = snapshot;
  if (ramps !== undefined) {
    const { span = 0, middle = 0 } = ramps.channels[channel - 1] ?? {};
    // Each begins elsewhere, so that no channel can pass for another.
    const turns = seconds * ramps.perSecond + 0.13 * channel;
    return ((turns - Math.floor(turns) - 0.5) * span + middle) * factor + added;
  }
  const { coupling = 'DC', isInverted = false } = snapshot.inputs[channel - 1] ?? {};
  const mean = coupling === 'DC' ? meanAt(snapshot, channel) : 0;
  const swing = coupling === 'GND' ? 0 : swingAt(snapshot, channel, seconds * rippleHertz);
  const volts = (mean + swing) * factor + added;
  return isInverted ? 0 - volts : volts;
}

function meanAt({ charger, battery }: Snapshot, channel: number): number {
  if (channel === 1) return charger;
  return channel === 2 ? battery : squareVolts / 2;
}

/** Around the mean, `turns` periods after the trigger. */
function swingAt({ charger }: Snapshot, channel: number, turns: number): number {
  if (channel === 1) return charger > leastChargerVolts ? rippleVolts * Math.sin(2 * Math.PI * turns) : 0;
  if (channel === 2) return 0;
  return turns - Math.floor(turns) < 0.5 ? squareVolts / 2 : -squareVolts / 2;
}

/** Codes of the points `from` to before `to`: `step` and `zero` as the maker counts them, held at the converter's ends. */
export function digitised(
  snapshot: Snapshot,
  channel: number,
  stretch: {
    readonly from: number;
    readonly to: number;
    readonly firstSeconds: number;
    readonly secondsPerPoint: number;
  },
  converter: {
    readonly codesPerVolt: number;
    readonly zero: number;
    readonly lowest: number;
    readonly highest: number;
  },
): Int32Array {
  const { from, to, firstSeconds, secondsPerPoint } = stretch;
  const { codesPerVolt, zero, lowest, highest } = converter;
  const codes = new Int32Array(Math.max(0, to - from));
  for (let index = 0; index < codes.length; index++) {
    const volts = signal(snapshot, channel, firstSeconds + (from + index) * secondsPerPoint);
    codes[index] = Math.min(highest, Math.max(lowest, Math.round(volts * codesPerVolt + zero)));
  }
  return codes;
}

/** What an automatic measurement says of the channel; `undefined` where there is nothing to measure. */
export function autoMeasured(snapshot: Snapshot, channel: number, what: string): number | undefined {
  const count = 1_000;
  const values = Array.from({ length: count }, (_, index) => signal(snapshot, channel, index / count / rippleHertz));
  const [min, max] = [Math.min(...values), Math.max(...values)];
  if (snapshot.added !== 0) return undefined;
  const moves = max > min;
  const all: Record<string, number | undefined> = {
    min,
    max,
    'peak-to-peak': max - min,
    mean: values.reduce((sum, value) => sum + value, 0) / count,
    rms: Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / count),
    frequency: moves ? rippleHertz : undefined,
    period: moves ? 1 / rippleHertz : undefined,
    'duty-cycle': moves ? 50 : undefined,
    'rise-time': moves ? 0.295 / rippleHertz : undefined,
    'fall-time': moves ? 0.295 / rippleHertz : undefined,
  };
  return all[what];
}
