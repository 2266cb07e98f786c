/**
 * The wire between a running script and the station. Both directions are the calls and replies of
 * `foundation/port/contract.ts` in plain JSON. The script asks, the station acts: whatever takes time, touches an
 * instrument or must be remembered happens on the station's side, so that every await is a place where the station can
 * journal, wait, time out, stop or resume.
 *
 * Order of a run: the station calls `run/start`; the script works and ends with `run/done` or `run/error`; then (or at
 * any earlier moment, at a Stop) the station calls `undo/run` for each registered undo. The first `undo/run` ends the
 * main line for good: what it still waits for is dropped and it never acts again.
 *
 * A token names one attempt of one body. At most one body is open at a time. The station ends a body from outside by
 * answering its `step/guard`; the script then forgets every call of that token and never sends another one with it.
 * The station in turn refuses what still arrives with a token that it has closed.
 */
import type { Failure, FailureParam } from '../../foundation/failure.ts';
import type { Verb } from '../../foundation/port/contract.ts';
import type { SoakFunction } from './expression.ts';
import type { Quantity } from './quantity.ts';

/** Raised whenever a procedure bundled before could behave differently afterwards; part of the bundle's hash. */
export const scriptApiVersion = 1;

/** JSON, which is all that crosses the wire. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type Empty = Record<string, never>;

/** Names one attempt of one body; given by the station, unique within a run. */
export type Token = number;

/** Where a number came from: the journal entry and the path inside its value (`['battery', 'voltage']`). */
export interface Provenance {
  readonly entry: number;
  readonly path: readonly (string | number)[];
}

/** A code the procedure declares under `findings`, with the values its sentence needs. */
export interface Finding {
  readonly code: string;
  readonly params: Readonly<Record<string, FailureParam>>;
}

/** One sample of a soak, by field. Aggregates exist only of fields that are quantities. */
export type SampleValues = Readonly<Record<string, Quantity | string | number | boolean | null>>;

/**
 * What to do when the station was not there for a while (crash, power cut): a gap shorter than `shorterThanMs` gets
 * `policy`, a longer one fails the soak. `extend` adds the gap's length, `restart` begins the soak again.
 */
export type GapPolicy =
  | { readonly policy: 'fail' }
  | { readonly policy: 'extend' | 'restart'; readonly shorterThanMs: number };

export interface SoakSummary {
  readonly name: string;
  readonly samples: number;
  /** Samples that failed and were tolerated. */
  readonly holes: number;
  readonly interruptions: number;
  /** From first to last moment, and what is left of it without suspensions and gaps. */
  readonly elapsedMs: number;
  readonly activeMs: number;
  /** The reason `stopWhen` gave; null when the soak ran its whole time. */
  readonly stopped: string | null;
}

/** The time of the next sample has come, or the soak has ended. `elapsedMs` and `activeMs` as in {@link SoakSummary}. */
export type SoakTick =
  | { readonly take: true; readonly index: number; readonly elapsedMs: number; readonly activeMs: number }
  | { readonly take: false; readonly summary: SoakSummary };

export type PromptKind = 'confirm' | 'choose' | 'number' | 'text' | 'scan';

/**
 * Script → station. A verb that fails rejects inside the script with the same code and parameters.
 * Codes the station may use of its own: `run/stopped`, `step/timeout`, `step/not-open` (a token already closed).
 */
