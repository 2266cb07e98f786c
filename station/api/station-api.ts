/** Everything the command and the screens may ask of the station. Names are `domain/verb`; pure types. */
import type { Failure } from '../../foundation/failure.ts';
import type { DeclaredMeasure, Language, Texts } from '../../foundation/measurement/declaration.ts';
import type { Verb } from '../../foundation/port/contract.ts';
import type { Entry } from '../record/entry.ts';
import type { RunRecord } from '../record/record.ts';
import type { RunVerdict } from '../record/verdict.ts';
import type {
  HistoryPage,
  HistoryQuery,
  ScanResult,
  SeriesSummary,
  SpanData,
  SpanQuery,
  TrendPoint,
  TrendQuery,
  UnitSummary,
} from './history.ts';
import type {
  CalibrationNote,
  ConsoleLine,
  DriverChoice,
  InstrumentView,
  LongCall,
  NamedInstrument,
  TelemetryFrame,
} from './instruments.ts';
import type {
  CheckFinding,
  ProcedureDetails,
  ProcedureVersion,
  RehearsalProgress,
  RehearsalReport,
  VersionDifference,
} from './procedures.ts';
import type { About, BackupReport, CheckStep, SettingsChange, StationSettings, StationStatus } from './station.ts';
import type { Contact, NewTicket, TicketDetails, TicketSummary } from './ticket.ts';
import type { WaveformQuery, WaveformSpan, WaveformSummary } from './waveforms.ts';

type None = Record<string, never>;

/** Which bench a run is to use. */
export type BenchChoice =
  | { readonly kind: 'simulated'; readonly scenario: string; readonly speed: number; readonly seed: number }
  | {
      readonly kind: 'auto';
      /** What a person said is meant, by role; the driver where the address alone does not say it. */
      readonly use?: Readonly<Record<string, { readonly address: string; readonly driver?: string }>>;
    }
  | { readonly kind: 'file'; readonly path: string; readonly speed: number };

export interface StartRun {
  /** Id from the library, or the path of a procedure file. */
  readonly procedure: string;
  readonly ticket: string | null;
  readonly bench: BenchChoice;
  readonly operator: string | null;
  /** Answers to prompts by key, so that the run can go unattended. */
  readonly answers: Readonly<Record<string, unknown>>;
  /**
   * Milliseconds it may queue for instruments that another run has; see `waiting` of the status. Refused at once
   * (`lease/taken`) without.
   */
  readonly waitMs?: number;
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
  /** Undo in order, then the end. One that still queues for its instruments is given up (`run/given-up`). */
  'run/stop': Verb<{ readonly run: string; readonly by: string }, None>;
  /**
   * Outputs off now, whatever else is going on. For a run that nobody works on it resolves when they are off, or fails
   * with `emergency/still-on`; `run/taken` when another process works on it.
   */
  'run/emergency': Verb<{ readonly run: string; readonly by: string }, None>;
  'run/answer': Verb<{ readonly run: string; readonly key: string; readonly value: unknown }, None>;
  /** Resolves when the run has ended. */
  'run/wait': Verb<{ readonly run: string }, { readonly verdict: RunVerdict }>;
  /** Runs begun at a window whose verdict nobody has seen yet, oldest first. */
  'run/unseen': Verb<None, readonly string[]>;
  /** Somebody has seen the verdict; `by` null when it closed by itself. `run/no-verdict` before there is one. */
  'run/seen': Verb<{ readonly run: string; readonly by: string | null }, None>;
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
} & RunQuestions &
  WaveformQuestions &
  TicketLinks &
  ProcedureQuestions &
  InstrumentVerbs &
  StationVerbs;

/** Looking back: curves, search, trends. */
export type RunQuestions = {
  /** The curves of a run; grows while it goes on. */
  'run/series': Verb<{ readonly run: string }, readonly SeriesSummary[]>;
  'run/span': Verb<SpanQuery, SpanData>;
  'run/export': Verb<
    { readonly run: string; readonly format: 'json' | 'csv' },
    { readonly name: string; readonly text: string }
  >;
  'history/search': Verb<HistoryQuery, HistoryPage>;
  'history/units': Verb<{ readonly text: string; readonly count: number }, readonly UnitSummary[]>;
  'history/trend': Verb<TrendQuery, readonly TrendPoint[]>;
};

/** What oscilloscopes have captured. */
export type WaveformQuestions = {
  'run/waveforms': Verb<{ readonly run: string }, readonly WaveformSummary[]>;
  'run/waveform': Verb<WaveformQuery, WaveformSpan>;
};

