/** A run as people see it: what {@link fold} makes of a journal. Plain JSON; also the shape of `show --json` and of exports. */

import type { Failure } from '../../foundation/failure.ts';
import type { DeclaredMeasure, Texts } from '../../foundation/measurement/declaration.ts';
import type { AddedConstant } from '../../procedures/language/added-constants.ts';
import type { BenchInstrument, EvidenceFile, GapDecision, ShownPicture } from './entry.ts';
import type { OutputRecord } from './fold-outputs.ts';
import type { WaveformRecord } from './fold-waveforms.ts';
import type { MeasureVerdict, RunVerdict } from './verdict.ts';

export interface MeasureAttempt {
  readonly entry: number;
  readonly value: number | null;
  readonly status: string;
  readonly u95?: number;
  readonly verdict: MeasureVerdict;
  readonly warning: boolean;
  readonly reason?: string;
  /** The uncertainty rests on a maker's table out of somebody's memory. */
  readonly recalled?: true;
  /** Numbers of the procedure's own that were added to what was measured. */
  readonly constants?: readonly AddedConstant[];
  /** The procedure has counted; no reading stands behind the number. */
  readonly counted?: true;
  /** Entries of the captured waveforms the value was made of; see {@link RunRecord.waveforms}. */
  readonly waveforms?: readonly number[];
}

export interface MeasureRecord {
  readonly key: string;
  readonly title: Texts;
  /** Value, unit and verdict of the last attempt; the attempts before it are kept. */
  readonly value: number | null;
  readonly unit: string;
  readonly resolution?: number;
  readonly u95?: number;
  /** Of the last attempt, see {@link MeasureAttempt.recalled}. */
  readonly recalled?: true;
  readonly limits: DeclaredMeasure['limits'];
  readonly rule: DeclaredMeasure['rule'];
  readonly optional: boolean;
  readonly verdict: MeasureVerdict;
  readonly warning: boolean;
  readonly reason?: string;
  readonly params?: Failure['params'];
  readonly attempts: readonly MeasureAttempt[];
}

export interface StepRecord {
  readonly name: string;
  readonly kind: 'step' | 'establish' | 'soak';
  readonly state: 'running' | 'done' | 'failed' | 'undone';
  readonly attempts: number;
  /** Run time, milliseconds. */
  readonly startedMs: number;
  readonly endedMs?: number;
  readonly failures: readonly Failure[];
  /** Soaks only. */
  readonly samples?: number;
  readonly holes?: number;
  readonly activeMs?: number;
  readonly totalMs?: number;
  readonly plannedMs?: number;
}

export interface InterruptionRecord {
  readonly entry: number;
  /** `crash` (the station was gone), or what a suspension names: `instrument-lost`, `store`, `late-clock`. */
  readonly cause: string;
  readonly role?: string;
  /** Wall-clock length where it is known. */
  readonly gapMs: number | null;
  readonly policy?: GapDecision;
  readonly ended: boolean;
}

export interface PromptRecord {
  readonly key: string;
  readonly kind: string;
  readonly text: Texts;
  readonly choices?: unknown;
  /** What was shown beside it. */
  readonly picture?: ShownPicture;
  readonly answered: boolean;
  readonly value?: unknown;
  readonly by?: string;
  readonly openMs?: number;
}

export interface RunRecord {
  readonly run: string;
  readonly verdict: RunVerdict;
  /** Why it is not a PASS, worst first. */
  readonly reasons: readonly Failure[];
  readonly procedure: { readonly id: string; readonly version: string; readonly hash: string; readonly title: Texts };
  readonly ticket: string | null;
  readonly unit: Readonly<Record<string, string | undefined>>;
  readonly operator: string | null;
  readonly simulated: boolean;
  readonly scenario?: string;
  readonly clock: { readonly kind: string; readonly speed: number };
  readonly startedWall: string;
  readonly stoppedWall?: string;
  /** Run time that counts, and all of it. */
  readonly activeMs: number;
  readonly totalMs: number;
  readonly bench: readonly BenchInstrument[];
  readonly measures: readonly MeasureRecord[];
  readonly steps: readonly StepRecord[];
  readonly interruptions: readonly InterruptionRecord[];
  readonly prompts: readonly PromptRecord[];
  readonly faults: readonly Failure[];
  readonly notes: readonly Failure[];
  readonly undecided: readonly Failure[];
  readonly undos: readonly { readonly name: string; readonly outcome: string; readonly failure?: Failure }[];
  /** What was switched off for safety, and what is known of it. */
  readonly outputs: readonly OutputRecord[];
  readonly settingsNotRestored: readonly {
    readonly role: string;
    readonly table: string;
    readonly key: string;
    readonly value: string | null;
  }[];
  readonly clockSteps: readonly { readonly entry: number; readonly byMs: number }[];
  readonly evidence: readonly EvidenceFile[];
  /** What oscilloscopes captured, and how the signal came in; absent where nothing was. */
  readonly waveforms?: readonly WaveformRecord[];
  readonly lateAnswers: number;
  /** The first entry that cannot be read; nothing after it is in this record, and the run is no PASS. */
  readonly damaged?: { readonly entry: number };
  readonly entries: number;
  /** Hash of the last entry. */
  readonly lastHash: string;
}
