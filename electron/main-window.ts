/**
 * The window's life. Guarantees: a page that dies is loaded again while the station goes on, at most five times in a
 * row; one that hangs is offered to be loaded again; where the window was is kept.
 */
import { BrowserWindow, dialog, screen } from 'electron';
import type { Clock } from '../foundation/clock/clock.ts';
import type { Language } from '../foundation/measurement/declaration.ts';
import { appOrigin } from './app-scheme.ts';
import { Restarts } from './restarts.ts';
import { languageArgument, versionArgument } from './shell-channels.ts';
import { shellText } from './shell-texts.ts';
import { windowOptions } from './window-options.ts';
import { readWindowState, visibleBounds, writeWindowState } from './window-state.ts';

export interface MainWindowParts {
  readonly preload: string;
  readonly stateFile: string;
  readonly clock: Clock;
  readonly version: string;
  language(): Language;
  log(line: string): void;
  /** Whether the window may close now. */
  mayClose(): boolean;
  /** The page listens to nothing from now on: it is loaded anew, or has died, or hangs. */
  onDeaf(): void;
}

export function openMainWindow(parts: MainWindowParts): BrowserWindow {
  const { log, stateFile } = parts;
  const { state, aside } = readWindowState(stateFile);
  if (aside !== undefined) log(`the window's place could not be understood; the file was put aside as ${aside}`);
  const areas = screen.getAllDisplays().map(({ workArea }) => workArea);
  const options = windowOptions(parts.preload, visibleBounds(state.bounds, areas));
  const window = new BrowserWindow({
    ...options,
    webPreferences: {
      ...options.webPreferences,
      additionalArguments: [`${versionArgument}${parts.version}`, `${languageArgument}${parts.language()}`],
    },
  });
  window.once('ready-to-show', () => {
    if (state.maximised) window.maximize();
    if (state.fullScreen) window.setFullScreen(true);
    window.show();
  });
  window.on('close', (event) => {
    keepPlace(window, stateFile, log);
    if (!parts.mayClose()) event.preventDefault();
  });
  window.webContents.on('did-start-navigation', (details) => {
    if (details.isMainFrame && !details.isSameDocument) parts.onDeaf();
  });
  watchPage(window, parts);
  void window.loadURL(`${appOrigin}/`).catch((error: unknown) => log(`the page could not be loaded: ${String(error)}`));
  return window;
}

/** Before the window goes, whichever way. */
export function keepPlace(window: BrowserWindow, file: string, log: (line: string) => void): void {
  try {
    const bounds = window.getNormalBounds();
    writeWindowState(file, { bounds, maximised: window.isMaximized(), fullScreen: window.isFullScreen() });
  } catch (error) {
    log(`the window's place was not kept: ${String(error)}`);
  }
}

function watchPage(window: BrowserWindow, { clock, log, language, onDeaf }: MainWindowParts): void {
  const restarts = new Restarts();
  let loadedAt = clock.now();
  const load = (why: string) => {
    const pause = restarts.next(clock.now() - loadedAt);
    log(`the page: ${why}; ${pause === undefined ? 'not loaded again' : 'loaded again'}`);
    if (pause === undefined) return;
    clock.after(pause, () => {
      loadedAt = clock.now();
      if (!window.isDestroyed()) window.webContents.reload();
    });
  };
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    onDeaf();
    if (reason !== 'clean-exit') load(reason);
  });
  let hanging: AbortController | undefined;
  window.on('unresponsive', () => {
    log('the page does not answer');
    onDeaf();
    hanging = new AbortController();
    const buttons = [shellText('wait', language()), shellText('loadAgain', language())];
    const message = shellText('pageHangs', language());
    void dialog
      .showMessageBox(window, { message, buttons, defaultId: 0, cancelId: 0, signal: hanging.signal })
      .then(({ response }) => {
        // A page that hangs answers nothing: its process has to go, and the page comes back by the way above.
        if (response === 1) window.webContents.forcefullyCrashRenderer();
      });
  });
  window.on('responsive', () => {
    log('the page answers again');
    hanging?.abort();
  });
}
