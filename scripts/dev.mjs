/**
 * `npm run dev`: the application while its source is being written. The screens come from a development server on the
 * loopback with hot reload; a change of the shell, the station or the drivers builds them again and starts the
 * application anew. Only here is the page's policy looser than in the built application.
 */
import { watch } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';
import { buildAll } from './build.mjs';
import { startElectron } from './run-electron.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const watched = ['electron', 'station', 'drivers', 'foundation', 'procedures'];
/** An editor writes several files at once. */
const settleMs = 300;

const server = await createServer({ configFile: `${root}vite.config.ts`, server: { hmr: { host: '127.0.0.1' } } });
await server.listen();
const { port } = server.httpServer.address();
const env = { OHMSTEAD_DEV_SERVER: `http://127.0.0.1:${port}` };
console.log(`screens: ${env.OHMSTEAD_DEV_SERVER}, shown in the application`);

let child;
let again = false;
async function launch() {
  await buildAll();
  child = await startElectron({ args: process.argv.slice(2), env });
  if (child === undefined) return leave(1);
  child.once('close', (code) => {
    if (!again) return leave(code ?? 1);
    again = false;
    void launch().catch(tell);
  });
}

async function leave(code) {
  await server.close();
  process.exit(code);
}

function tell(error) {
  console.error(String(error.message ?? error));
  console.error('Not started again; the next change tries once more.');
  child = undefined;
}

let timer;
function changed(file) {
  if (!/\.tsx?$/.test(file ?? '') || /\.test\.tsx?$/.test(file)) return;
  clearTimeout(timer);
  timer = setTimeout(() => {
    console.log(`${file} changed: the application starts anew`);
    if (child === undefined || child.exitCode !== null) return void launch().catch(tell);
    again = true;
    child.kill('SIGTERM');
  }, settleMs);
}

for (const folder of watched)
  watch(`${root}${folder}`, { recursive: process.platform !== 'linux' }, (_, file) => changed(file));
if (process.platform === 'linux')
  for (const folder of await foldersBelow(watched)) watch(folder, (_, file) => changed(file));
await launch();

/** Linux watches one folder at a time before Node 20. */
async function foldersBelow(tops) {
  const { readdirSync } = await import('node:fs');
  const below = (folder) =>
    readdirSync(folder, { withFileTypes: true }).flatMap((one) =>
      one.isDirectory() ? [`${folder}/${one.name}`, ...below(`${folder}/${one.name}`)] : [],
    );
  return tops.flatMap((top) => below(`${root}${top}`));
}
