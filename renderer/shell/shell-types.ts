/**
 * What the shell offers the page as `window.ohmstead`; the mirror of `electron/preload-api.ts`, which this room may not
 * import. A test compiles that each fits the other.
 */
import type { Language } from '../../foundation/measurement/declaration.ts';

/** `data.name` of the window message that carries the station's port; `data.life` counts its lives from 1. */
export const stationPortMessage = 'station:port';

export interface StationLoss {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number | boolean | null>>;
  readonly at: string;
}

/** The station's process. `unseen`: a loss that nobody has acknowledged; the banner stays until then. */
export interface StationProcess {
  readonly state: 'starting' | 'up' | 'lost' | 'given-up';
  readonly restarts: number;
  readonly reason: StationLoss | null;
  readonly unseen: boolean;
}

export type FileKind = 'backup-to' | 'restore-from' | 'bench-file' | 'csv-to' | 'export-to' | 'procedure-file';

export interface CloseQuestion {
  readonly runs: readonly { readonly run: string; readonly title: string; readonly ticket: string | null }[];
}

export interface ShellApi {
  readonly versions: {
    readonly ohmstead: string;
    readonly electron: string;
    readonly chrome: string;
    readonly node: string;
  };
  readonly systemLanguage: Language;
  requestPort(): void;
  stationStatus(): Promise<StationProcess>;
  onStationStatus(listener: (status: StationProcess) => void): () => void;
  acknowledgeLoss(): Promise<void>;
  restartStation(): Promise<void>;
  chooseFile(kind: FileKind, suggestedName?: string): Promise<string | null>;
  saveFile(suggestedName: string, text: string): Promise<string | null>;
  exportDiagnostics(): Promise<string | null>;
  openLogs(): Promise<void>;
  onCloseAsked(listener: (question: CloseQuestion) => void): () => void;
  answerClose(close: boolean): void;
  setLanguage(language: Language): void;
  toggleFullScreen(): Promise<boolean>;
  relaunch(): Promise<void>;
}
