/** The station itself: settings, self-check, the never-lose-data strip, backup. Pure types. */
import type { Failure } from '../../foundation/failure.ts';
import type { Language, Texts } from '../../foundation/measurement/declaration.ts';

export type Theme = 'bright' | 'dark' | 'contrast';

export interface StationSettings {
  readonly name: string;
  /** Who works here now; null before anybody said so. */
  readonly operator: string | null;
  /** Names that have worked here, newest first. */
  readonly operators: readonly string[];
  /** Null: as the computer says. */
  readonly language: Language | null;
  readonly theme: Theme;
  readonly sound: 'off' | 'low' | 'high';
  readonly simulation: {
    readonly on: boolean;
    /** 1 is life; see the highest speed in the validators. */
    readonly speed: number;
    readonly scenario: string;
  };
  /** Whether the simulated bench was offered on the first start. */
  readonly welcomed: boolean;
}

/** Everything that may be changed; `operators` follows from `operator`. */
export type SettingsChange = Partial<Omit<StationSettings, 'operators'>>;

/** One step of the self-check. `attention`: works, and something should be done. */
export interface CheckStep {
  /** `data-folder`, `disk`, `database`, `clock`, `adb`, `usb`, `serial-permission`, `bench`. */
  readonly step: string;
  readonly state: 'ok' | 'attention' | 'failed' | 'not-here';
  /** What was found, for the sentence `check/STEP-…`. */
  readonly finding: Failure;
}

/** What the strip on every screen shows; told by the event `status` when it changes and every few seconds. */
export interface StationStatus {
  /** RFC 3339 of the last commit of any journal, null before the first. */
  readonly savedWall: string | null;
  readonly diskFreeBytes: number | null;
  /** Free space is so low that no run is begun. */
  readonly diskLow: boolean;
  readonly clock: 'ok' | 'stepped';
  readonly bench: 'up' | 'starting' | 'down' | 'idle';
  readonly store: 'ok' | 'waiting' | 'failed';
  /** What may have voltage on it now. */
  readonly energised: readonly EnergisedOutput[];
  /** Runs that this station is working on. */
  readonly running: readonly string[];
  /** Runs that have not begun yet, because another run has an instrument that they need. */
  readonly waiting: readonly WaitingRun[];
  /** Runs without an end that nobody works on. */
  readonly interrupted: readonly string[];
}

export interface WaitingRun {
  readonly run: string;
  readonly ticket: string | null;
  readonly procedure: Texts;
  /** The address it waits for now. */
  readonly instrument: string;
  /** The run that has it. */
  readonly owner: string;
  /** RFC 3339. */
  readonly sinceWall: string;
}

export interface EnergisedOutput {
  readonly run: string | null;
  readonly address: string;
  readonly driver: string;
  readonly simulated: boolean;
}

export interface About {
  readonly version: string;
  readonly dataFolder: string;
  readonly node: string;
  readonly platform: string;
  readonly apiVersion: number;
  readonly schema: number;
}

export interface BackupReport {
  readonly path: string;
  readonly bytes: number;
  readonly runs: number;
  readonly tickets: number;
}
