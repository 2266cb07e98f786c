/**
 * The entries of a run's journal. A journal is append-only and is the truth: screen, report, export and resume are all
 * folds over these. Every entry carries the hash of the one before it; nothing is ever changed in place.
 */

import type { HiddenMode } from '../../foundation/capability/hidden-mode.ts';
import type { Failure } from '../../foundation/failure.ts';
import type { DeclaredMeasure, Texts } from '../../foundation/measurement/declaration.ts';
import type { GapPolicy } from '../../procedures/language/script-api.ts';
import type { QuantityRecord } from './quantity-record.ts';
import type { MeasureVerdict, RunVerdict } from './verdict.ts';

/** One instrument of the bench as it was when the run began, or when it came back. */
export interface BenchInstrument {
  readonly role: string;
  readonly capability: string;
  readonly driver: string;
  readonly driverVersion: string;
  readonly address: string;
  readonly simulated: boolean;
  readonly identity: {
    readonly make: string;
    readonly model: string;
    readonly serial?: string;
    readonly firmware?: string;
  };
  /** What it is called on USB, wherever it is plugged in; see `UsbIdentity`. */
  readonly usb?: { readonly stableId: string; readonly usbPath?: string; readonly shared?: true };
  /** What may have been on at its front panel and nothing it sends tells; absent where it tells all of it. */
  readonly cannotTell?: readonly HiddenMode[];
  /** What was noted about its last calibration, days as `YYYY-MM-DD`; absent when nothing was. */
  readonly calibration?: { readonly date: string; readonly due: string; readonly certificate: string };
}

/** What was done about a gap. */
export type GapDecision = GapPolicy['policy'];

/** A file kept beside the journal. */
export interface EvidenceFile {
  /**
   * `transcript` of an instrument: every byte both ways with its time. `waveform`: the raw samples of a capture, whose
   * reading says how they become volts. `screenshot`: an instrument's screen as it draws it.
   */
  readonly kind: 'transcript' | 'waveform' | 'screenshot';
  readonly role: string;
  /** SHA-256 of the file, and its name in the evidence folder. */
  readonly sha256: string;
  readonly bytes: number;
}

/** The picture that stood beside a question. Its bytes are kept as evidence, named by their SHA-256. */
export interface ShownPicture {
  /** As the procedure calls it. */
  readonly file: string;
  readonly shows: Texts;
  readonly sha256: string;
}

