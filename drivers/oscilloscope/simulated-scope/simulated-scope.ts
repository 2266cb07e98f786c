/**
 * What every simulated oscilloscope has inside, whoever made it: channels, time base, trigger, and an acquisition that
 * runs, waits or stands still. `drift` makes it read 6 % too high, `overload` drives everything off the screen. No bytes,
 * no commands and no timers here.
 */
import type { Clock } from '../../../foundation/clock/clock.ts';
import type { FaultSwitch } from '../../contract/fault.ts';
import type { SimulatedUnit } from '../../simulated-unit/unit.ts';
import { type Ramps, rippleHertz, type Snapshot, signal } from './simulated-signal.ts';

export interface SimulatedChannel {
  isOn: boolean;
  voltsPerDivision: number;
  offsetVolts: number;
  probe: number;
  coupling: 'AC' | 'DC' | 'GND';
  isInverted: boolean;
  /** What its numbers are said to be; amperes with a current probe. */
  unit: 'V' | 'A';
}

/** What the samples of a record hang on. */
export interface SimulatedSettings {
  readonly channels: readonly Readonly<SimulatedChannel>[];
  readonly timebase: { readonly secondsPerDivision: number; readonly delaySeconds: number };
}

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
  /** Of the last time it was seen running. */
  #drawn: Snapshot | undefined;
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
      isInverted: false,
      unit: 'V',
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
      const isDone = (this.#isForced || this.triggers()) && this.#clock.now() >= this.#armedAt + takesMs;
      if (!isDone) return 'waiting';
      this.#armedAt = undefined;
      this.#hold();
    }
    if (!this.#isRunning) return 'stopped';
    if (this.trigger.sweep === 'normal' && !this.triggers()) return 'waiting';
    this.#drawn = this.#now();
    return 'running';
  }

  /** What a read gets: the record that is held, what it drew before its trigger went missing, or while it runs a new one. */
  snapshot(): Snapshot {
    const state = this.state();
    const old = state === 'stopped' ? this.#held?.snapshot : state === 'waiting' ? this.#drawn : undefined;
    return old ?? this.#now();
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
  triggers(): boolean {
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
      inputs: this.channels.map(({ coupling, isInverted }) => ({ coupling, isInverted })),
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
