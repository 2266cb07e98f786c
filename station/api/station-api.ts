/** Everything the command and the screens may ask of the station. Names are `domain/verb`; pure types. */
import type { Failure } from '../../foundation/failure.ts';
import type { DeclaredMeasure, Texts } from '../../foundation/measurement/declaration.ts';
import type { Verb } from '../../foundation/port/contract.ts';
import type { Entry } from '../record/entry.ts';
import type { RunRecord } from '../record/record.ts';
import type { RunVerdict } from '../record/verdict.ts';
import type { Contact, NewTicket, TicketDetails, TicketSummary } from './ticket.ts';

type None = Record<string, never>;

/** Which bench a run is to use. */
export type BenchChoice =
  | { readonly kind: 'simulated'; readonly scenario: string; readonly speed: number; readonly seed: number }
  | { readonly kind: 'auto' }
  | { readonly kind: 'file'; readonly path: string; readonly speed: number };

export interface StartRun {
  /** Id from the library, or the path of a procedure file. */
  readonly procedure: string;
  readonly ticket: string | null;
  readonly bench: BenchChoice;
  readonly operator: string | null;
  /** Answers to prompts by key, so that the run can go unattended. */
  readonly answers: Readonly<Record<string, unknown>>;
}

export interface RunSummary {
  readonly run: string;
  readonly procedure: string;
  readonly version: string;
  readonly ticket: string | null;
  readonly startedWall: string;
  readonly verdict: RunVerdict | 'RUNNING';
  readonly simulated: boolean;
}

export interface VerifyReport {
  readonly run: string;
  readonly ok: boolean;
  readonly entries: number;
  /** First entry whose hash or link is wrong, null when the chain holds. */
  readonly chainBrokenAt: number | null;
  /** Measurements and run whose verdict does not follow from the record. */
  readonly differences: readonly { readonly key: string; readonly recorded: string; readonly recomputed: string }[];
}

export interface ProcedureSummary {
  readonly id: string;
  readonly version: string;
  readonly title: Texts;
  readonly hash: string;
  readonly needs: Readonly<Record<string, string>>;
  readonly measures: readonly DeclaredMeasure[];
}

export type StationApi = {
  'run/start': Verb<StartRun, { readonly run: string }>;
  'run/resume': Verb<
    { readonly run: string; readonly bench?: BenchChoice; readonly answers: Readonly<Record<string, unknown>> },
    { readonly run: string }
  >;
  /** Ends an interrupted run as INCONCLUSIVE, after making safe and giving the phone its settings back. */
  'run/close': Verb<{ readonly run: string }, { readonly verdict: RunVerdict }>;
  /** Undo in order, then the end. */
  'run/stop': Verb<{ readonly run: string; readonly by: string }, None>;
  /** Outputs off now, whatever else is going on. */
  'run/emergency': Verb<{ readonly run: string; readonly by: string }, None>;
  'run/answer': Verb<{ readonly run: string; readonly key: string; readonly value: unknown }, None>;
  /** Resolves when the run has ended. */
  'run/wait': Verb<{ readonly run: string }, { readonly verdict: RunVerdict }>;
  'run/list': Verb<{ readonly ticket?: string }, readonly RunSummary[]>;
  'run/show': Verb<{ readonly run: string }, RunRecord>;
  'run/entries': Verb<{ readonly run: string; readonly from: number; readonly count: number }, readonly Entry[]>;
  'run/verify': Verb<{ readonly run: string }, VerifyReport>;
  'ticket/new': Verb<NewTicket, { readonly number: string }>;
  'ticket/list': Verb<None, readonly TicketSummary[]>;
  'ticket/show': Verb<{ readonly number: string }, TicketDetails>;
  /** Personal data, asked for apart from everything else; null when the customer left none. */
  'ticket/contact': Verb<{ readonly number: string }, Contact | null>;
  'ticket/note': Verb<{ readonly number: string; readonly text: string; readonly by: string | null }, None>;
  'ticket/status': Verb<{ readonly number: string; readonly status: string; readonly by: string | null }, None>;
  'procedure/list': Verb<None, readonly ProcedureSummary[]>;
  'instrument/list': Verb<None, readonly FoundInstrument[]>;
};

/** One place an instrument may be, and whether it can be used. */
export interface FoundInstrument {
  readonly address: string;
  readonly driver: string | null;
  readonly name: string;
  readonly usable: boolean;
  /** Why not, and what the person can do: translated from the code. */
  readonly problem?: Failure;
}

/** Events on the station's port, beside calls. */
export type StationEvents = {
  /** After it is on disk. */
  entry: Entry;
};