export type ScriptToHost = {
  /** `skip` on resume: the journaled value is returned and the body is not run. */
  'step/begin': Verb<
    { readonly name: string; readonly timeoutMs?: number; readonly retries?: number },
    { readonly skip: true; readonly value: Json } | { readonly skip: false; readonly token: Token }
  >;
  /**
   * For the bodies of steps, establishes, soak samples and undos. Answered only when the station ends the body from outside; the
   * language then abandons the body and reports it (`step/fail`, `establish/fail`, `soak/fail`) with this failure. Answered with `null` or not at
   * all when the body has ended by itself.
   */
  'step/guard': Verb<{ readonly token: Token }, Failure | null>;
  'step/end': Verb<{ readonly token: Token; readonly value: Json }, Empty>;
  /** Answered with the token of another attempt, or fails with what the step shall fail with. */
  'step/fail': Verb<
    { readonly token: Token; readonly failure: Failure },
    { readonly again: true; readonly token: Token }
  >;

  /** The undo counts as registered from here on, because a failed `apply` may have done half of its work. */
  'establish/begin': Verb<
    { readonly name: string; readonly undoId: number; readonly timeoutMs?: number; readonly undoTimeoutMs?: number },
    { readonly token: Token }
  >;
  'establish/end': Verb<{ readonly token: Token }, Empty>;
  /** Always fails, with what the establish shall fail with. */
  'establish/fail': Verb<{ readonly token: Token; readonly failure: Failure }, never>;

  /** `holeMs`: the longest stretch without a sample that is a hole and not an end. `timeoutMs` is for one sample. */
  'soak/begin': Verb<
    {
      readonly name: string;
      readonly forMs: number;
      readonly everyMs: number;
      readonly onGap: GapPolicy;
      readonly holeMs: number;
      readonly timeoutMs: number;
    },
    | { readonly skip: true; readonly summary: SoakSummary }
    /** `last`: the last sample before an interruption, its numbers referring to its journal entry; null when there is none. */
    | { readonly skip: false; readonly token: Token; readonly last: SampleValues | null }
  >;
  /** The station does all the waiting. */
  'soak/next': Verb<{ readonly token: Token }, SoakTick>;
  /**
   * `entry` says where the sample stands in the journal: what comes next refers to it there, so histories never grow.
   * With `next` the answer comes when that of a `soak/next` would, and holds it: half as many ways there and back.
   */
  'soak/sample': Verb<
    { readonly token: Token; readonly index: number; readonly values: SampleValues; readonly next?: true },
    { readonly entry: number; readonly next?: SoakTick }
  >;
  /** The sample failed. Answered when that is a tolerated hole (the next `soak/next` follows); otherwise fails. */
  'soak/fail': Verb<{ readonly token: Token; readonly index: number; readonly failure: Failure }, Empty>;
  /** The next `soak/next` answers `take: false`. */
  'soak/stop': Verb<{ readonly token: Token; readonly reason: string }, Empty>;
  /** `arg` in the field's unit, for `time-above`. The answer's expression is the leaf that names this aggregate. */
  'soak/aggregate': Verb<
    { readonly name: string; readonly field: string; readonly fn: SoakFunction; readonly arg?: number },
    Quantity
  >;

  /** `null` with a reason records honestly that there is no value; it can never pass. */
  measure: Verb<
    { readonly key: string; readonly quantity: Quantity | null; readonly reason?: Finding },
    { readonly verdict: string }
  >;
  /** The run (or one measure) can no longer be decided: it ends at best INCONCLUSIVE. */
  undecided: Verb<Finding & { readonly key?: string }, Empty>;
  /** A fault of the unit was found: the run fails. */
  fault: Verb<Finding, Empty>;
  note: Verb<Finding, Empty>;
  /** Texts, choices and bounds are in the declared prompt `key`. `ref` says where the answer stands in the journal. */
  ask: Verb<
    { readonly key: string; readonly kind: PromptKind; readonly token: Token | null },
    { readonly value: boolean | string | number; readonly ref: Provenance }
  >;

  /**
   * Every `Reading` inside the value carries `ref` ({@link Provenance}), added by the station. A script needs of it only
   * value, unit, status, u95, resolution, flags and ref; leaving out the rest saves most of the cost of a long soak.
   */
  'instrument/call': Verb<
    {
      readonly role: string;
      readonly verb: string;
      readonly args: Json;
      readonly deadlineMs?: number;
      readonly token: Token;
    },
    Json
  >;
  sleep: Verb<{ readonly ms: number; readonly token: Token }, Empty>;

  'run/done': Verb<Empty, Empty>;
  'run/error': Verb<{ readonly failure: Failure }, Empty>;
};

/** Station → script. */
export type HostToScript = {
  /** Begins the main line; answered at once. `roles`: the needs that have an instrument (optional ones may lack one). */
  'run/start': Verb<{ readonly roles: readonly string[] }, Empty>;
  /** Runs one undo under `token`; fails with what the undo failed with. A second one abandons the one before it. */
  'undo/run': Verb<{ readonly id: number; readonly token: Token }, Empty>;
};
