/**
 * What differs from one maker's oscilloscopes to another's: commands, how a record is described, and how its bytes
 * become volts and seconds. Everything else is the engine's (`instrument.ts`). Nothing here does I/O by itself: a
 * dialect asks through the {@link ScopeLink} it is given.
 */
import type {
  SampleCode,
  ScopeChannel,
  ScopeMeasurement,
  ScopeState,
  ScopeTimebase,
  ScopeTrigger,
  ScopeVertical,
  WaveformScale,
} from '../../../foundation/capability/oscilloscope.ts';
import type { ScopeUnit } from './number-with-unit.ts';

/** The conversation as a dialect sees it; every answer has been confirmed. */
export interface ScopeLink {
  /** Asks until two answers in a row are the same, so that no damaged text counts. For what does not move by itself. */
  ask(query: string): Promise<string>;
  /** {@link ask}, as a number in that unit; `instrument/unreadable` when it is none. */
  number(query: string, unit: ScopeUnit): Promise<number>;
  /** One answer, not confirmed: for what moves by itself, or is told only once. */
  once(query: string): Promise<string>;
  /** Data of a definite block that describes something, asked twice like {@link ask}. */
  description(query: string): Promise<Uint8Array>;
  send(...commands: readonly string[]): Promise<void>;
  pause(ms: number): Promise<void>;
}

/** One read of samples. */
export interface RecordChunk {
  /** Sent before {@link ask}. */
  readonly set: readonly string[];
  readonly ask: string;
  readonly points: number;
  /** Line feeds behind the block; 1 by default. */
  readonly lineFeeds?: number;
  /** Bytes of the block before the first sample, and behind the last. */
  readonly skip?: { readonly head: number; readonly tail: number };
}

/** A record that is there to be read. */
export interface RecordPlan {
  readonly code: SampleCode;
  readonly count: number;
  readonly scale: WaveformScale;
  readonly chunks: readonly RecordChunk[];
  /** What {@link scale} was made of and can be asked for only now: asked again behind the last chunk, like {@link ScopeDialect.settingsOf}. */
  readonly described?: readonly AnsweredQuestion[];
}

export interface AnsweredQuestion {
  readonly ask: string;
  readonly answer: string;
}

export interface RecordRequest {
  readonly channel: ScopeChannel;
  readonly record: 'screen' | 'memory';
  readonly points?: number;
}

/**
 * Questions for how a channel takes its signal in. The answers: `DC`, `AC` or `GND`, also with the impedance as Siglent
 * writes them; `1`/`ON` or `0`/`OFF`; volts by letter or word.
 */
export interface InputQuestions {
  /** Sent first, where a question is about a channel that has to be chosen. Changes nothing that is measured. */
  readonly choose?: readonly string[];
  readonly coupling: string;
  readonly inverted: string;
  /** Absent where no source says that the instrument knows such a question. */
  readonly unit?: string;
  readonly probe: string;
  /** The factor in the answer; the number itself where absent. */
  factorIn?(answer: string): number;
}

/** Commands that set, and what is asked for what came of it. */
export interface SettingDialect<S> {
  set(wanted: Partial<S>): readonly string[];
  read(link: ScopeLink): Promise<S>;
}

export interface ScopeDialect {
  readonly id: string;
  /** Least milliseconds between two messages. */
  readonly minGapMs: number;
  /** Sent once after opening: headers off and the like. */
  readonly setUp: readonly string[];
  /** What has no answer. `single` leaves a scope armed that has just been told `stop`. */
  readonly commands: Readonly<Record<'run' | 'stop' | 'single' | 'force', readonly string[]>>;
  /** Setting the sweep sets the scope going by itself, and `run` would change it. */
  readonly runsBySweep?: true;
  state(link: ScopeLink): Promise<ScopeState['state']>;
  /** The sweep alone, which every capture asks for. */
  sweep(link: ScopeLink): Promise<ScopeTrigger['sweep']>;
  /** Asks whether a channel is shown: `1` or `ON`. */
  shown(channel: ScopeChannel): string;
  /**
   * Whether there was a trigger since the last time this was asked, where {@link state} cannot tell a scope that waits from
   * one that runs.
   */
  triggered?(link: ScopeLink): Promise<boolean>;
  /** How the channel takes its signal in. */
  input(channel: ScopeChannel): InputQuestions;
  /**
   * Questions for all else that the volts and seconds of a channel's record hang on. With those of {@link input} they are
   * asked before the record is acquired and again behind it: another answer means that somebody has turned a knob meanwhile.
   */
  settingsOf(channel: ScopeChannel): readonly string[];
  /** Prepares the reading of a channel that is shown and has been stopped. */
  plan(link: ScopeLink, request: RecordRequest): Promise<RecordPlan>;
  /** Commands that choose a measurement, and the query for it. `number` finds the number in the answer. */
  measurement(
    what: ScopeMeasurement,
    channel: ScopeChannel,
  ): { readonly set: readonly string[]; readonly ask: string } | undefined;
  /** The part of a measurement's answer that is the number with its unit. */
  numberIn(answer: string): string;
  /** Absent where it cannot be had in one answer. */
  readonly screenshot?: {
    readonly set: readonly string[];
    readonly ask: string;
    readonly shape: 'block' | 'bitmap';
  };
  readonly timebase: SettingDialect<ScopeTimebase>;
  vertical(channel: ScopeChannel): SettingDialect<ScopeVertical>;
  readonly trigger: SettingDialect<ScopeTrigger>;
}
