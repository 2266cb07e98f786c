/**
 * The Debian package, made anew, unpacked and started: its archive, its fuses and its native parts at their places. It
 * is driven over the debugging protocol, because the fuses close the door by which Playwright drives Electron.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cannotLaunch, type Display, openDisplay, until, within } from './support/launch.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cannot = cannotLaunch ?? (existsSync('/usr/bin/dpkg-deb') ? undefined : 'no dpkg-deb here');

/** The part of `ws` that is used; it has no types of its own. */
interface Socket {
  once(event: 'open' | 'error', listener: (error?: Error) => void): void;
  on(event: 'message', listener: (data: Buffer) => void): void;
  send(text: string): void;
  close(): void;
}
const Ws = createRequire(createRequire(import.meta.url).resolve('happy-dom/package.json'))('ws') as new (
  address: string,
) => Socket;

/** Evaluates in the page of the application that listens on that port. */
async function evaluator(port: string): Promise<{ evaluate(expression: string): Promise<unknown>; close(): void }> {
  const targets = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as {
    type: string;
    webSocketDebuggerUrl: string;
  }[];
  const page = targets.find(({ type }) => type === 'page');
  if (page === undefined) throw new Error('there is no page');
  const socket = new Ws(page.webSocketDebuggerUrl);
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('error', (error) => reject(error));
  });
  const waiting = new Map<number, (value: unknown) => void>();
  socket.on('message', (data) => {
    const { id, result } = JSON.parse(data.toString()) as { id: number; result?: { result?: { value?: unknown } } };
    waiting.get(id)?.(result?.result?.value);
  });
  let last = 0;
  return {
    evaluate(expression) {
      last += 1;
      const id = last;
      const params = { expression, awaitPromise: true, returnByValue: true };
      socket.send(JSON.stringify({ id, method: 'Runtime.evaluate', params }));
      return within(30_000, new Promise((resolve) => waiting.set(id, resolve)));
    },
    close: () => socket.close(),
  };
}

/** Asks the station over a port of its own; the answer with the highest numbers is ours, the page has its own. */
const askStation = (verb: string, input: unknown) => `new Promise((resolve) => {
  addEventListener('message', ({ data, ports: [port] }) => {
    if (data.name !== 'station:port') return;
    port.addEventListener('message', ({ data: { kind, id, reply } }) => { if (kind === 'reply' && id === 900001) resolve(reply); });
    port.start();
    port.postMessage(${JSON.stringify({ kind: 'call', id: 900001, verb, input })});
  }, { once: true });
  ohmstead.requestPort();
})`;

describe.skipIf(cannot !== undefined)(`the Debian package${cannot ? ` (${cannot})` : ''}`, () => {
  let display: Display;
  let folder: string;
  let unpacked: string;
  let application: ChildProcess | undefined;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-package-'));
    unpacked = path.join(folder, 'unpacked');
    // Not built again: other tests are running what stands in `dist/`.
    execFileSync(process.execPath, ['scripts/package.mjs', '--as-built'], {
      cwd: root,
      stdio: 'ignore',
      timeout: 280_000,
    });
    const [deb] = readdirSync(path.join(root, 'release')).filter((name) => name.endsWith('.deb'));
    if (deb === undefined) throw new Error('no .deb was made');
    execFileSync('dpkg-deb', ['-x', path.join(root, 'release', deb), unpacked]);
    display = await openDisplay();
  }, 300_000);
  afterAll(() => {
    application?.kill('SIGKILL');
    display?.close();
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  });

  it('has the program, the desktop entry, the icons and the device rules at their places', () => {
    const at = (file: string) => path.join(unpacked, file);
    for (const file of [
      'opt/Ohmstead/ohmstead',
      'opt/Ohmstead/resources/app.asar',
      'opt/Ohmstead/resources/procedures/language',
      'usr/share/applications/ohmstead.desktop',
      'usr/share/icons/hicolor/256x256/apps/ohmstead.png',
      'usr/lib/udev/rules.d/60-ohmstead.rules',
    ])
      expect([file, existsSync(at(file))]).toEqual([file, true]);
    expect(readFileSync(at('usr/share/applications/ohmstead.desktop'), 'utf8')).toContain('Icon=ohmstead\n');
    expect(statSync(at('opt/Ohmstead/ohmstead')).mode & 0o111).not.toBe(0);
  });

  it('has native parts outside the archive and none of the screens’ packages inside', () => {
    const outside = path.join(unpacked, 'opt/Ohmstead/resources/app.asar.unpacked/node_modules');
    const parts = ['@serialport/bindings-cpp/prebuilds', '@photostructure/sqlite/prebuilds', '@esbuild'];
    for (const part of parts) expect([part, existsSync(path.join(outside, part))]).toEqual([part, true]);
    const archive = readFileSync(path.join(unpacked, 'opt/Ohmstead/resources/app.asar')).subarray(0, 4_000_000);
    expect(archive.includes('"react-aria-components"')).toBe(false);
  });

  it('starts, opens its store, and a run of a procedure begins and ends in it', async () => {
    const { PATH = '', HOME = '' } = process.env;
    const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const env = { PATH, HOME, DISPLAY: display.name, OHMSTEAD_DATA: path.join(folder, 'data') };
    const args = [...asRoot, '--disable-gpu', '--remote-debugging-port=0'];
    application = spawn(path.join(unpacked, 'opt/Ohmstead/ohmstead'), args, {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    application.stderr?.on('data', (data: Buffer) => (said += data.toString()));
    const portOf = () => /DevTools listening on ws:\/\/[^:]+:(\d+)\//.exec(said)?.[1] ?? '';
    const port = await until(portOf, (found) => found !== '', 30_000);
    const page = await until(
      () => evaluator(port).catch(() => undefined),
      (found) => found !== undefined,
    );
    if (page === undefined) throw new Error('unreachable');
    await until(
      () => page.evaluate(`window.ohmstead?.stationStatus()`) as Promise<{ state: string } | undefined>,
      (status) => status?.state === 'up',
    );
    const bench = { kind: 'simulated', scenario: 'healthy', speed: 5000, seed: 1 };
    const request = { procedure: 'battery-health', ticket: null, bench, operator: null, answers: {} };
    const started = (await page.evaluate(askStation('run/start', request))) as { ok: boolean; value: { run: string } };
    expect(started).toMatchObject({ ok: true });
    expect(await page.evaluate(askStation('instrument/list', {}))).toMatchObject({ ok: true });
    const { run } = started.value;
    await page.evaluate(askStation('run/stop', { run, by: 'test' }));
    expect(await page.evaluate(askStation('run/wait', { run }))).toMatchObject({ ok: true });
    page.close();
  }, 90_000);

  it('ends properly when it is asked to', async () => {
    const gone = new Promise<number | null>((resolve) => application?.once('exit', resolve));
    application?.kill('SIGTERM');
    expect(await within(20_000, gone)).toBe(0);
    expect(existsSync(path.join(folder, 'data/desktop/window.json'))).toBe(true);
  }, 30_000);
});
