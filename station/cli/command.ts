/** What a command of the station is, and what it is given to work with; tests give it substitutes. */

import type { Driver, Instrument } from '../../drivers/contract/driver.ts';
import type { FaultName } from '../../drivers/contract/fault.ts';
import type { Transcript } from '../../drivers/contract/transport.ts';
import type { Clock } from '../../foundation/clock/clock.ts';
import type { DeclaredMeasure, Language, Texts } from '../../foundation/measurement/declaration.ts';
import type { Caller } from '../../foundation/port/contract.ts';
import type { DeclaredProcedure } from '../../procedures/language/procedure.ts';
import type { StationApi, StationEvents } from '../api/station-api.ts';
import type { Entry } from '../record/entry.ts';
import type { Arguments } from './arguments.ts';
import type { ExitCode } from './exit-code.ts';
import type { Output } from './output.ts';
import type { Rehearsals } from './rehearsals.ts';

export interface OptionSpec {
  readonly type: 'string' | 'boolean';
  /** May be given several times. */
  readonly multiple?: true;
  /** Operands that belong to this option although they stand alone: `--fault silence garbage`. */
  readonly takes?: (operand: string) => boolean;
  /** How its value is written in the help: `NAME`. */
  readonly value?: string;
  readonly help: Texts;
}

export interface Command {
  /** `['ticket', 'new']`. */
  readonly words: readonly string[];
  /** Operands as the help writes them: `RUN`. */
  readonly operands: readonly string[];
  readonly does: Texts;
  readonly options: Readonly<Record<string, OptionSpec>>;
  /** Throws a `CodedError` for what goes wrong; that becomes the sentence and the exit code. */
  run(given: Arguments, surroundings: Surroundings): Promise<ExitCode>;
}

/** A station that works in this process. */
export interface StationLink extends Caller<StationApi> {
  /** Every entry of every run, after it is on disk; how far long calls are, and what the strip shows. */
  on<E extends 'entry' | 'progress' | 'status'>(name: E, listener: (value: StationEvents[E]) => void): () => void;
  close(): Promise<void>;
}

/** The store alone, without a station: works beside another process that runs something. */
export interface RecordsLink extends Caller<RecordsApi> {
  entries(run: string): Iterable<Entry>;
  /** What the procedure of a bundle declares: its titles and its sentences; undefined for an unknown hash. */
  declared(bundleHash: string): DeclaredProcedure | undefined;
  close(): void;
}

/** What can be answered from the store alone. */
export type RecordsApi = Pick<
  StationApi,
  'run/list' | 'run/show' | 'run/entries' | 'run/verify' | Extract<keyof StationApi, `ticket/${string}`>
>;

export interface SimulatorRequest {
  readonly driver: Driver;
  /** `/dev/…` or `tcp:HOST:PORT`. */
  readonly address: string;
  readonly faults: readonly FaultName[];
  /** Which of the driver's models; the simulator's own choice when absent. */
  readonly model?: string;
  readonly scenario: string;
  readonly speed: number;
  readonly seed: number;
}

export interface RunningSimulator {
  /** Where it can be reached now. */
  readonly address: string;
  /** Resolves when the port is gone by itself; never rejects. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** A finding of `check`: where, and what. */
export interface ScriptFinding {
  readonly code: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly params: Readonly<Record<string, string | number | boolean | null>>;
}

export interface ScriptReport {
  readonly findings: readonly ScriptFinding[];
  /** Empty when the file could not be read far enough. */
  readonly measures: readonly DeclaredMeasure[];
}

export interface Surroundings {
  readonly output: Output;
  readonly language: Language;
  /** The station's data folder. */
  readonly folder: string;
  readonly clock: Clock;
  readonly stdin: AsyncIterable<Uint8Array | string>;
  /** A person sits before it and can answer questions; undefined otherwise. */
  readonly terminal: Terminal | undefined;
  readonly drivers: readonly Driver[];
  rehearsals(): Promise<Rehearsals>;
  /** SIGINT, SIGTERM, SIGHUP. Returns what takes the listener away; without any the process ends at once. */
  onSignal(listener: (signal: string) => void): () => void;
  openStation(): Promise<StationLink>;
  openRecords(): Promise<RecordsLink>;
  /** `transcript`: hears every byte, both ways; of a driver that talks bytes. */
  openInstrument(driver: Driver, address: string, transcript?: Transcript): Promise<Instrument>;
  simulate(request: SimulatorRequest): Promise<RunningSimulator>;
  check(file: string): Promise<ScriptReport>;
}

export interface Terminal {
  /** One line of input; rejects when `signal` is aborted or the input has ended. */
  question(text: string, signal: AbortSignal): Promise<string>;
}
