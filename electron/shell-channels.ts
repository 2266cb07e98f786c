/** Names of the channels between the preload and the main process; every one begins with the product's name. */

export const channelPrefix = 'ohmstead:';

/** The page asks and gets an answer. */
export const asked = {
  stationStatus: 'ohmstead:station-status',
  acknowledgeLoss: 'ohmstead:acknowledge-loss',
  restartStation: 'ohmstead:restart-station',
  chooseFile: 'ohmstead:choose-file',
  saveFile: 'ohmstead:save-file',
  exportDiagnostics: 'ohmstead:export-diagnostics',
  openLogs: 'ohmstead:open-logs',
  toggleFullScreen: 'ohmstead:toggle-full-screen',
  relaunch: 'ohmstead:relaunch',
} as const;

/** The page tells. */
export const told = {
  requestPort: 'ohmstead:request-port',
  answerClose: 'ohmstead:answer-close',
  listensForClose: 'ohmstead:listens-for-close',
  setLanguage: 'ohmstead:set-language',
} as const;

/** The main process tells the page. */
export const toPage = {
  port: 'ohmstead:port',
  status: 'ohmstead:status',
  closeAsked: 'ohmstead:close-asked',
} as const;

/** Arguments of the preload: what it needs before it can ask. */
export const versionArgument = '--ohmstead-version=';
export const languageArgument = '--ohmstead-language=';
