/**
 * What the page may ask of the shell, as `window.ohmstead`: functions only, nothing of Electron. Pure types. What fails
 * rejects with an `Error` whose message is the code of the failure. The port to
 * the station does not come this way, because it cannot cross the bridge: the preload hands it over with
 * `window.postMessage({ name: stationPortMessage, life }, location.origin, [port])`, once for every life of the station
 * and once again after every reload of the page.
 */

/** `data.name` of the window message that carries the port; `data.life` counts the station's lives from 1. */
export const stationPortMessage = 'station:port';

export interface StationPortMessage {
  readonly name: typeof stationPortMessage;
  readonly life: number;
}

/** Why a station was lost: a code with a sentence in `station/texts`. */
export interface StationLoss {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number | boolean | null>>;
  /** Wall clock, ISO 8601. */
  readonly at: string;
}

export interface StationStatus {
  readonly state: 'starting' | 'up' | 'lost' | 'given-up';
  /** Restarts in a row since the station last ran well. */
  readonly restarts: number;
  /** Of the last loss; null while there was none. */
  readonly reason: StationLoss | null;
  /** A loss that nobody has acknowledged yet: the banner stays, also when the station is up again and after a reload. */
  readonly unseen: boolean;
}

/** What a chosen file is for; decides title, filter and whether it is opened or saved. */
export type FileKind = 'backup-to' | 'restore-from' | 'bench-file' | 'csv-to' | 'export-to' | 'procedure-file';

/** What the person is asked when the window is closed while runs go on. */
export interface CloseQuestion {
  readonly runs: readonly { readonly run: string; readonly title: string; readonly ticket: string | null }[];
}

export type Unsubscribe = () => void;

export interface ShellApi {
  readonly versions: {
    readonly ohmstead: string;
    readonly electron: string;
    readonly chrome: string;
    readonly node: string;
  };
  /** The language of the desktop session, before the person has chosen one. */
  readonly systemLanguage: 'en' | 'zh-CN' | 'zh-TW';
  /** Ready for the port of the present station; it comes as a window message, now or as soon as there is one. */
  requestPort(): void;
  stationStatus(): Promise<StationStatus>;
  onStationStatus(listener: (status: StationStatus) => void): Unsubscribe;
  /** The banner of a lost station has been seen. */
  acknowledgeLoss(): Promise<void>;
  /** After `given-up`: try again from the start. */
  restartStation(): Promise<void>;
  /** Absolute path, or null when the person thought better of it. */
  chooseFile(kind: FileKind, suggestedName?: string): Promise<string | null>;
  /** Asks where, writes the text as UTF-8; resolves with the path or null. Rejects with the reason. */
  saveFile(suggestedName: string, text: string): Promise<string | null>;
  /** Asks where, writes the archive; resolves with the path or null. */
  exportDiagnostics(): Promise<string | null>;
  openLogs(): Promise<void>;
  /** The window was asked to close while runs go on. The page answers with {@link answerClose}. */
  onCloseAsked(listener: (question: CloseQuestion) => void): Unsubscribe;
  /** `true` stops the runs properly and closes; `false` keeps everything running. */
  answerClose(close: boolean): void;
  /** Which language the person has chosen: native dialogs speak it, too. */
  setLanguage(language: 'en' | 'zh-CN' | 'zh-TW'): void;
  toggleFullScreen(): Promise<boolean>;
  relaunch(): Promise<void>;
}
