/**
 * What the page sees of the shell: functions, and nothing of Electron. One CommonJS file in the sandbox. The station's
 * port cannot cross the bridge, so it goes on as a message of the page's own window.
 */
import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import type { Reply } from '../foundation/port/contract.ts';
import type { CloseQuestion, ShellApi, StationPortMessage, StationStatus } from './preload-api.ts';
import { asked, languageArgument, told, toPage, versionArgument } from './shell-channels.ts';

const argument = (prefix: string) => process.argv.find((one) => one.startsWith(prefix))?.slice(prefix.length) ?? '';

/** A listener gets the value only: the event has a way back to `ipcRenderer`. */
function listen<T>(channel: string, listener: (value: T) => void): () => void {
  const heard = (_event: IpcRendererEvent, value: T) => listener(value);
  ipcRenderer.on(channel, heard);
  return () => void ipcRenderer.off(channel, heard);
}

ipcRenderer.on(toPage.port, (event, life: number) => {
  const message: StationPortMessage = { name: 'station:port', life };
  window.postMessage(message, location.origin, event.ports);
});

/** Rejects with an `Error` whose message is the failure as JSON: of an error nothing but its message crosses the bridge. */
async function ask<T>(channel: string, ...payload: readonly unknown[]): Promise<T> {
  const reply = (await ipcRenderer.invoke(channel, ...payload)) as Reply<T>;
  if (!reply.ok) throw new Error(JSON.stringify(reply.failure));
  return reply.value;
}

let closeListeners = 0;

const api: ShellApi = {
  versions: {
    ohmstead: argument(versionArgument),
    electron: process.versions.electron ?? '',
    chrome: process.versions.chrome ?? '',
    node: process.versions.node,
  },
  systemLanguage: argument(languageArgument) as ShellApi['systemLanguage'],
  requestPort: () => ipcRenderer.send(told.requestPort),
  stationStatus: () => ask(asked.stationStatus),
  onStationStatus: (listener) => listen<StationStatus>(toPage.status, listener),
  acknowledgeLoss: () => ask(asked.acknowledgeLoss),
  restartStation: () => ask(asked.restartStation),
  chooseFile: (kind, suggestedName) => ask(asked.chooseFile, kind, suggestedName ?? null),
  saveFile: (suggestedName, text) => ask(asked.saveFile, suggestedName, text),
  exportDiagnostics: () => ask(asked.exportDiagnostics),
  openLogs: () => ask(asked.openLogs),
  onCloseAsked: (listener) => {
    closeListeners += 1;
    if (closeListeners === 1) ipcRenderer.send(told.listensForClose, true);
    const stop = listen<CloseQuestion>(toPage.closeAsked, listener);
    return () => {
      stop();
      closeListeners -= 1;
      if (closeListeners === 0) ipcRenderer.send(told.listensForClose, false);
    };
  },
  answerClose: (close) => ipcRenderer.send(told.answerClose, close),
  setLanguage: (language) => ipcRenderer.send(told.setLanguage, language),
  toggleFullScreen: () => ask(asked.toggleFullScreen),
  relaunch: () => ask(asked.relaunch),
};

contextBridge.exposeInMainWorld('ohmstead', api);
