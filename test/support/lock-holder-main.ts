/** Takes the lock of a run (data folder and run are the arguments), says so, and holds it until it is killed. */
import { lockRun } from '../../station/store/run-lock.ts';

const [folder = '', run = ''] = process.argv.slice(2);
const lock = lockRun(folder, run);
process.stdout.write('held\n');
// Keeps the process and its lock alive.
setInterval(() => lock, 60_000);