export type TicketLinks = {
  /** Puts an existing run on a ticket; the run's own record keeps what it began with. `ticket/already-linked`. */
  'ticket/link': Verb<{ readonly number: string; readonly run: string; readonly by: string | null }, None>;
  'ticket/unlink': Verb<{ readonly number: string; readonly run: string; readonly by: string | null }, None>;
  /** The demonstration ticket, made when it is not there: its fault is told in that language, English when absent. */
  'ticket/demonstration': Verb<{ readonly language?: Language }, { readonly number: string }>;
  'scan/resolve': Verb<{ readonly text: string }, ScanResult>;
};

export type ProcedureQuestions = {
  'procedure/show': Verb<{ readonly id: string }, ProcedureDetails>;
  'procedure/versions': Verb<{ readonly id: string }, readonly ProcedureVersion[]>;
  /** Of two bundles by hash. */
  'procedure/difference': Verb<{ readonly before: string; readonly after: string }, readonly VersionDifference[]>;
  'procedure/check': Verb<{ readonly id: string }, readonly CheckFinding[]>;
  /** `job`: a name of the caller's own, for the event `rehearsal` and for cancelling. */
  'procedure/rehearse': Verb<
    { readonly id: string; readonly scenario: string; readonly faults: boolean; readonly job: string },
    RehearsalReport
  >;
  'procedure/cancel-rehearsal': Verb<{ readonly job: string }, None>;
};

export type InstrumentVerbs = {
  /** Looks again when `look`, else what was known last. */
  'instrument/overview': Verb<{ readonly look: boolean }, readonly InstrumentView[]>;
  'instrument/drivers': Verb<None, readonly DriverChoice[]>;
  /** Opens it to be read; a run that needs it may take it away. */
  'instrument/connect': Verb<{ readonly address: string; readonly driver: string }, InstrumentView>;
  /** Asks it who it is (`*IDN?`, nothing else), because a person wants to know; afterwards its view names the driver. */
  'instrument/identify': Verb<{ readonly address: string }, NamedInstrument>;
  'instrument/disconnect': Verb<{ readonly address: string }, None>;
  /** A path or address entered by hand, kept until forgotten. */
  'instrument/add': Verb<{ readonly address: string }, readonly InstrumentView[]>;
  'instrument/forget': Verb<{ readonly address: string }, readonly InstrumentView[]>;
  'instrument/calibration': Verb<{ readonly id: string; readonly note: CalibrationNote | null }, None>;
  /** Bytes both ways, oldest first, at most `count` with `seq` above `after`. */
  'instrument/console': Verb<
    { readonly address: string; readonly after: number; readonly count: number },
    readonly ConsoleLine[]
  >;
  /**
   * What was said on its line as far as it is kept, in the form of `ohmstead read --record`, and a name for the file.
   * `conversation/nothing-said`.
   */
  'instrument/conversation': Verb<{ readonly address: string }, { readonly name: string; readonly text: string }>;
  'telemetry/ack': Verb<{ readonly seq: number }, None>;
};

export type StationVerbs = {
  'station/settings': Verb<None, StationSettings>;
  'station/change': Verb<SettingsChange, StationSettings>;
  'station/check': Verb<None, readonly CheckStep[]>;
  'station/status': Verb<None, StationStatus>;
  'station/about': Verb<None, About>;
  /** A whole copy of the store and its evidence while the station works. The path must not exist. */
  'station/backup': Verb<{ readonly path: string }, BackupReport>;
  /** Checks the copy and lays it ready; it takes the store's place at the next start. The old store is kept beside it. */
  'station/restore': Verb<{ readonly path: string }, BackupReport>;
  /** What the shell has seen of the computer: it goes to sleep, or woke. */
  'station/power': Verb<{ readonly event: 'suspend' | 'resume' }, None>;
};

/** One place an instrument may be, and whether it can be used. */
export interface FoundInstrument {
  /** What it is recognised again by, wherever it is plugged in; its address where nothing else tells it apart. */
  readonly id: string;
  readonly address: string;
  /** Null where it is not certain; `candidates` may fit. */
  readonly driver: string | null;
  readonly candidates: readonly string[];
  readonly name: string;
  readonly usable: boolean;
  /** Why not, and what the person can do: translated from the code. */
  readonly problem?: Failure;
}

/** Events on the station's port, beside calls. */
export type StationEvents = {
  /** After it is on disk. */
  entry: Entry;
  status: StationStatus;
  settings: StationSettings;
  /** All of them, whenever one of them changes. */
  instruments: readonly InstrumentView[];
  telemetry: TelemetryFrame;
  /** All calls that take long, whenever one of them has come further; at most four times a second, empty when none is left. */
  progress: readonly LongCall[];
  rehearsal: RehearsalProgress;
  /** One step of a self-check that somebody has asked for, as soon as it is known. */
  check: CheckStep;
};
