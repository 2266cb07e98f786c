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

/** The conversation as a dialect sees it; every answer has been confirmed. */
export interface ScopeLink {
  /** Asks until two answers in a row are the same, so that no damaged text counts. For what does not move by itself. */
  ask(query: string): Promise<string>;
  /** {@link ask}, as a number; `instrument/unreadable` when it is none. */
  number(query: string): Promise<number>;
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
   * Questions for all that the volts and seconds of a channel's record hang on. They are asked before the record is
   * acquired and again behind it: another answer means that somebody has turned a knob meanwhile.
   */
  settingsOf(channel: ScopeChannel): readonly string[];
  /** Prepares the reading of a channel that is shown and has been stopped. */
  plan(link: ScopeLink, request: RecordRequest): Promise<RecordPlan>;
  /** Commands that choose a measurement, and the query for it. `number` finds the number in the answer. */
  measurement(
    what: ScopeMeasurement,
    channel: ScopeChannel,
  ): { readonly set: readonly string[]; readonly ask: string } | undefined;
  /** The part of a measurement's answer that is the number. */
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
