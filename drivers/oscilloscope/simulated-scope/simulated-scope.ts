/**
 * What every simulated oscilloscope has inside, whoever made it: channels, time base, trigger, and an acquisition that
 * runs, waits or stands still. It looks at the simulated unit: channel 1 is on the charger's voltage with its ripple,
 * channel 2 on the battery connector, channels 3 and 4 on the scope's own square wave for trimming probes. `drift` makes
 * it read 6 % too high, `overload` drives everything off the screen. No bytes, no commands and no timers here.
 */
import type { Clock } from '../../../foundation/clock/clock.ts';
import type { FaultSwitch } from '../../contract/fault.ts';
import type { SimulatedUnit } from '../../simulated-unit/unit.ts';

export interface SimulatedChannel {
  isOn: boolean;
  voltsPerDivision: number;
  offsetVolts: number;
  probe: number;
  coupling: 'AC' | 'DC' | 'GND';
}

/** What the samples of a record hang on. */
export interface SimulatedSettings {
  readonly channels: readonly Readonly<SimulatedChannel>[];
  readonly timebase: { readonly secondsPerDivision: number; readonly delaySeconds: number };
}

/** The signals at one instant; time is counted from the trigger. */
export interface Snapshot {
  readonly charger: number;
  readonly battery: number;
  readonly factor: number;
  readonly added: number;
  /** Instead of the unit. */
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
export const squareVolts = 3;
/** Below this there is no charger, and nothing to ripple. */
const leastChargerVolts = 1;
const driftFactor = 1.06;
const overloadVolts = 1_000;
/** Ten divisions and a quarter are 256 codes of the coarsest converter; every screen is wider than nine divisions. */
const rampDivisions = { wide: 9, high: 10.5 } as const;
/** A single shot takes at least this long, whatever the time base. */
const leastAcquisitionMs = 5;

export class SimulatedScope {
  readonly channels: readonly SimulatedChannel[];
  readonly timebase = { secondsPerDivision: 500e-6, delaySeconds: 0 };
  readonly trigger: {
    source: number;
    slope: 'rising' | 'falling';
    levelVolts: number;
    sweep: 'auto' | 'normal' | 'single';
  } = { source: 1, slope: 'rising', levelVolts: 5, sweep: 'auto' };
  readonly #unit: SimulatedUnit;
  readonly #clock: Clock;
  readonly #faults: FaultSwitch;
  /** Clock milliseconds at which a single shot was armed; `undefined` when none is. */
  #armedAt: number | undefined;
  #isRunning = true;
  #isForced = false;
  #held: { readonly snapshot: Snapshot; readonly settings: SimulatedSettings } | undefined;

  /** After a single shot it says for so long that it stands, and shows the record before. */
  armsAfterMs = 0;
  /** Ramps on all inputs instead of the unit. */
  showsRamps = false;

  constructor(unit: SimulatedUnit, clock: Clock, faults: FaultSwitch, channelCount: number) {
    this.#unit = unit;
    this.#clock = clock;
    this.#faults = faults;
    this.channels = Array.from({ length: channelCount }, (_, index) => ({
      isOn: index < 2,
      voltsPerDivision: 1,
      offsetVolts: -3,
      probe: 10,
      coupling: 'DC',
    }));
  }

  run(): void {
    if (this.trigger.sweep === 'single') this.arm();
    else {
      this.#armedAt = undefined;
      this.#isRunning = true;
    }
  }

  stop(): void {
    if (this.state() !== 'stopped') this.#hold();
    this.#isRunning = false;
    this.#armedAt = undefined;
  }

  arm(): void {
    this.#isRunning = false;
    this.#isForced = false;
    this.#armedAt = this.#clock.now();
  }

  force(): void {
    this.#isForced = true;
  }

  state(): 'running' | 'waiting' | 'stopped' {
    if (this.#armedAt !== undefined && this.#clock.now() < this.#armedAt + this.armsAfterMs) return 'stopped';
    if (this.#armedAt !== undefined) {
      const takesMs = Math.max(leastAcquisitionMs, 14_000 * this.timebase.secondsPerDivision);
      const isDone = (this.#isForced || this.#triggers()) && this.#clock.now() >= this.#armedAt + takesMs;
      if (!isDone) return 'waiting';
      this.#armedAt = undefined;
      this.#hold();
    }
    return this.#isRunning ? 'running' : 'stopped';
  }

  /** What a read gets: the record that is held, or while it runs a new one every time. */
  snapshot(): Snapshot {
    return this.state() === 'stopped' ? (this.#held?.snapshot ?? this.#now()) : this.#now();
  }

  /**
   * The settings its samples were taken with. While it stands, a knob that is turned changes what it says of itself and
   * no sample any more: the least that a record has to stand.
   */
  sampledWith(): SimulatedSettings {
    return this.state() === 'stopped' ? (this.#held?.settings ?? this) : this;
  }

  /** While it runs: whether the sweep that is going on has had its trigger. The first half of every sweep has not. */
  hasTriggered(): boolean {
    const sweepMs = 12_000 * this.timebase.secondsPerDivision;
    return this.#clock.now() % sweepMs >= sweepMs / 2;
  }

  #hold(): void {
    const settings = { channels: this.channels.map((channel) => ({ ...channel })), timebase: { ...this.timebase } };
    this.#held = { snapshot: this.#now(), settings };
  }

  /** Whether the signal of the trigger's channel passes the level. */
  #triggers(): boolean {
    const snapshot = this.#now();
    const hertz = snapshot.ramps?.perSecond ?? rippleHertz;
    const values = [0.01, 0.25, 0.75, 0.99].map((turn) => signal(snapshot, this.trigger.source, turn / hertz));
    const { levelVolts } = this.trigger;
    return Math.min(...values) < levelVolts && Math.max(...values) > levelVolts;
  }

  #now(): Snapshot {
    return {
      charger: this.#unit.vbus().volts,
      battery: this.#unit.batteryTerminal().volts,
      factor: this.#faults.has('drift') ? driftFactor : 1,
      added: this.#faults.has('overload') ? overloadVolts : 0,
      ...(this.showsRamps && { ramps: this.#ramps() }),
    };
  }

  #ramps(): Ramps {
    const channels = this.channels.map(({ voltsPerDivision, offsetVolts }) => ({
      span: rampDivisions.high * voltsPerDivision,
      middle: 0 - offsetVolts,
    }));
    return { perSecond: 1 / (rampDivisions.wide * this.timebase.secondsPerDivision), channels };
  }
}

/** Volts of a channel `seconds` after the trigger. */
export function signal(snapshot: Snapshot, channel: number, seconds: number): number {
  const { charger, battery, factor, added, ramps } = snapshot;
  if (ramps !== undefined) {
    const { span = 0, middle = 0 } = ramps.channels[channel - 1] ?? {};
    // Each begins elsewhere, so that no channel can pass for another.
    const turns = seconds * ramps.perSecond + 0.13 * channel;
    return ((turns - Math.floor(turns) - 0.5) * span + middle) * factor + added;
  }
  const turns = seconds * rippleHertz;
  if (channel === 1) {
    const ripple = charger > leastChargerVolts ? rippleVolts * Math.sin(2 * Math.PI * turns) : 0;
    return (charger + ripple) * factor + added;
  }
  if (channel === 2) return battery * factor + added;
  return (turns - Math.floor(turns) < 0.5 ? squareVolts : 0) * factor + added;
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
