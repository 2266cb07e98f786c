/** Entry of the station's process in the desktop application: its parts put together around this process. */
import { dataFolder } from './cli/data-folder.ts';
import { DesktopStation } from './compose/desktop.ts';
import type { ShellPort } from './compose/shell-messages.ts';

const shell = (process as { parentPort?: ShellPort }).parentPort;
if (shell === undefined) {
  process.stderr.write('station: this file is started by the desktop application\n');
  process.exit(64);
}
const station = new DesktopStation({
  shell,
  folder: dataFolder(undefined, process.env),
  exit: (code) => process.exit(code),
  log: (line) => void process.stderr.write(`${line}\n`),
});
process.on('uncaughtException', (error) => station.crashed(error));
// Since Electron 37 a utility process would go on after one.
process.on('unhandledRejection', (reason) => station.crashed(reason));
// The shell asks it to stop by a message; a signal from elsewhere counts as a crash of its surroundings.
process.on('SIGTERM', () => station.crashed('SIGTERM'));
void station.begin();
