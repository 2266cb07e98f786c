/** The main process: what must be done before the application is ready, then the application. */
import { app, crashReporter, dialog, Menu, protocol, shell } from 'electron';
import { dataFolder } from '../station/cli/data-folder.ts';
import { schemePrivileges } from './app-scheme.ts';
import { guardContents } from './contents-guards.ts';
import { CriticalErrors } from './critical-error.ts';
import { DesktopApp } from './desktop-app.ts';
import { LogFiles } from './log-files.ts';
import { placesOf } from './places.ts';
import { shellText } from './shell-texts.ts';

const { env, platform, arch } = process;
const places = placesOf({ built: __dirname, data: dataFolder(undefined, env), env, platform, arch });
const logs = new LogFiles(places.logs, { wall: () => Date.now() });
const log = (line: string) => logs.write('shell', line);

app.setName('Ohmstead');
// Beside the store: two stations with two data folders are two applications.
app.setPath('userData', `${places.data}/desktop/profile`);
// Chromium's own sandbox does not exist for root, where Electron refuses to start without the switch that says so. The
// window's sandbox option stays on even then.
if (process.getuid?.() !== 0 || !app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
crashReporter.start({ uploadToServer: false });
protocol.registerSchemesAsPrivileged([schemePrivileges]);
guardContents(app, shell, log);

if (!app.requestSingleInstanceLock()) app.quit();
else void app.whenReady().then(begin);

function begin(): void {
  if (places.devServer === undefined) Menu.setApplicationMenu(null);
  const desktop = new DesktopApp(places, logs);
  new CriticalErrors({
    folder: places.logs,
    wall: () => Date.now(),
    log,
    versions: { ...process.versions },
    tell: (file) => tellCritical(file, desktop),
  }).listen(process);
  app.on('second-instance', () => desktop.focus());
  app.on('window-all-closed', () => app.quit());
  desktop.open();
  log(`started: Electron ${process.versions.electron}, data ${places.data}`);
}

async function tellCritical(file: string, desktop: DesktopApp): Promise<void> {
  const language = desktop.language;
  const { response } = await dialog.showMessageBox({
    type: 'error',
    message: shellText('broken', language, { file }),
    buttons: [shellText('openFolder', language), shellText('startAgain', language), shellText('quit', language)],
    defaultId: 1,
    cancelId: 2,
    noLink: true,
  });
  if (response === 0) shell.showItemInFolder(file);
  if (response === 1) app.relaunch();
  await desktop.leave();
}
