/** The desktop application: reads like a list of its parts. */
import {
  app,
  type BrowserWindow,
  dialog,
  ipcMain,
  net,
  powerMonitor,
  powerSaveBlocker,
  session,
  type WebContents,
} from 'electron';
import { RealClock } from '../foundation/clock/real-clock.ts';
import type { Language } from '../foundation/measurement/declaration.ts';
import { engineVersion } from '../station/compose/version.ts';
import { CheckedIpc } from './checked-ipc.ts';
import { ChildGone } from './child-gone.ts';
import { childrenOf } from './children.ts';
import { ClosingWindow } from './close-question.ts';
import { contentPolicy, developmentPolicy } from './content-policy.ts';
import { diagnosticsArchive, diagnosticsName } from './diagnostics.ts';
import { FileChoosers } from './file-choosers.ts';
import type { LogFiles } from './log-files.ts';
import { keepPlace, openMainWindow } from './main-window.ts';
import { answerPage } from './page-channels.ts';
import type { Places } from './places.ts';
import { Power } from './power.ts';
import { guardSession } from './session-guards.ts';
import { toPage } from './shell-channels.ts';
import { languageOf, shellText } from './shell-texts.ts';
import { stationFacts } from './station-facts.ts';
import { StationProcess } from './station-process.ts';

export class DesktopApp {
  readonly station: StationProcess;
  readonly #places: Places;
  readonly #logs: LogFiles;
  readonly #clock = new RealClock();
  readonly #closing: ClosingWindow;
  readonly #power: Power;
  #window: BrowserWindow | undefined;
  #language: Language;
  #pageListens = false;
  #leaving = false;

  constructor(places: Places, logs: LogFiles) {
    this.#places = places;
    this.#logs = logs;
    this.#language = languageOf(app.getPreferredSystemLanguages());
    const log = this.log('shell');
    const gone = new ChildGone(app);
    const children = childrenOf({ places, gone, clock: this.#clock, log: this.log('child') });
    const { channel } = children;
    this.station = new StationProcess({
      fork: children.station,
      benches: { fork: children.bench, channel, clock: this.#clock, log },
      channel,
      clock: this.#clock,
      log,
      givePort: (port, life) => this.#page?.postMessage(toPage.port, life, [port]),
      onStatus: (status) => this.#page?.send(toPage.status, status),
      onRuns: (runs) => this.#power.runsGoOn(runs.length),
    });
    const tellStation = (event: 'suspend' | 'resume') => this.station.power(event);
    this.#power = new Power({ blocker: powerSaveBlocker, monitor: powerMonitor, tellStation, log });
    this.#closing = this.#closingWindow();
  }

  log(source: string): (line: string) => void {
    return (line) => this.#logs.write(source, line);
  }

  get window(): BrowserWindow | undefined {
    return this.#window;
  }

  /** Undefined once the window has gone: the station goes on talking while it is being stopped. */
  get #page(): WebContents | undefined {
    return this.#window?.isDestroyed() === false ? this.#window.webContents : undefined;
  }

  get language(): Language {
    return this.#language;
  }

  open(): void {
    const { preload, windowState: stateFile, screens, evidence, devServer } = this.#places;
    const log = this.log('shell');
    guardSession(session.defaultSession, {
      scheme: { folder: screens, policy: contentPolicy },
      evidence,
      devServer,
      proxy: (request) => fromDevServer(request, devServer ?? ''),
      log,
      downloadTitle: () => shellText('downloadTo', this.#language),
    });
    this.#answerPage();
    this.station.start();
    this.#window = openMainWindow({
      preload,
      stateFile,
      clock: this.#clock,
      version: engineVersion,
      language: () => this.#language,
      log: this.log('window'),
      mayClose: () => this.#closing.wanted(),
      onDeaf: () => (this.#pageListens = false),
    });
    app.on('before-quit', (event) => {
      if (this.#leaving) return;
      event.preventDefault();
      this.#closing.wanted();
    });
    // The computer is going down: nobody is there to answer, and what is energised must be off before the power is.
    const leaving = (event?: { preventDefault(): void }) => {
      // Asks the system to wait; its patience is short, and the station's own limit is longer.
      event?.preventDefault();
      void this.leave();
    };
    powerMonitor.on('shutdown', leaving);
  }

  focus(): void {
    if (this.#window?.isMinimized()) this.#window.restore();
    this.#window?.focus();
  }

  /** Stops the station properly, then ends the application. */
  async leave(): Promise<void> {
    await this.station.stop();
    this.#leaving = true;
    if (this.#window?.isDestroyed() === false) {
      keepPlace(this.#window, this.#places.windowState, this.log('shell'));
      this.#window.destroy();
    }
    app.quit();
  }

  #closingWindow(): ClosingWindow {
    return new ClosingWindow({
      runs: () => this.station.runs,
      language: () => this.#language,
      askPage: (question) => {
        if (!this.#pageListens || this.#page === undefined) return false;
        this.#page.send(toPage.closeAsked, question);
        return true;
      },
      askNatively: async (question) => {
        if (this.#window === undefined) return 0;
        return (await dialog.showMessageBox(this.#window, question)).response;
      },
      close: () => void this.leave(),
    });
  }

  #answerPage(): void {
    const window = () => {
      if (this.#window === undefined) throw new Error('there is no window yet');
      return this.#window;
    };
    const choosers = new FileChoosers({ dialog, window, language: () => this.#language });
    answerPage({
      ipc: new CheckedIpc(ipcMain, this.log('ipc')),
      station: this.station,
      choosers,
      closing: this.#closing,
      logs: this.#logs.folder,
      window,
      setLanguage: (language) => (this.#language = language),
      pageListensForClose: (listens) => (this.#pageListens = listens),
      diagnostics: () => this.#diagnostics(),
      relaunch: () => void this.leave(),
    });
  }

  async #diagnostics() {
    const wall = Date.now();
    const { ohmstead, electron, chrome, node } = { ohmstead: engineVersion, ...process.versions };
    const facts = {
      versions: { ohmstead, electron, chrome, node, platform: process.platform, arch: process.arch },
      shell: this.station.status,
      ...(await stationFacts(this.station, this.#clock)),
    };
    return { name: diagnosticsName(wall), archive: diagnosticsArchive({ logs: this.#logs.list(), wall, facts }) };
  }
}

async function fromDevServer(request: Request, server: string): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const answer = await net.fetch(`${server}${pathname}${search}`, { bypassCustomProtocolHandlers: true });
  const headers = new Headers(answer.headers);
  headers.set('Content-Security-Policy', developmentPolicy(server));
  return new Response(answer.body, { status: answer.status, headers });
}
