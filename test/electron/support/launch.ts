/**
 * The real application in a real Electron under a virtual display of its own, with a data folder of its own. Every wait
 * is bounded, and nothing is left behind: the application and the display are ended by their process ids.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';

const root = path.resolve(fileURLToPath(new URL('../../..', import.meta.url)));

/** What `scripts/electron-runtime.mjs` tells of a runtime. */
export interface Runtime {
  readonly executable: string;
  readonly version: string;
}

const scripts = (await import(pathToFileURL(path.join(root, 'scripts/electron-runtime.mjs')).href)) as {
  findRuntime(options: { say(line: string): void }): Promise<Runtime | undefined>;
};

const hasDisplayServer = ['/usr/bin/Xvfb', '/usr/local/bin/Xvfb'].some(existsSync);
const runtime = hasDisplayServer ? await scripts.findRuntime({ say: () => undefined }) : undefined;

/** Why nothing can be launched here, for the name of a skipped test; undefined when it can. */
export const cannotLaunch: string | undefined = !hasDisplayServer
  ? 'no Xvfb here'
  : runtime === undefined
    ? 'no Electron runtime here'
    : undefined;

if (cannotLaunch === undefined && !existsSync(path.join(root, 'dist/main.cjs')))
  execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: root, stdio: 'inherit' });

/** The program itself, for what is started with nothing attached. */
export function electronProgram(): string {
  if (runtime === undefined) throw new Error(cannotLaunch);
  return runtime.executable;
}

export interface Display {
  /** For the variable `DISPLAY`. */
  readonly name: string;
  close(): void;
}

/** A virtual screen; the server picks a free number. */
export async function openDisplay(size = '1366x768'): Promise<Display> {
  const server: ChildProcess = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', `${size}x24`, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const channel = server.stdio[3];
  const name = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('Xvfb did not start within 15 s')), 15_000);
    channel?.once('data', (data: Buffer) => {
      clearTimeout(timer);
      resolve(`:${data.toString().trim()}`);
    });
  });
  return { name, close: () => void server.kill('SIGKILL') };
}

export interface LaunchOptions {
  readonly display: Display;
  /** Used again after the end when given; otherwise made and removed. */
  readonly folder?: string;
  /** Another folder of screens than the built ones. */
  readonly screens?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  /** The language of the session, `en_US.UTF-8` when absent. */
  readonly lang?: string;
}

export interface Desktop {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly folder: string;
  /** Errors and warnings on the page's console, page errors and policy violations among them. */
  readonly complaints: string[];
  /** Lines of the application's own log so far. */
  log(): string;
  /** As the window's close button; kills it when it has not gone within 20 s. */
  close(): Promise<void>;
  /** Ends it at once. */
  kill(): Promise<void>;
}

/** What starts the application, for Playwright or as it is. */
function startOf({ display, screens, lang = 'en_US.UTF-8', ...options }: LaunchOptions, folder: string) {
  const { PATH = '', HOME = '' } = process.env;
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return {
    executablePath: electronProgram(),
    args: [path.join(root, 'dist'), ...asRoot, '--disable-gpu', ...(options.args ?? [])],
    env: {
      ...{ PATH, HOME, LANG: lang, LANGUAGE: lang.slice(0, 5), DISPLAY: display.name, OHMSTEAD_DATA: folder },
      ...(screens === undefined ? {} : { OHMSTEAD_SCREENS: screens }),
      ...options.env,
    },
  };
}

/** For a start that is to end by itself: Playwright would fail over a program that is gone while it takes hold of it. */
export function spawnDesktop(options: LaunchOptions & { readonly folder: string }): ChildProcess {
  const { executablePath, args, env } = startOf(options, options.folder);
  return spawn(executablePath, args, { env, stdio: 'ignore' });
}

export async function launchDesktop(options: LaunchOptions): Promise<Desktop> {
  const folder = options.folder ?? mkdtempSync(path.join(tmpdir(), 'ohmstead-desktop-'));
  const app = await _electron.launch({ ...startOf(options, folder), timeout: 30_000 });
  const process_ = app.process();
  const gone = new Promise<void>((resolve) => process_.once('exit', () => resolve()));
  const kill = async () => {
    process_.kill('SIGKILL');
    await gone;
  };
  try {
    const page = await app.firstWindow({ timeout: 30_000 });
    page.setDefaultTimeout(15_000);
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    // Asked of the page itself: the event may have come before anybody listened for it.
    await until(
      () =>
        page.evaluate(() => document.readyState === 'complete' && location.href !== 'about:blank').catch(() => false),
      (isLoaded) => isLoaded,
      30_000,
    );
    const tidy = () => {
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    };
    return {
      ...{ app, page, folder, complaints },
      log: () => logOf(folder),
      close: () => closeWithin(app, gone, kill).then(tidy),
      kill: () => kill().then(tidy),
    };
  } catch (error) {
    await kill();
    throw error;
  }
}

async function closeWithin(app: ElectronApplication, gone: Promise<void>, kill: () => Promise<void>): Promise<void> {
  const timer = setTimeout(() => void kill(), 20_000);
  await app.evaluate(({ app: electron }) => electron.quit()).catch(() => undefined);
  await gone;
  clearTimeout(timer);
}

function logOf(folder: string): string {
  const logs = path.join(folder, 'logs');
  if (!existsSync(logs)) return '';
  const files = readdirSync(logs).filter((name) => name.endsWith('.log'));
  return files.map((name) => readFileSync(path.join(logs, name), 'utf8')).join('');
}

/** Rejects when the answer does not come: Playwright waits for ever for a page whose process is gone. */
export function within<T>(ms: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

/** Asks until it is so; throws with the last answer when it is not within the time. */
export async function until<T>(ask: () => Promise<T> | T, isSo: (answer: T) => boolean, ms = 20_000): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const answer = await within(ms, Promise.resolve(ask()));
    if (isSo(answer)) return answer;
    if (Date.now() > end) throw new Error(`not within ${ms} ms; the last answer: ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
