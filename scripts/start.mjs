/**
 * `npm start`: the desktop application where there is a display. Without one, or without an Electron, the same station
 * does its main job in this terminal. `npm start -- …` hands arguments to Electron.
 */
import { buildAll } from './build.mjs';
import { demonstrate } from './headless-demonstration.mjs';
import { ended, startElectron } from './run-electron.mjs';

const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
await buildAll();
const child = hasDisplay ? await startElectron({ args: process.argv.slice(2) }) : undefined;
if (child !== undefined) process.exit(await ended(child));
console.log(`${hasDisplay ? 'No desktop window' : 'No display'} here; the station works in this terminal.`);
process.exit(await demonstrate());
