/**
 * The capability `Oscilloscope`: what procedures may ask of one. A waveform is evidence: its samples are kept whole in a
 * block of their own, as the instrument sent them, and the answer names that block by its SHA-256 with everything that
 * is needed to make volts and seconds of it. A sample at the end of the converter's range is no voltage: with one of
 * them the largest, the mean and the like are `overrange` and no numbers.
 */
import type { Reading } from '../measurement/reading.ts';
import type { Verb } from '../port/contract.ts';

type None = Record<string, never>;

export type ScopeChannel = 1 | 2 | 3 | 4;

/** Bytes too large for an answer, by what they hold. */
export interface BlockReference {
  readonly sha256: string;
  readonly bytes: number;
}

/** How a sample stands in the block: unsigned or signed, 8 bits or 16 with the low byte first. */
export type SampleCode = 'u8' | 'i8' | 'u16le' | 'i16le';

/**
 * volts = code · `voltsPerStep` + `voltsAtZero`; seconds = index · `secondsPerPoint` + `firstSeconds`, from the trigger
 * unless {@link WaveformScale.zero} says otherwise.
 */
export interface WaveformScale {
  readonly voltsPerStep: number;
  readonly voltsAtZero: number;
  readonly secondsPerPoint: number;
  readonly firstSeconds: number;
  /** Second 0 is the first sample, and where the trigger was is not known; absent where second 0 is the trigger. */
  readonly zero?: 'first-sample';
  /** Codes at the ends of the range: the true voltage there is that or any beyond it. */
  readonly lowest: number;
  readonly highest: number;
  /** The code that stands for no sample, where the instrument has one. */
  readonly hole?: number;
}

/** How a channel takes its signal in, as the instrument said of it before and behind the record. */
export interface ScopeInput {
  /** Volts: a channel in another unit is refused. Absent where the instrument cannot be asked for it. */
  readonly unit?: 'V';
  /** With `ac` the mean of the signal is gone, with `ground` all of it. */
  readonly coupling: 'dc' | 'ac' | 'ground';
  /** The samples have the other sign than the signal. */
  readonly inverted: boolean;
  /** Factor of the probe that is set, which the volts contain; absent where what the instrument says of it is no number. */
  readonly probe?: number;
}

/**
 * The samples are evidence however the signal came in; a number is `ok` only when it is one of the signal: the smallest,
 * the largest and the mean are `invalid` when the channel is inverted, all but `peakToPeak` with `ac`, and all with `ground`.
 */
export interface Waveform {
  readonly channel: ScopeChannel;
  readonly input: ScopeInput;
  readonly code: SampleCode;
  readonly count: number;
  readonly samples: BlockReference;
  readonly scale: WaveformScale;
  /** Samples at an end of the range, and places without a sample. */
  readonly clipped: number;
  readonly holes: number;
  readonly min: Reading;
  readonly max: Reading;
  readonly mean: Reading;
  readonly rms: Reading;
  readonly peakToPeak: Reading;
}

export interface CaptureArgs {
  readonly channel: ScopeChannel;
  /** `screen` by default: about a thousand points; `memory`: everything the instrument holds. */
  readonly record?: 'screen' | 'memory';
  /** At most this many points, from the first on. */
  readonly points?: number;
  /** `new` by default: begun after the call. `held`: what the instrument has now, for a fault that was caught before. */
  readonly acquire?: 'new' | 'held';
}

export interface ScopeMeasureArgs {
  readonly channel: ScopeChannel;
  readonly what: ScopeMeasurement;
  /**
   * `new` by default: of what the running instrument shows after the call. `held`: of what a stopped one holds, for a fault
   * that was caught before; the reading then has the flag `hold`.
   */
  readonly acquire?: 'new' | 'held';
}

/** The unit of each measurement. */
export interface ScopeMeasurementUnits {
  readonly frequency: 'Hz';
  readonly period: 's';
  readonly max: 'V';
  readonly min: 'V';
  readonly 'peak-to-peak': 'V';
  readonly mean: 'V';
  readonly rms: 'V';
  readonly 'duty-cycle': '%';
  readonly 'rise-time': 's';
  readonly 'fall-time': 's';
}

export type ScopeMeasurement = keyof ScopeMeasurementUnits;

export interface ScopeTimebase {
  readonly secondsPerDivision: number;
  /** Seconds from the trigger to the middle of the screen. */
  readonly delaySeconds: number;
}

export interface ScopeVertical {
  readonly voltsPerDivision: number;
  /** What is added to the signal before it is drawn: positive moves the trace up. */
  readonly offsetVolts: number;
}

export interface ScopeTrigger {
  readonly source: ScopeChannel;
  readonly slope: 'rising' | 'falling';
  readonly levelVolts: number;
  /** `auto` shows something without a trigger as well; `normal` waits for one; `single` waits for one and stops. */
  readonly sweep: 'auto' | 'normal' | 'single';
}

export interface ScopeState {
  /** `waiting`: armed, without a trigger yet. */
  readonly state: 'running' | 'waiting' | 'stopped';
}

export type OscilloscopeVerbs = {
  /** A record of millions takes tens of seconds on a real instrument: the call needs a deadline of its own. */
  capture: Verb<CaptureArgs, Waveform>;
  /** The instrument's own automatic measurement. It begins no acquisition: one that stands or waits for a trigger is refused. */
  measure: Verb<ScopeMeasureArgs, Reading>;
  /** The screen as the instrument draws it. */
  screenshot: Verb<None, { readonly image: BlockReference; readonly mediaType: 'image/png' | 'image/bmp' }>;
  /** What is set is asked for again, and that is the answer; instruments round. */
  timebase: Verb<Partial<ScopeTimebase>, ScopeTimebase>;
  vertical: Verb<Partial<ScopeVertical> & { readonly channel: ScopeChannel }, ScopeVertical>;
  trigger: Verb<Partial<ScopeTrigger>, ScopeTrigger>;
  run: Verb<None, ScopeState>;
  stop: Verb<None, ScopeState>;
  single: Verb<None, ScopeState>;
  state: Verb<None, ScopeState>;
};
