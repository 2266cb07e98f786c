/** What the page may ask of the shell, wired: every channel of the preload, its check and what answers it. */
import { app, type BrowserWindow, shell } from 'electron';
import { CodedError } from '../foundation/failure.ts';
import { type Language, languages } from '../foundation/measurement/declaration.ts';
import { type CheckedIpc, fileName, nothing, oneOf, yesOrNo } from './checked-ipc.ts';
import type { ClosingWindow } from './close-question.ts';
import { type FileChoosers, fileKinds, saveWhole } from './file-choosers.ts';
import { asked, told } from './shell-channels.ts';
import type { StationProcess } from './station-process.ts';

export interface ChannelParts {
  readonly ipc: CheckedIpc;
  readonly station: StationProcess;
  readonly choosers: FileChoosers;
  readonly closing: ClosingWindow;
  readonly logs: string;
  window(): BrowserWindow;
  setLanguage(language: Language): void;
  pageListensForClose(listens: boolean): void;
  diagnostics(): Promise<{ readonly name: string; readonly archive: Uint8Array }>;
  relaunch(): void;
}

/** The largest text the page may have written: an export of many runs. */
const mostText = 200_000_000;

export function answerPage(parts: ChannelParts): void {
  const { ipc, station, choosers, closing } = parts;
  ipc.answer(asked.stationStatus, nothing, () => station.status);
  ipc.answer(asked.acknowledgeLoss, nothing, () => station.acknowledge());
  ipc.answer(asked.restartStation, nothing, () => station.retry());
  ipc.answer(
    asked.chooseFile,
    ([kind, name, ...more]) => ({
      kind: oneOf(...fileKinds)([kind, ...more]),
      name: name === null ? null : fileName(name),
    }),
    ({ kind, name }) => choosers.choose(kind, name),
  );
  ipc.answer(
    asked.saveFile,
    ([name, text]) => {
      if (typeof text !== 'string' || text.length > mostText) throw new CodedError('shell/bad-message');
      return { name: fileName(name), text };
    },
    async ({ name, text }) => {
      const file = await choosers.saveTo('downloadTo', name, []);
      if (file !== null) saveWhole(file, text);
      return file;
    },
  );
  ipc.answer(asked.exportDiagnostics, nothing, async () => {
    const { name, archive } = await parts.diagnostics();
    const file = await choosers.saveTo('diagnosticsTo', name, []);
    if (file !== null) saveWhole(file, archive);
    return file;
  });
  ipc.answer(asked.openLogs, nothing, async () => {
    // It never rejects: why not is what it answers.
    const why = await shell.openPath(parts.logs);
    if (why !== '') throw new CodedError('shell/not-opened', { path: parts.logs, why });
  });
  ipc.answer(asked.toggleFullScreen, nothing, () => {
    const window = parts.window();
    window.setFullScreen(!window.isFullScreen());
    return window.isFullScreen();
  });
  ipc.answer(asked.relaunch, nothing, () => {
    app.relaunch();
    parts.relaunch();
  });
  ipc.hear(told.requestPort, nothing, () => station.givePort());
  ipc.hear(told.answerClose, yesOrNo, (close) => closing.answered(close));
  ipc.hear(told.listensForClose, yesOrNo, (listens) => parts.pageListensForClose(listens));
  ipc.hear(told.setLanguage, oneOf(...languages), (language) => parts.setLanguage(language));
}