/** What each kind of entry says. */
export type EntryBodies = {
  'run.start': {
    readonly procedure: { readonly id: string; readonly version: string; readonly hash: string; readonly title: Texts };
    readonly ticket: string | null;
    readonly unit: {
      readonly brand?: string;
      readonly model?: string;
      readonly serial?: string;
      readonly imei?: string;
    };
    readonly operator: string | null;
    readonly simulated: boolean;
    readonly scenario?: string;
    readonly clock: { readonly kind: string; readonly speed: number };
    readonly engineVersion: string;
    readonly apiVersion: number;
  };
  'bench.descriptor': { readonly instruments: readonly BenchInstrument[] };
  decl: { readonly measures: readonly DeclaredMeasure[] };
  'step.start': { readonly name: string; readonly token: number; readonly attempt: number; readonly timeoutMs: number };
  'step.end': { readonly name: string; readonly token: number; readonly value: unknown };
  'step.fail': {
    readonly name: string;
    readonly token: number;
    readonly attempt: number;
    readonly failure: Failure;
    readonly again: boolean;
  };
  establish: { readonly name: string; readonly undoId: number; readonly token: number };
  'establish.end': { readonly name: string; readonly undoId: number; readonly token: number };
  'establish.fail': {
    readonly name: string;
    readonly undoId: number;
    readonly token: number;
    readonly failure: Failure;
  };
  undo: {
    readonly name: string;
    readonly undoId: number;
    readonly outcome: 'done' | 'failed' | 'timed-out' | 'impossible';
    readonly failure?: Failure;
  };
  /** One answer of an instrument; `value` is what its verb returns. */
  reading: {
    readonly role: string;
    readonly verb: string;
    readonly args: unknown;
    readonly value: unknown;
    readonly token: number;
    readonly ms: number;
  };
  'call.fail': { readonly role: string; readonly verb: string; readonly token: number; readonly failure: Failure };
  /** An answer that came after its deadline; it changed nothing. */
  'call.late': { readonly role: string; readonly verb: string; readonly ms: number };
  'soak.start': {
    readonly name: string;
    readonly token: number;
    readonly forMs: number;
    readonly everyMs: number;
    readonly onGap: GapPolicy;
    readonly holeMs: number;
  };
  sample: {
    readonly soak: string;
    readonly token: number;
    readonly index: number;
    /** Soak time that counts, and all time since it began. */
    readonly activeMs: number;
    readonly totalMs: number;
    readonly values: Readonly<Record<string, unknown>>;
  };
  /** A sample that could not be taken; time goes on. */
  hole: {
    readonly soak: string;
    readonly token: number;
    readonly index: number;
    readonly activeMs: number;
    readonly failure: Failure;
  };
  'soak.end': {
    readonly name: string;
    readonly token: number;
    /** What `stopWhen` or the station stopped it for; null when it ran its whole time. */
    readonly reason: string | null;
    readonly samples: number;
    readonly holes: number;
    readonly activeMs: number;
    readonly totalMs: number;
  };
  measure: {
    readonly key: string;
    readonly quantity: QuantityRecord | null;
    readonly verdict: MeasureVerdict;
    readonly warning: boolean;
    readonly reason?: string;
    readonly attempt: number;
  };
  undecided: { readonly key: string | null; readonly code: string; readonly params: Failure['params'] };
  fault: { readonly code: string; readonly params: Failure['params'] };
  note: { readonly code: string; readonly params: Failure['params'] };
  prompt: {
    readonly key: string;
    readonly promptKind: string;
    readonly text: Texts;
    readonly choices?: unknown;
    readonly picture?: ShownPicture;
  };
  answer: {
    readonly key: string;
    readonly value: unknown;
    readonly openMs: number;
    readonly by: 'operator' | 'prepared' | 'simulated';
  };
  /** The run stood still: an instrument or the store was gone, or the clock came back late. */
  suspension: { readonly cause: string; readonly role?: string; readonly failure?: Failure };
  continuation: {
    readonly cause: string;
    /** Run time it took. */
    readonly ms: number;
    readonly instrument?: BenchInstrument;
    /** The computer slept so long; its monotonic clock may have stood still meanwhile. */
    readonly asleepMs?: number;
  };
  /** Written by the station that found the run without an end. */
  interruption: { readonly lastEntry: number; readonly gapMs: number | null };
  resume: { readonly gapMs: number | null; readonly soak?: string; readonly policy?: GapDecision };
  'clock.step': { readonly byMs: number };
  'setting.saved': {
    readonly role: string;
    readonly table: string;
    readonly key: string;
    readonly value: string | null;
  };
  'setting.restored': {
    readonly role: string;
    readonly table: string;
    readonly key: string;
    readonly value: string | null;
  };
  /** Commands to switch off. `outcome`: `existing` or `fresh`, the handle they were sent over; else why they could not be. */
  safe: { readonly cause: string; readonly targets: readonly { readonly key: string; readonly outcome: string }[] };
  /** What the instruments said after that; `unknown`, with why, where they did not. */
  'safe.look': {
    readonly targets: readonly {
      readonly key: string;
      readonly seen: 'off' | 'on' | 'unknown';
      readonly failure?: Failure;
    }[];
  };
  /** Files that belong to the run, by what they hold; written when nothing more can come. */
  evidence: { readonly files: readonly EvidenceFile[] };
  stop: { readonly how: 'stop' | 'emergency'; readonly by: string };
  'script.error': { readonly failure: Failure };
  'run.stop': {
    readonly verdict: RunVerdict;
    readonly reasons: readonly Failure[];
    readonly entries: number;
    readonly activeMs: number;
    readonly totalMs: number;
  };
};

export type EntryKind = keyof EntryBodies;

interface EntryHead<K extends EntryKind> {
  /** Place in the journal, from 0 without holes. */
  readonly i: number;
  readonly run: string;
  readonly kind: K;
  /** Monotonic milliseconds of run time; goes on after an interruption without counting it. */
  readonly t: number;
  /** RFC 3339, UTC; for people only. */
  readonly wall: string;
  /** Hash of the entry before; 64 zeros for the first. */
  readonly prev: string;
  /** SHA-256 of the canonical JSON (RFC 8785) of everything else in the entry. */
  readonly hash: string;
}

export type EntryOf<K extends EntryKind> = EntryHead<K> & EntryBodies[K];
export type Entry = { [K in EntryKind]: EntryOf<K> }[EntryKind];
/** What the engine writes; head and hashes are added on commit. */
export type EntryDraft = { [K in EntryKind]: { readonly kind: K } & EntryBodies[K] }[EntryKind];
